"""Posts that want to be more than text: each says in every field of its header, and in its body, the same attack.

What would come of an attack that works is always `PROOF`: a global of the page that is set.
"""

import json
from html import escape
from typing import NamedTuple

PROOF = "pwned"


class Attack(NamedTuple):
    """A text by which a page might be harmed, and what is to be *shown* of it: the same, but for what nobody sees."""

    written: str
    shown: str


def _plain(text: str) -> Attack:
    return Attack(text, text)


ATTACKS = {
    "image": _plain(f"<img src=x onerror=window.{PROOF}=1>"),
    "script": _plain(f"</script><script>window.{PROOF}=1</script>"),
    "title": _plain(f"</title></head><body onload=window.{PROOF}=1>"),
    "textarea": _plain(f"</textarea></style></noscript><svg onload=window.{PROOF}=1>"),
    "comment": _plain(f"--!><!-- <script>window.{PROOF}=1</script>"),
    "cdata": _plain(f"]]><script>window.{PROOF}=1</script><![CDATA["),
    "entities": _plain(f'<!DOCTYPE x [<!ENTITY e "window.{PROOF}=1">]>&e.'),
    "quotes": _plain(f"\"' onmouseover=window.{PROOF}=1 onfocus=window.{PROOF}=1 autofocus x='\""),
    "anchor": _plain(f'"></a><a href="javascript:window.{PROOF}=1">here</a><base href="//evil.example/'),
    "style": _plain("</style><style>*{display:none}</style><link rel=stylesheet href=//evil.example/x>"),
    "form": _plain("</form><form action=//evil.example/><input name=q autofocus>"),
    "refresh": _plain(f'<meta http-equiv=refresh content="0;url=javascript:window.{PROOF}=1">'),
    "address": _plain(f"javascript:window.{PROOF}=1//"),
    "clobbering": _plain("<form id=main name=body><input name=attributes id=q></form>"),
    "mark": Attack(f"\x02</mark><mark onclick=window.{PROOF}=1>\x03", f"</mark><mark onclick=window.{PROOF}=1>"),
    "escaped": Attack(
        f"&lt;img src=x onerror=window.{PROOF}=1&gt; &#60;b&#62;", f"<img src=x onerror=window.{PROOF}=1> <b>"
    ),
    "override": Attack("safe\u202egnp.exe and \u202b\u202dmore", "safegnp.exe and more"),
    "isolates": Attack("\u2066\u2067\u2068 left open, closed \u2069\u2069\u202c\u202c", "left open, closed"),
    "controls": Attack("a\x00b\x07c \x1b]0;title\x07\x1b[31m\x7f", "abc ]0;title[31m"),
    "halves": Attack("half\ud800 of a pair\udfff", "half of a pair"),
    "nonsense": Attack("none \ufffe\uffff such", "none such"),
    "zalgo": _plain("Z\u0335\u0327\u031b\u0334\u0316a\u0336\u0321l\u0337\u0322go " * 20 + "end"),
    "long": _plain("w" * 100_000),
}

LINKS = {
    f"javascript:window.{PROOF}=1": None,
    f"JaVaScRiPt:window.{PROOF}=1": None,
    f" \t javascript:window.{PROOF}=1": None,
    f"\x01javascript:window.{PROOF}=1": None,
    f"\u202ejava\u200bscript:window.{PROOF}=1": None,
    f"java\tscript:window.{PROOF}=1": f"/java%20script:window.{PROOF}=1",
    f"java\nscript:window.{PROOF}=1": f"/java%0Ascript:window.{PROOF}=1",
    f"javascript&colon;window.{PROOF}=1": f"/javascript&colon;window.{PROOF}=1",
    "data:text/html,<script>alert(1)</script>": None,
    "vbscript:msgbox(1)": None,
    "view-source:https://blog.example": None,
    "//evil.example/x": "/evil.example/x",
    "///evil.example/x": "/evil.example/x",
    "/\\evil.example/x": "/%5Cevil.example/x",
    "\\\\evil.example\\x": "/%5C%5Cevil.example%5Cx",
    '/"><script>alert(1)</script>': "/%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/a\r\nSet-Cookie: a=b": "/a%0ASet-Cookie:%20a=b",
    "/\u202etxt.exe\ud800": "/txt.exe",
    "https://other.example/post/": "https://other.example/post/",
    "HTTP://other.example/post/": "http://other.example/post/",
}
"""What a header may say under ``url``, and the address that the post has then; None for the one of its path.

An author may well say that a post stands on another site, so http(s) is taken as it is. Two slashes do not say so: in
headers they are a slash too many, and the blog's own address stands before them.
"""


def post(attack: str, word: str = "", url: str = "") -> str:
    """A post that says *attack* wherever a post can say something, and *word* once, so that it can be found.

    Its header is JSON, which can spell anything.
    """
    header = {
        "title": f"`{attack}`",
        "description": f"`{attack}`",
        "tags": [attack, "calm"],
        "categories": [attack],
        "authors": [attack],
        "series": {"name": attack, "part": 1},
        "date": "2024-05-12",
        "lang": "en",
        "slug": attack[:50],
        "translationKey": attack,
        "related": [attack],
        **({"url": url} if url else {}),
    }
    readable = attack.encode("utf-8", "ignore").decode()
    return f"""\
{json.dumps(header)}

Everyday words come before `{readable}` and {word} after it.

## `{readable}`

{readable}

<h2 id="{escape(readable)}">Another heading</h2>

```
if so:
    {readable}
```

[A link](javascript:window.{PROOF}=1 "{readable}") and ![a picture](x "{readable}").
"""
