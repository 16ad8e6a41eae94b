"""How a query was understood, told to who asks for an explanation."""

import pytest

from indexer import (
    Aliases,
    Engine,
    Presence,
    Query,
    Understanding,
    UnderstoodClause,
    UnderstoodWord,
    Value,
    Words,
    parse,
)
from tests.documents import document

POSTS = (
    document("a", "Routing", "the routers route the requests", tags=("Python",)),
    document("b", "Sites", "static sites of the blog, an open source"),
)


def understood(engine: Engine, text: str, aliases: Aliases | None = None) -> Understanding:
    """How *text* was understood."""
    engine.apply(POSTS, [], aliases=aliases)
    found = engine.search(Query(text, parse(text), explain=True)).understanding
    assert found
    return found


def words(engine: Engine, text: str) -> tuple[UnderstoodWord, ...]:
    """The words of the only clause of *text*."""
    (clause,) = understood(engine, text).clauses
    return clause.words


def test_a_word_is_looked_up_by_its_stem(engine: Engine) -> None:
    """In so many posts."""
    (word,) = words(engine, "requests")

    assert word == UnderstoodWord("requests", stems=("request",), posts=1)


def test_the_last_word_is_completed(engine: Engine) -> None:
    """By the blog's own words, which are told with their stems."""
    (word,) = words(engine, "rout")

    assert word.completions == ("route", "routers", "routing")
    assert set(word.stems) == {"rout", "router"}
    assert not word.corrections


@pytest.mark.parametrize(("typed", "searched"), [("requezts", "requests"), ("opensource", '"open source"')])
def test_a_misspelt_word_is_corrected(engine: Engine, typed: str, searched: str) -> None:
    """By another word, or by two that follow each other."""
    (word,) = words(engine, typed)

    assert word.corrections == (searched,)
    assert not word.completions
    assert word.posts == 1


def test_words_that_say_little_are_passed_over(engine: Engine) -> None:
    """Beside others; alone they are searched."""
    clauses = understood(engine, "the requests").clauses

    assert [word.is_passed_over for clause in clauses for word in clause.words] == [True, False]
    assert not words(engine, "the")[0].is_passed_over


def test_alternatives_are_told_one_by_one(engine: Engine) -> None:
    """Posts that hold either hold the clause."""
    (clause,) = understood(engine, 'requests OR "static sites"').clauses

    assert [(word.text, word.posts) for word in clause.words] == [("requests", 1), ('"static sites"', 1)]
    assert clause.posts == 2


def test_what_hyphens_join_is_several_words(engine: Engine) -> None:
    """A post that holds all of them holds the clause."""
    (clause,) = understood(engine, "static-requests").clauses

    assert [(word.text, word.posts) for word in clause.words] == [("static", 1), ("requests", 1)]
    assert clause.posts == 0


def test_a_value_is_told_by_the_name_that_its_alias_stands_for(engine: Engine) -> None:
    """It has no words."""
    clauses = understood(engine, "tag:py -sites", Aliases({"py": "Python"})).clauses

    assert clauses[0].clause.node == Value("tags", "Python")
    assert (clauses[0].words, clauses[0].posts) == ((), 1)
    assert clauses[1].clause.presence is Presence.PROHIBITED
    assert clauses[1].posts == 1


def test_a_long_text_is_searched_as_it_is(engine: Engine) -> None:
    """Quotation marks in it demand nothing."""
    found = understood(
        engine, '"static sites" with requezts that routers send through eleven proxies every second stormy winter night'
    )

    assert found.is_long
    assert found.clauses[0].clause.node == Words("static sites")
    assert not [word for clause in found.clauses for word in clause.words if word.corrections or word.completions]


def test_signs_hold_no_words(engine: Engine) -> None:
    """And so no post."""
    (clause,) = understood(engine, "!?").clauses

    assert (clause.words, clause.posts) == ((), 0)


def test_nothing_is_told_unasked(engine: Engine) -> None:
    """An empty query has nothing to understand."""
    engine.apply(POSTS, [])

    assert engine.search(Query("fox", parse("fox"))).understanding is None
    assert engine.search(Query(explain=True)).understanding == Understanding()


def test_an_explanation_tells_where_a_word_stands(engine: Engine) -> None:
    """By the names of fields."""
    engine.apply(POSTS, [])
    (hit,) = engine.search(Query("", parse("routing"), explain=True)).hits

    assert hit.explanation
    assert hit.explanation.words[0].fields == ("title", "body")


def test_clauses_keep_their_order(engine: Engine) -> None:
    """One for each, however often it was typed."""
    found = understood(engine, "sites requests sites").clauses

    assert [one.clause.node for one in found] == [Words("sites"), Words("requests"), Words("sites", prefix=True)]
    assert all(isinstance(one, UnderstoodClause) for one in found)
