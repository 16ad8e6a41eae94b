"""Persons: whose names stand in a text; they are no tags."""

import re
from functools import cache
from importlib.resources import files

_NAME = r"[^\W\d_a-z][\w.'’-]*"
_FULL_NAME = rf"{_NAME}(?:[ \t]+{_NAME}){{0,2}}"
_CALLED = re.compile(rf"\b(?=(?P<given>[^\W\d_a-z][^\W\d_]+)[ \t]+(?:[^\W\d_a-z]\.[ \t]*)?(?P<family>{_NAME}))")
_SPEAKER = re.compile(
    rf"^[^\w\n]*(?P<name>{_FULL_NAME})[ \t]+(?:wrote|writes|said|says|replied|commented)\b", re.MULTILINE
)
_MADE = "posted|written|published|submitted|reported|edited|translated|photo|image"
_MAKER = re.compile(rf"\b(?i:{_MADE})[ \t]+by[ \t]+(?P<name>{_FULL_NAME})")
_PART = re.compile(r"[^\W\d_]{2,}")


@cache
def given_names() -> frozenset[str]:
    """Common given names in lower case, without those that are better known as something else (Ruby, Julia, Basil)."""
    return frozenset(files(__package__).joinpath("given_names.txt").read_text("utf-8").split())


def persons(text: str) -> frozenset[str]:
    """The words, in lower case, that are names of persons where they stand in *text* with a capital letter.

    These are common given names, what follows them with a capital letter, and who is said to have written something.
    """
    families = [found["family"] for found in _CALLED.finditer(text) if found["given"].lower() in given_names()]
    writers = [found["name"] for pattern in (_SPEAKER, _MAKER) for found in pattern.finditer(text)]
    parts = [part.lower() for name in (*families, *writers) for part in _PART.findall(name)]
    return given_names().union(parts)
