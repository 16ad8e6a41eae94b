"""Phrases, exclusion and fields in the text of a query."""

import pytest

from indexer import Engine, Query, parse
from tests.documents import document, with_headings
from tests.engines.contract.conftest import Find

FOX = document("fox", "Title", "The quick brown fox. Jumps over it!", tags=("animals",))


@pytest.mark.parametrize(
    ("phrase", "is_found"),
    [
        ("quick brown fox", True),
        ("QUICK Brown", True),
        ("the quick", True),
        ("fox jumps", True),
        ("brown quick", False),
        ("quick fox", False),
        ("quick browns", False),
        ("jump over", False),
        ("animals", True),
        ("it animals", False),
        ("quick - brown, fox", True),
        ("missing", False),
    ],
)
def test_a_phrase_is_these_words_in_this_order(find: Find, phrase: str, *, is_found: bool) -> None:
    """Unstemmed, stop words count, punctuation does not, fields have borders."""
    assert find(f'"{phrase}"', FOX) == ["fox"] * is_found


def test_a_phrase_does_not_run_from_title_into_body(find: Find) -> None:
    """Each field stands for itself."""
    assert find('"about foxes"', document("a", "About", "foxes"), document("b", "All about foxes")) == ["b"]


def test_a_phrase_may_hold_words_written_like_code(find: Find) -> None:
    """The place of a whole is that of all its parts."""
    post = document("a", "Title", "Install node.js today with C++ and snake_case names")

    assert find('"node.js today with c++ and snake_case names"', post) == ["a"]
    assert find('"install node js today"') == ["a"]
    assert find('"install js today"') == []


def test_a_phrase_that_stands_twice_counts_more(find: Find) -> None:
    """As a word does."""
    once = document("once", "Title", "red fox and one grey hen")
    twice = document("twice", "Title", "red fox and one red fox")

    assert find('"red fox"', once, twice) == ["twice", "once"]


def test_what_stands_beside_a_phrase_may_be_missing(find: Find) -> None:
    """The phrase may not."""
    a = document("a", "Title", "red fox")
    b = document("b", "Title", "red fox hunting")

    assert find('"red fox" hunting', a, b) == ["b"]
    assert set(find('"red fox" zzzzz')) == {"a", "b"}
    assert find('"fox red" hunting') == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fox -hen", ["a"]),
        ("-hen fox", ["a"]),
        ("fox -hens", ["a"]),
        ('fox -"red hen"', ["a", "c"]),
        ("fox -tag:farm", ["a", "b"]),
        ("-fox", []),
        ("-hen", ["a"]),
        ("fox -he", ["a", "b", "c"]),
        ("fox -hem", ["a", "b", "c"]),
        ("fox -title:hen", ["a", "b"]),
    ],
)
def test_what_is_excluded_is_missing(find: Find, text: str, found: list[str]) -> None:
    """Words in all their forms, but not as beginnings or misspelt; phrases; tags; fields."""
    a = document("a", "Fox", "one fox alone")
    b = document("b", "Fox", "one fox, one red hen")
    c = document("c", "Hen", "one fox, one hen", tags=("farm",))

    assert sorted(find(text, a, b, c)) == found


def test_a_dash_inside_a_word_excludes_nothing(find: Find) -> None:
    """The word's parts are searched."""
    assert find("state-of-the-art", document("a", "Title", "a state of the art thing")) == ["a"]


def test_title_finds_in_titles_alone(find: Find) -> None:
    """Words, phrases and, as it is the last word, beginnings."""
    title = document("title", "The red fox", "text")
    body = document("body", "Notes", "the red fox")

    assert find("title:fox", title, body) == ["title"]
    assert find("title:FOXES") == ["title"]
    assert find('title:"red fox"') == ["title"]
    assert find('title:"fox red"') == []
    assert find("title:fo") == ["title"]


def test_values_are_compared_as_a_whole_without_case(find: Find) -> None:
    """They narrow and never score."""
    a = document("a", "Fox", tags=("Web Dev",), authors=("Ana B",), categories=("Notes",), lang="en")
    b = document("b", "Fox fox", tags=("web",), authors=("Bo",), lang="de")

    assert find('tag:"web dev"', a, b) == ["a"]
    assert find('fox tag:"WEB  DEV"') == ["a"]
    assert find("tag:WEB") == ["b"]
    assert find('author:"ana b"') == ["a"]
    assert find("category:notes") == ["a"]
    assert find("lang:de fox") == ["b"]
    assert find("tag:nothing fox") == []
    assert find("TAG:web") == ["b"]


def test_a_value_alone_lists_the_newest_first(engine: Engine) -> None:
    """Nothing is scored, so every hit scores 1."""
    engine.apply([document("a", "Fox", tags=("x",)), document("b", "Hen", tags=("x",))], [])

    results = engine.search(Query("tag:x", parse("tag:x")))

    assert [(hit.id, hit.score) for hit in results.hits] == [("a", 1.0), ("b", 1.0)]


@pytest.mark.parametrize("text", ["", "   ", '"', '""', "\n\t", "\x00\u200b"])
def test_an_empty_query_lists_everything(find: Find, text: str) -> None:
    """As does one that holds nothing visible."""
    assert sorted(find(text, document("a"), document("b", "Title"))) == ["a", "b"]


@pytest.mark.parametrize("text", ["!!!", "...", "🎉", "-", "--- ???", '"!?"', "€", "𝄞 ♥", "-- -!"])
def test_signs_that_are_no_words_find_nothing(engine: Engine, text: str) -> None:
    """To list everything would be a strange answer."""
    engine.apply([document("a", "!!! 🎉 ...", "€ -- ♥"), document("b", "Title")], [])

    results = engine.search(Query(text, parse(text)))

    assert (results.hits, results.total) == ((), 0)


@pytest.mark.parametrize(
    "text",
    ["fox \ud800", "\udfff fox", "fox\x00", "\x1bfox", "\u202efox", "fox\u200b", "\ufeff fox", "fox 🦊", "'fox'"],
)
def test_characters_that_nobody_sees_do_not_hide_a_word(find: Find, text: str) -> None:
    """Surrogates, control characters, zero-width spaces, emoji."""
    assert find(text, document("a", "Fox")) == ["a"]


def test_headings_without_sections_are_no_field_to_ask_for(find: Find) -> None:
    """What looks like a field and is none is a word."""
    assert find("headings:fox", with_headings("a", "Title", ("Fox", "text"))) == ["a"]
