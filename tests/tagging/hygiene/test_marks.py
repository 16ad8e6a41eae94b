"""Accents, and the sign for "and"."""

import pytest

from indexer.tagging.hygiene.marks import without_marks
from tests.tagging.hygiene.blog import blog, confident, keyed, merges, name


@pytest.mark.parametrize(("one", "other"), [("cafe", "café"), ("Q and A", "Q&A"), ("Lodz", "Łódź")])
def test_marks_make_no_other_tag(one: str, other: str) -> None:
    """With them it reads better, unless it is used less."""
    assert {frozenset(pair) for pair in confident(without_marks, blog([one], [other]))} == {frozenset((one, other))}
    assert confident(without_marks, blog([one], [one], [other])) == {(other, one)}


def test_accents_stay_if_both_are_used_as_often() -> None:
    """Who leaves them out is in a hurry."""
    assert confident(without_marks, blog(["cafe"], ["café"])) == {("cafe", "café")}


def test_what_one_language_writes_without_is_another_word() -> None:
    """So is what stands on one post."""
    names = keyed(name("compétence", lang="fr"), name("competence", lang="en"))

    assert [bool(merge.doubt) for merge in without_marks(names, blog())] == [True]
    assert all(merges(without_marks, blog(["papa", "papá"])).values())


def test_other_tags_are_let_be() -> None:
    """Even if they hold the same letters."""
    assert merges(without_marks, blog(["sand"], ["s&"], ["café"], ["cafes"])).keys() == {("sand", "s&")}
