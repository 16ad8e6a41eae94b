"""A blog from whose posts one can go on: a series, pins, translations, and a title that wants to be markup."""

POSTS = {
    "2024/sour-dough.md": """\
---
title: Sour dough
date: 2024-01-05
tags: [bread, rye]
series: Baking
part: 1
related: [trains, no-such-post]
lang: en
---
Sour dough needs rye flour, water and a week. Feed the dough each morning.
""",
    "2024/rye-loaf.md": """\
---
title: A rye loaf
date: 2024-02-05
tags: [Bread]
series: Baking
part: 2
related: 2023/hostile.md
lang: en
---
A loaf of rye flour and sour dough, baked in a falling oven until the crust sounds hollow.
""",
    "2024/rye-loaf.es.md": """\
---
title: Un pan de centeno
date: 2024-02-06
lang: es
---
Un pan de harina de centeno y masa madre, horneado hasta que la corteza suena hueca.
""",
    "2023/trains.md": "---\ntitle: Trains\ndate: 2023-01-01\nlang: en\n---\nViaducts and timetables.\n",
    "2023/hostile.md": """\
---
title: '`<script>alert("x")</script>` & flour'
tags: ['"><img src=x>', bread]
url: javascript:alert(1)
lang: en
---
Rye flour, sour dough and a falling oven, in an alert.
""",
}
