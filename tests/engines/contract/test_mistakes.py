"""Unfinished words and typing mistakes."""

import pytest

from indexer import Engine, Query, parse
from tests.documents import document
from tests.engines.contract.conftest import Find

POST = document("a", "Title", "javascript compiler")


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("javas", True),
        ("ja", True),
        ("j", False),
        ("compiler javas", True),
        ("JAVAS", True),
        ("javas -zzz", False),
        ('"javas"', False),
        ("title:javas", False),
        ("vascript", False),
    ],
)
def test_the_last_word_may_be_unfinished(find: Find, text: str, *, is_found: bool) -> None:
    """From two letters on; no other word, no phrase."""
    assert find(text, POST) == ["a"] * is_found


def test_an_earlier_word_is_not_completed(engine: Engine) -> None:
    """It has been typed to its end."""
    engine.apply([document("a", "Title", "javascript"), document("b", "Title", "compiler")], [])

    results = engine.search(Query("", parse("javas compiler")))

    assert [hit.id for hit in results.hits] == ["b"]


def test_the_word_itself_beats_its_completions(find: Find) -> None:
    """Typed to its end, it is what was meant."""
    whole = document("whole", "Title", "java beans here")
    longer = document("longer", "Title", "javascript beans here")

    assert find("java", longer, whole) == ["whole", "longer"]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("compller", True),  # replaced
        ("compilerr", True),  # added
        ("compler", True),  # left out
        ("comipler", True),  # swapped
        ("dompiler", True),  # the first letter
        ("javacsripx", True),  # two edits in a long word
        ("comxixer", True),
        ("conpxlxr", False),  # three
        ("xompilex", False),  # two, and the first letter
    ],
)
def test_typing_mistakes_are_forgiven(find: Find, typed: str, *, is_found: bool) -> None:
    """One in words of four letters, two in words of eight, if the first letter is right."""
    assert find(f"{typed} -qqq", POST) == ["a"] * is_found


@pytest.mark.parametrize(
    ("written", "typed"),
    [("cat", "cst"), ("1234", "1235"), ("k8sx", "k9sx"), ("abcdefg", "abxyefg")],
)
def test_short_words_and_digits_are_not_corrected(find: Find, written: str, typed: str) -> None:
    """Too much is near to them."""
    assert find(f"{typed} -qqq", document("a", "Title", written)) == []


def test_alternatives_are_corrected_too(engine: Engine) -> None:
    """And the answer says so."""
    engine.apply([document("a", "Compiler"), document("b", "Parser")], [])

    results = engine.search(Query("compller OR parser", parse("compller OR parser")))

    assert {hit.id for hit in results.hits} == {"a", "b"}
    assert results.corrected == "compiler OR parser"


def test_a_known_word_is_not_corrected(find: Find) -> None:
    """However near another is."""
    house = document("house", "Title", "house")
    mouse = document("mouse", "Title", "mouse")

    assert find("house -qqq", house, mouse) == ["house"]


def test_a_known_form_is_not_corrected(find: Find) -> None:
    """The stem is known, though this form is not."""
    assert find("foxes -qqq", document("a", "Title", "fox"), document("b", "Title", "boxes")) == ["a"]


def test_the_answer_says_what_was_searched_instead(engine: Engine) -> None:
    """With the rest of the text as it was typed."""
    engine.apply([POST], [])

    results = engine.search(Query("x", parse('compller -"compller" JavaScript')))
    assert results.corrected == "x"

    text = 'Compller -compller "compller" tag:compller JavaScript'
    results = engine.search(Query(text, parse("Compller JavaScript")))
    assert results.corrected == 'compiler -compller "compller" tag:compller JavaScript'
    assert results.did_you_mean is None


def test_nothing_is_said_where_nothing_was_replaced(engine: Engine) -> None:
    """Nor where a word was merely completed."""
    engine.apply([POST], [])

    for text in ("compiler", "comp", "", "zzzzzzz", '"compller"', "-compller javascript"):
        results = engine.search(Query(text, parse(text)))
        assert (results.corrected, results.did_you_mean) == (None, None)


def test_the_more_used_of_two_corrections_is_named(engine: Engine) -> None:
    """Both are searched."""
    a, b, c = document("a", "Title", "mouse"), document("b", "Title", "house"), document("c", "Title", "house")
    engine.apply([a, b, c], [])

    results = engine.search(Query("xouse", parse("xouse -qqq")))

    assert results.corrected == "house"
    assert {hit.id for hit in results.hits} == {"a", "b", "c"}


def test_a_far_more_frequent_word_is_offered(engine: Engine) -> None:
    """What was typed is searched nevertheless, as a post holds it."""
    engine.apply([*(document(f"often{i}", "Title", "python") for i in range(10)), document("x", "Title", "pyton")], [])

    results = engine.search(Query("pyton", parse("pyton -qqq")))

    assert [hit.id for hit in results.hits] == ["x"]
    assert (results.did_you_mean, results.corrected) == ("python", None)


def test_a_little_more_frequent_word_is_not_offered(engine: Engine) -> None:
    """Ten times as often is the least."""
    engine.apply([*(document(f"often{i}", "Title", "python") for i in range(9)), document("x", "Title", "pyton")], [])

    assert engine.search(Query("pyton", parse("pyton"))).did_you_mean is None


def test_a_word_two_edits_away_is_offered(engine: Engine) -> None:
    """For words of six and seven letters, which are not corrected so far."""
    engine.apply([document("a", "Title", "kernels")], [])

    results = engine.search(Query("kxrnexs", parse("kxrnexs")))

    assert (results.total, results.did_you_mean) == (0, "kernels")
