"""Texts in either direction, side by side, none of which may turn the text around it."""

from unicodedata import bidirectional

RIGHT_TO_LEFT = frozenset(("ar", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"))
"""Languages that are written from right to left (Unicode CLDR, character order)."""

_TURNING = frozenset(("R", "AL", "AN", "RLE", "LRE", "RLO", "LRO", "RLI", "LRI", "FSI"))
"""Bidirectional classes whose characters act on what stands beside them (Unicode Standard Annex 9)."""
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: str) -> str:
    """*text* for a place that takes no elements, such as a page's title, closed off if it could turn its neighbours."""
    if text.isascii() or _TURNING.isdisjoint(map(bidirectional, text)):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def is_right_to_left(lang: str | None) -> bool:
    """Whether the language with the code *lang* is written from right to left."""
    return lang in RIGHT_TO_LEFT
