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


APART = document("apart", "Title", "an open source compiler")


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("opensource", True),
        ("OpenSource", True),
        ("opensource compiler", True),
        ("opensource OR qqq", True),
        ("title:opensource", False),
        ('"opensource"', False),
        ("compiler -opensource", True),
        ("opencompiler", False),
        ("sourceopen", False),
        ("anopen", False),
    ],
)
def test_a_forgotten_space_is_forgiven(find: Find, typed: str, *, is_found: bool) -> None:
    """If both words stand next to each other."""
    assert find(f"{typed} -qqq", APART) == ["apart"] * is_found


def test_words_that_were_written_together_are_a_phrase(engine: Engine) -> None:
    """They match, score and are marked like one."""
    scattered = document("scattered", "Title", "an open letter on the source of the compiler, open or not")
    longer = document("longer", "Open source", "nothing else")
    engine.apply([APART, scattered, longer], [])

    together = engine.search(Query("opensource", parse("opensource")))
    quoted = engine.search(Query('"open source"', parse('"open source"')))

    assert together.corrected == '"open source"'
    assert together.hits == quoted.hits
    assert [(hit.id, hit.title_html) for hit in together.hits] == [
        ("longer", "<mark>Open source</mark>"),
        ("apart", "Title"),
    ]
    assert together.hits[1].snippet == "an <mark>open source</mark> compiler"


def test_what_is_said_about_a_forgotten_space_can_be_searched(engine: Engine) -> None:
    """It finds the same, in a field and among alternatives too."""
    engine.apply([APART, document("titled", "Open source"), document("other", "Parser")], [])

    for text in ("opensource", "title:opensource", "parser OR opensource", "opensource compiler"):
        results = engine.search(Query(text, parse(text)))
        assert results.corrected == text.replace("opensource", '"open source"')
        again = engine.search(Query(results.corrected, parse(results.corrected)))
        assert [hit.id for hit in again.hits] == [hit.id for hit in results.hits]


def test_a_space_is_forgotten_rather_than_a_letter_mistaken(engine: Engine) -> None:
    """Nothing of what was typed has to be replaced then."""
    near = document("near", "Title", "opensorce opensorce opensorce")
    engine.apply([near, APART], [])

    results = engine.search(Query("opensource", parse("opensource -qqq")))

    assert [hit.id for hit in results.hits] == ["apart"]


def test_stop_words_that_were_written_together_are_not_demanded(find: Find) -> None:
    """Beside other words they say nothing."""
    silent = document("silent", "Title", "parser")
    speaking = document("speaking", "Title", "for the parser")

    assert find("forthe parser -qqq", silent, speaking) == ["silent", "speaking"]
    assert find("forthe -qqq") == ["speaking"]


def test_a_word_that_a_post_holds_is_not_split(find: Find) -> None:
    """It is written together there."""
    assert find("opensource", APART, document("together", "Title", "opensource")) == ["together"]


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
