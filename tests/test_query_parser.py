"""What readers type, turned into clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.query import AnyOf, Clause, Node, Phrase, Presence, Value, Words
from indexer.query_parser import MAX_CHARACTERS, MAX_CLAUSES, parse, reworded

SIGNS = ['"', "-", "OR", "or", "tag:", "TITLE:", "author:", ":", "a", "b c", "é", "\ud800", "\x00", " ", "“"]
NASTY = st.text() | st.lists(st.sampled_from(SIGNS)).map(" ".join) | st.text('"-: aOR\n')


def optional(node: Node) -> Clause:
    """A clause that may be missing."""
    return Clause(node, Presence.OPTIONAL)


def required(node: Node) -> Clause:
    """A clause that may not."""
    return Clause(node, Presence.REQUIRED)


def prohibited(node: Node) -> Clause:
    """A clause that must be missing."""
    return Clause(node, Presence.PROHIBITED)


LAST = optional(Words("z", prefix=True))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("a z", [optional(Words("a")), LAST]),
        ("  a\t\nz ", [optional(Words("a")), LAST]),
        ("C++ z", [optional(Words("C++")), LAST]),
        ('"a b" z', [required(Phrase("a b")), LAST]),
        ("“a b” „c d“ z", [required(Phrase("a b")), required(Phrase("c d")), LAST]),
        ('a"b c"d z', [optional(Words("a")), required(Phrase("b c")), optional(Words("d")), LAST]),
        ('"a z', [optional(Words("a")), LAST]),
        ('a" z', [optional(Words("a")), LAST]),
        ('"" " " z', [LAST]),
        ("-a z", [prohibited(Words("a")), LAST]),
        ('-"a b" z', [prohibited(Phrase("a b")), LAST]),
        ("-tag:a z", [prohibited(Value("tags", "a")), LAST]),
        ("- a--b --c -- z", [*(optional(Words(word)) for word in ("a--b", "--c")), LAST]),
        ("z ---", [LAST]),
        ("? !!", [optional(Words("?")), optional(Words("!!", prefix=True))]),
        ("tag:a Category:b AUTHOR:c lang:d year:2020 Series:e z",
         [required(Value(field, value)) for field, value in
          [("tags", "a"), ("categories", "b"), ("authors", "c"), ("lang", "d"), ("year", "2020")]]
         + [required(Value("series", "e")), LAST]),
        ('author:" A B " z', [required(Value("authors", "A B")), LAST]),
        ("title:a z", [required(Words("a", "title")), LAST]),
        ('title:"a b" z', [required(Phrase("a b", "title")), LAST]),
        ("body:a http://x z", [optional(Words("body:a")), optional(Words("http://x")), LAST]),
        ("tag: a z", [optional(Words("tag:")), optional(Words("a")), LAST]),
        ("xtag:a z", [optional(Words("xtag:a")), LAST]),
        ("a OR b z", [optional(AnyOf((Words("a"), Words("b")))), LAST]),
        ("a OR b OR c z", [optional(AnyOf((Words("a"), Words("b"), Words("c")))), LAST]),
        ("a or b z", [*(optional(Words(word)) for word in ("a", "or", "b")), LAST]),
        ("OR a OR OR b OR", [optional(AnyOf((Words("a"), Words("b", prefix=True))))]),
        ("a OR z", [optional(AnyOf((Words("a"), Words("z", prefix=True))))]),
        ("tag:a OR b z", [required(AnyOf((Value("tags", "a"), Words("b")))), LAST]),
        ('"a b" OR c z', [required(AnyOf((Phrase("a b"), Words("c")))), LAST]),
        ("-a OR b z", [prohibited(Words("a")), optional(Words("b")), LAST]),
        ("a OR -b z", [optional(Words("a")), prohibited(Words("b")), LAST]),
        ('a OR "" z', [optional(Words("a")), LAST]),
        ('"OR" z', [required(Phrase("OR")), LAST]),
        ("z -a", [optional(Words("z")), prohibited(Words("a"))]),
        ('z "a"', [optional(Words("z")), required(Phrase("a"))]),
        ("title:z", [required(Words("z", "title", prefix=True))]),
        ("a\u200b\x00\ud800 \u202ez", [optional(Words("a")), LAST]),
        ("", []),
        (' "" ', []),
        ("OR", []),
    ],
)  # fmt: skip
def test_text_becomes_clauses(text: str, clauses: list[Clause]) -> None:
    """As the parser's own documentation says."""
    assert list(parse(text)) == clauses


def test_the_rest_of_an_endless_query_is_not_looked_at() -> None:
    """Neither words nor characters."""
    assert len(parse("a " * 1000)) == MAX_CLAUSES
    assert len(parse(" OR ".join(["a"] * 1000))) == 1
    assert parse("x" * 100_000) == (optional(Words("x" * MAX_CHARACTERS, prefix=True)),)


@given(NASTY)
def test_any_text_has_clauses(text: str) -> None:
    """Never an error, never too many, never an empty node."""
    clauses = parse(text)

    assert len(clauses) <= MAX_CLAUSES
    alone = [clause.node for clause in clauses]
    nodes = [node for some in alone for node in (some.nodes if isinstance(some, AnyOf) else (some,))]
    assert len(nodes) <= MAX_CLAUSES
    for node in nodes:
        text = node.value if isinstance(node, Value) else node.text  # type: ignore[union-attr]
        assert text.strip()
        assert text.isprintable() or not any(char in text for char in "\x00\x1b\ud800\u200b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pyton", "python"),
        ("learn Pyton, PYTON pytons", "learn python, python pytons"),
        ("-pyton pyton", "-pyton python"),
        ('"pyton x" pyton', '"pyton x" python'),
        ("tag:pyton title:pyton", "tag:pyton title:python"),
        ("pyton:x pyton-y pyton OR a", "python:x python-y python OR a"),
        ("title:title", "title:titles"),
    ],
)
def test_words_are_replaced_where_they_are_searched_for(text: str, expected: str) -> None:
    """Not in quotes, not excluded, not in values, not in the names of fields."""
    assert reworded(text, {"pyton": "python", "Title": "titles"}) == expected


def test_nothing_to_replace_is_no_other_query() -> None:
    """None, rather than the same text."""
    assert reworded("pyton", {}) is None


@given(NASTY)
def test_rewording_by_the_same_word_changes_no_clause(text: str) -> None:
    """What is searched stays what it is."""
    replaced = reworded(text, {"a": "a"})

    assert replaced is not None
    assert parse(replaced) == parse(text)
