"""Posts beside the samples: what the samples do not hold."""

EXTRA = {
    "zahrat.md": """\
---
title: كيف أكتب مدونة
date: 2024-03-01
tags: [مدونة]
lang: ar
---
المدونة مكان هادئ للكتابة. أكتب فيها كل أسبوع عن Python وعن الكتب.

## العناوين القصيرة

العنوان القصير أسهل في القراءة.
""",
}
