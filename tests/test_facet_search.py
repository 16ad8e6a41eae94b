"""Facet search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import Aliases
from indexer.facet_search import ValueOrder, facet_search

TAGS = {"Open Source": 9, "JavaScript": 7, "resources": 5, "Über uns": 3, "C++": 2, "unter uns": 1}
JS = Aliases({"js": "javascript", "node": "js"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", [*TAGS]),
        ("open-s", ["Open Source"]),
        ("source", ["Open Source", "resources"]),
        ("OURCE", ["Open Source", "resources"]),
        ("r", ["resources", "Open Source", "JavaScript", "Über uns", "unter uns"]),
        ("uber", ["Über uns"]),
        ("ü", ["Über uns", "unter uns", "Open Source", "resources"]),
        ("c+", ["C++"]),
        ("js", ["JavaScript"]),
        ("od", ["JavaScript"]),
        ("?", []),
        ("zzz", []),
    ],
)
def test_beginnings_come_before_what_holds_it_elsewhere(text: str, found: list[str]) -> None:
    """The most used first; case, accents and separators aside, and by any word for a tag."""
    assert list(facet_search("tags", TAGS, text, aliases=JS).items()) == [(name, TAGS[name]) for name in found]


def test_values_can_come_by_name() -> None:
    """As readers look for them: capitals and accents among the others."""
    names = ["Zebra", "apple", "Éclair", "fig", "Fig tree"]
    by_name = facet_search("categories", dict.fromkeys(names, 1), order=ValueOrder.NAME)

    assert list(by_name) == ["apple", "Éclair", "fig", "Fig tree", "Zebra"]
    assert list(facet_search("tags", TAGS, "ü", order=ValueOrder.NAME))[:2] == ["Über uns", "unter uns"]


def test_names_of_people_keep_their_spaces() -> None:
    """And nobody has an alias."""
    assert facet_search("authors", {"Ann Lee": 1, "Annle": 1}, "annle") == {"Annle": 1}
    assert facet_search("authors", {"javascript": 1}, "js", aliases=JS) == {}


@given(st.dictionaries(st.text(max_size=6), st.integers(1, 9), max_size=6), st.text(max_size=3))
def test_any_text_finds_some_of_the_values(counts: dict[str, int], text: str) -> None:
    """With the counts that they have."""
    found = facet_search("tags", counts, text)

    assert found.items() <= counts.items()
    assert facet_search("tags", counts) == counts
