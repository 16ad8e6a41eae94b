"""Folding: one spelling for all the ways in which a word, a name or a tag may be written."""

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose, though writers without the key type them so.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ"}
)


def fold(word: str) -> str:
    """*word* (in lower case) without accents: ``résumé`` gives ``resume``, ``straße`` gives ``strasse``.

    Marks are dropped where they are accents (Latin, Greek, Cyrillic, Hebrew and Arabic points) and kept where
    they are letters (Indic vowels, Japanese voicing). One word stays one: no spaces come of ligatures such as ``ﷺ``.
    """
    return word if word.isascii() else _folded(word)


@lru_cache(maxsize=50_000)
def _folded(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word)
    if decomposed.isalpha():  # no accent is a letter, and no space
        kept = decomposed
    else:
        kept = "".join(char for char in decomposed if not _is_accent(char) and not char.isspace())
    return unicodedata.normalize("NFC", kept).lower().translate(_LETTERS) or word


def _is_accent(char: str) -> bool:
    """By canonical combining class: 10 to 35 are Hebrew and Arabic points, 200 and above stand around a letter."""
    place = unicodedata.combining(char)
    return place >= 200 or 10 <= place <= 35


def fold_name(name: str) -> str:
    """The key under which a tag, category or author is compared: case, accents' encoding and spaces aside."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


_LEVEL = "/"
# What tells names apart though it is punctuation: AT&T, Q&A, *nix, 80%.
_TELLING = frozenset("&@%*")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_EMOJI_STYLE = "\ufe0f"


@lru_cache(maxsize=50_000)
def fold_tag(tag: str) -> str:
    """The key under which a tag is compared: case, punctuation and spaces aside, so "open-source" is "OpenSource".

    What tells names apart stays: the signs of "C++", "C#" and ".NET", that two digits are separated ("1.0" is not
    "10", but is "1-0"), and the slash between levels ("lang/python"). A key is empty only where the tag is blank.
    """
    text = fold_name(tag)
    levels = (_fold_level(level.strip()) for level in text.replace(_EMOJI_STYLE, "").split(_LEVEL))
    return _LEVEL.join(filter(None, levels)) or text


def _fold_level(level: str) -> str:
    """*level* without separators; one of nothing else stays as it is."""
    spaced = "".join(char if _is_telling(level, place) else " " for place, char in enumerate(level))
    joined = _BETWEEN_DIGITS.sub("-", spaced.strip()).replace(" ", "")
    return unicodedata.normalize("NFC", joined) or level


def _is_telling(level: str, place: int) -> bool:
    """Whether the character at *place* tells *level* from other names."""
    char = level[place]
    if char.isalnum() or char in _TELLING:
        return True
    if char == "#":  # as in C#, not as in #python
        return place > 0 and level[place - 1].isalnum()
    if char == ".":  # as in .NET, not as in node.js
        return place == 0 and level[1:2].isalnum()
    category = unicodedata.category(char)
    return category[0] not in "PZ" and category not in {"Cc", "Cf"} and char != "`"


_FOLDED_AS_TAGS = {"tags", "categories", "series"}


def fold_value(facet: str, value: str) -> str:
    """The key under which *value* is compared with other values of *facet*, a name in `schema.FACETS`."""
    return fold_tag(value) if facet in _FOLDED_AS_TAGS else fold_name(value)
