"""Persons: names are told from words by given names and by who is said to have written."""

import pytest

from indexer.tagging.persons import given_names, persons


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We thank Maria Quill for her help", {"maria", "quill"}),
        ("We thank Maria J. Quill for her help", {"quill"}),
        ("Zadok Quill wrote:\nYes.", {"zadok", "quill"}),
        ("Photo by Zadok Quill", {"zadok", "quill"}),
        ("posted by Zadok", {"zadok"}),
    ],
)
def test_parts_of_names_are_found(text: str, names: set[str]) -> None:
    """Given and family names are told, in lower case."""
    assert names <= persons(text)


@pytest.mark.parametrize("text", ["Machine Learning with Visual Studio", "Ruby and Julia are languages", ""])
def test_other_words_are_no_names(text: str) -> None:
    """What has capital letters for another reason is no name."""
    assert persons(text) == given_names()
