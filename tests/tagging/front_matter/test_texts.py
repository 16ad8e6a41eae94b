"""Tags in one text."""

import re

import pytest

from indexer.tagging.front_matter import texts
from indexer.tagging.front_matter.addition import Addition
from tests.tagging.front_matter import applied

_KEY = re.compile(r"(?P<margin>[ ]*)\"?tags\"?:")


@pytest.mark.parametrize(
    ("source", "dialect", "value"),
    [
        ("tags: a, b  \nlang: en", "yaml", "a, b"),
        ("tags: a, b # c", "yaml", "a, b"),
        ("tags: a, b # c", "pelican", "a, b # c"),
        ("tags: # c", "yaml", ""),
        ("tags: c#", "yaml", "c#"),
        ("tags:\n  a", "pelican", "\n  a"),
        ("tags: a,\n  b\nlang: en", "yaml", "a,\n  b"),
        ("  tags: a\n  lang: en", "yaml", "a"),
        ("tags: 'a # b' # c", "yaml", "'a # b'"),
        ('"tags": null, "lang": "en"', "json", "null"),
        ('{"tags": null}', "json", "null"),
    ],
)
def test_span(source: str, dialect: str, value: str) -> None:
    """What belongs to the text, and what only follows."""
    key = _KEY.search(source)
    assert key

    start, end = texts.span(source, key, dialect)

    assert source[start:end] == value


@pytest.mark.parametrize("value", ["", "~", "null", "NULL", '""', "''", "()", "nothing"])
def test_empty_values(value: str) -> None:
    """In any dialect."""
    assert texts.is_empty(value)
    assert not texts.is_empty(value + "a")


@pytest.mark.parametrize(
    ("value", "dialect", "ways"),
    [
        ("a", "yaml", []),
        ("a b", "yaml", ["a b x z"]),
        ("a, b", "yaml", ["a, b, x, z"]),
        ("a;b", "toml", ["a;b;x;z"]),
        ("a，b", "pelican", ["a，b，x，z"]),
        ("a, b,", "pelican", ["a, b, x, z,"]),
        ("a", "pelican", ["a, x, z", "a x z"]),
        ("(a)", "lctt", ["(a, x, z)", "(a x z)"]),
        ('"a, b"', "yaml", ['"a, b, x, z"']),
        ('"a", "b"', "pelican", ['"a", "b", x, z']),
        (":a:b:", "org", [":a:b:x:z:"]),
    ],
)
def test_tags_are_separated_as_those_that_are_there(value: str, dialect: str, ways: list[str]) -> None:
    """Where nothing tells how, there are several ways, or none."""
    edits = texts.extended(value, 0, len(value), Addition((), ("x", "z"), dialect))

    assert [applied(value, edit) for edit in edits] == ways


def test_no_quotes_within_quotes() -> None:
    """A tag with the quotation mark of the text is not put into it."""
    assert list(texts.extended("'a, b'", 0, 6, Addition((), ("it's",), "yaml"))) == []


def test_a_text_becomes_a_list() -> None:
    """Of all tags, with its own quotes."""
    assert applied("'a b'", texts.as_list("'a b'", 0, 5, Addition(("a", "b"), ("x",), "yaml"))) == "['a', 'b', 'x']"
