"""Folding."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.folding import fold, fold_name


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("plain", "plain"),
        ("résumé", "resume"),
        ("straße", "strasse"),
        ("ærø", "aero"),
        ("œuvre", "oeuvre"),
        ("łódź", "lodz"),
        ("ёлка", "елка"),
        ("λόγος", "λογοσ"),
        ("שָׁלוֹם", "שלום"),
        ("مُحَمَّد", "محمد"),
        ("हिन्दी", "हिन्दी"),
        ("が", "が"),
        ("ｱﾞ", "ア゙"),
        ("ﬁle", "file"),
        ("i̇stanbul", "istanbul"),
        ("ﷺ", "صلىاللهعليهوسلم"),
    ],
)
def test_accents_go_and_letters_stay(word: str, expected: str) -> None:
    """In all scripts."""
    assert fold(word) == expected


def test_folding_any_character_twice_changes_nothing() -> None:
    """And leaves no space, which would make one word two."""
    for code in range(0x80, sys.maxunicode + 1):
        char = chr(code)
        if char.isalnum():
            folded = fold(char.lower())
            assert fold(folded) == folded
            assert folded
            assert not any(part.isspace() for part in folded)


@given(st.text().map(str.lower))
def test_folding_twice_changes_nothing(word: str) -> None:
    """Whatever stands together."""
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Web  Dev", "web dev"), ("CAFÉ", "cafe\u0301"), ("ＡＢ", "ab"), (" x\u3000y ", "X Y"), ("Straße", "STRASSE")],
)
def test_names_are_the_same(one: str, other: str) -> None:
    """But for case, encoding and spaces."""
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("resume", "résumé"), ("c", "c++"), ("web dev", "web-dev")])
def test_names_differ(one: str, other: str) -> None:
    """An author who types two names means two."""
    assert fold_name(one) != fold_name(other)
