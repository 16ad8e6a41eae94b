"""Folding."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.folding import fold, fold_name, fold_tag, fold_value


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


@pytest.mark.slow
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


@pytest.mark.parametrize(
    "spellings",
    [
        ("Open Source", "open-source", "opensource", "OpenSource", "open_source", "open – source", "«Open Source»"),
        ("node.js", "nodejs", "Node JS", "NODE-JS"),
        ("gcc 7", "gcc7", "GCC-7"),
        ("Python 3.10", "python-3-10", "python 3_10"),
        ("#python", "Python", "python!", "`python`", "ｐｙｔｈｏｎ"),
        ("What's new?", "what’s new", "Whats New"),
        ("a / b", "A/B", "a//b", "/a/b/"),
        ("می\u200cخواهم", "می خواهم"),
        ("❤️", "❤"),
        ("Σίσυφος", "σίσυφοσ"),
    ],
)
def test_spellings_of_one_tag(spellings: tuple[str, ...]) -> None:
    """Whichever of them an author types."""
    assert len({*map(fold_tag, spellings)}) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("C", "C++", "C#", "c*"),
        ("net", ".NET"),
        ("Q&A", "QA"),
        ("1.0", "10", "1.0.0"),
        ("python 3.1", "python 31"),
        ("a/b", "ab", "a", "b"),
        ("日本", "日本語", "にほん"),
        ("हिन्दी", "हनद"),
        ("🎉", "🎈", "!", "?", "…", "/"),
        ("résumé", "resume"),
    ],
)
def test_names_of_different_tags(names: tuple[str, ...]) -> None:
    """What tells them apart is no decoration."""
    assert len({*map(fold_tag, names)}) == len(names)


TAG = st.text(st.one_of(st.characters(), st.sampled_from("ab1 2-_./#+&'\u0301\ufe0f")), max_size=12)


@given(TAG)
def test_the_key_of_a_tag_is_its_own_key(tag: str) -> None:
    """So a key may be looked up as a tag."""
    assert fold_tag(fold_tag(tag)) == fold_tag(tag)


@given(TAG)
def test_the_key_of_a_tag_is_empty_only_where_the_tag_is_blank(tag: str) -> None:
    """Signs alone, emoji and any script are names."""
    assert bool(fold_tag(tag)) == bool(tag.strip())


@given(TAG)
def test_what_is_one_name_is_one_tag(tag: str) -> None:
    """Case and encoding included."""
    assert fold_tag(tag) == fold_tag(fold_name(tag)) == fold_tag(f" {tag}\t")


@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=4), min_size=1, max_size=3))
def test_words_may_be_joined_by_anything_that_joins(words: list[str]) -> None:
    """Spaces, hyphens, dots and underscores are the same."""
    assert len({fold_tag(joint.join(words)) for joint in (" ", "-", "_", ".", " - ")}) == 1


def test_facets_are_folded_by_what_they_hold() -> None:
    """People's names are not tags."""
    assert fold_value("tags", "web-dev") == fold_value("categories", "Web Dev")
    assert fold_value("authors", "Ann-Marie") != fold_value("authors", "Ann Marie")
    assert fold_value("authors", "ANN  Marie") == fold_value("authors", "Ann Marie")
