"""Clauses as their author may read them."""

import pytest

from indexer import Clause, Presence, UnderstoodClause, UnderstoodWord, parse
from service.pages.clause_words import ClauseWords, typed


@pytest.mark.parametrize(
    "text",
    [
        "rout…",
        '"static site"',
        "title:rout…",
        'title:"static site"',
        "tag:python",
        'author:"Ana Beltrán"',
        'react OR "static site"',
        "lang:en OR year:2024",
    ],
)
def test_a_clause_is_written_as_it_was_typed(text: str) -> None:
    """An ellipsis stands behind what may be unfinished."""
    (clause,) = parse(text.removesuffix("…"))

    assert typed(clause.node) == text


def test_what_a_clause_demands_is_said() -> None:
    """In a word and in a sentence."""
    required, optional, prohibited = (
        ClauseWords(UnderstoodClause(clause, (), 3)) for clause in parse('"static site" blog -hugo')
    )

    assert (required.presence, required.kind, required.demand) == ("required", "phrase, as typed", "Every hit has it.")
    assert (optional.presence, optional.kind) == ("optional", "word")
    assert (prohibited.presence, prohibited.typed, prohibited.demand) == ("prohibited", "-hugo", "No hit has it.")
    assert optional.demand == "Every hit has it."
    assert ClauseWords(optional.understood, "any").demand == "A hit may lack it, and ranks lower then."
    assert ClauseWords(required.understood, "any").demand == "Every hit has it."
    assert required.posts == 3


def test_a_clause_is_passed_over_if_all_its_words_are() -> None:
    """One that says something keeps it."""
    (clause,) = parse("of-the")
    words = UnderstoodWord("of", is_passed_over=True), UnderstoodWord("the", is_passed_over=True)

    assert ClauseWords(UnderstoodClause(clause, words, 9)).is_passed_over
    assert not ClauseWords(UnderstoodClause(clause, (words[0], UnderstoodWord("blog")), 9)).is_passed_over
    assert not ClauseWords(UnderstoodClause(Clause(clause.node, Presence.REQUIRED), (), 9)).is_passed_over
