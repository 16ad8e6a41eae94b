"""Folding: one spelling for all the ways in which a word may be written."""

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
