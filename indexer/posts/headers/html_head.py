"""Headers in HTML: what a page's ``<head>`` says about it."""

import re

from selectolax.lexbor import LexborHTMLParser

from indexer.posts.headers.header import Header, folded

_HEAD = re.compile(r"<head\b|<title\b|<meta\b", re.IGNORECASE)
_HEAD_END = re.compile(r"</head\s*>|<body\b", re.IGNORECASE)
_KEYS = {
    "article:published_time": "date",
    "article:modified_time": "modified",
    "article:author": "author",
    "article:tag": "tags",
    "article:section": "category",
    "og:description": "description",
}
_LONGEST = 100_000


def read(text: str, path: str) -> Header | None:
    """Title, ``<meta>`` names and language of an HTML page's head, or None for a fragment without one."""
    if not path.casefold().endswith((".html", ".htm")) or not _HEAD.search(text, 0, _LONGEST):
        return None
    end = _HEAD_END.search(text, 0, _LONGEST)
    if not end:
        return None
    cut = end.end() if end[0].startswith("</") else end.start()
    fields = _fields(text[:cut])
    return Header(folded(fields), text[cut:], text.count("\n", 0, cut) + 1, "html", source=text[:cut])


def _fields(head: str) -> dict[str, object]:
    tree = LexborHTMLParser(head)
    fields: dict[str, object] = {}
    if (title := tree.css_first("title")) is not None:
        fields["title"] = title.text(strip=True)
    if (page := tree.css_first("html")) is not None and page.attributes.get("lang"):
        fields["lang"] = page.attributes["lang"]
    for meta in tree.css("meta[content]"):
        name = (meta.attributes.get("name") or meta.attributes.get("property") or "").casefold()
        if name:
            fields.setdefault(_KEYS.get(name, name), meta.attributes["content"])
    return fields
