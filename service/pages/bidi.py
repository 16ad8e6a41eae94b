"""Texts in either direction, side by side, none of which may turn the text around it."""

import re
from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are written from right to left (Unicode CLDR, character order)."""

_TURNING = frozenset(("R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"))
"""Bidirectional classes whose characters act on what stands beside them (Unicode Standard Annex 9)."""
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_EMBEDDINGS_AND_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")


def balanced(text: str) -> str:
    """*text* without what would act on the text behind it: embeddings, overrides, and isolates that are not in pairs.

    Posts are freed of all of them when they are read; links to the service may say them.
    """
    if text.isascii():
        return text
    text = _EMBEDDINGS_AND_OVERRIDES.sub("", text)
    opened: list[int] = []
    paired: set[int] = set()
    for mark in _ISOLATES.finditer(text):
        if mark[0] != _POP_ISOLATE:
            opened.append(mark.start())
        elif opened:
            paired |= {opened.pop(), mark.start()}
    return _ISOLATES.sub(lambda mark: mark[0] if mark.start() in paired else "", text)


def isolated(text: str) -> str:
    """*text* for a place that takes no elements, such as a page's title, closed off if it could turn its neighbours."""
    text = balanced(text)
    if text.isascii() or _TURNING.isdisjoint(map(bidirectional, text)):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def is_right_to_left(lang: str | None) -> bool:
    """Whether the language with the code *lang* is written from right to left."""
    return lang in RIGHT_TO_LEFT
