"""Names of tags in texts."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.tagging.names import TagNames, stem_sequences
from indexer.vectors import entries_of
from tests.documents import WORDS

_ANALYZER = Analyzer()


def named(name: str, title: str, body: str = "", language: str | None = "en") -> tuple[bool, int] | None:
    """Whether the title says *name* and how often the body does, or None if the text does not."""
    entries = entries_of(title, body, language, _ANALYZER)
    found = TagNames([(name,)], (language,), _ANALYZER).mentions(np.zeros(len(entries), dtype=np.int64), entries)
    return (bool(found.in_title[0]), int(found.times[0])) if len(found.tags) else None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("open-source", "Open source is open"),
        ("open-source", "an open-source project"),
        ("open-source", "OpenSource"),
        ("opensource", "open-source"),
        ("open_source", "open source"),
        ("nodejs", "with Node.js"),
        ("node.js", "with NodeJS"),
        ("node-js", "Node JS"),
        ("how we work", "This is how we work."),
        ("events", "an event"),
        ("C++", "modern C++"),
        (".NET", "the .NET runtime"),
        ("lang/python", "Python"),
        ("日本語", "これは日本語です"),
        ("Product & Design", "product and design"),
    ],
)
def test_a_name_may_be_written_in_many_ways(name: str, text: str) -> None:
    """Joined or apart, with any sign between its words, in any form of them."""
    assert named(name, "", text) == (False, 1)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("open-source", "source open"),
        ("open-source", "open the door to the source"),
        ("C++", "vitamin C"),
        ("i/o", "o my"),
        ("the", "the"),
        ("nodejs", "js and a node"),
        ("日本語", "本語日"),
        ("art", "article"),
    ],
)
def test_other_words_are_no_names(name: str, text: str) -> None:
    """Nor are stop words, which are not indexed."""
    assert named(name, text, text) is None


def test_title_and_body_are_told_apart() -> None:
    """And how often the body says it."""
    assert named("bread", "Bread") == (True, 0)
    assert named("bread", "Cake", "bread, bread and breads") == (False, 3)
    assert named("open source", "Open source", "open-source, opensource") == (True, 2)


def test_each_language_has_its_stems() -> None:
    """A tag is looked for in the languages of the posts."""
    assert named("Häuser", "", "ein Haus", "de") == (False, 1)
    assert named("Häuser", "", "ein Haus", "en") is None


@pytest.mark.slow
@settings(max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=6),
    st.lists(st.tuples(*[st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)] * 2), max_size=4),
)
def test_texts_name_what_they_say(names: list[str], texts: list[tuple[str, str]]) -> None:
    """All at once as one by one, compared with looking for the stems in the stems."""
    tags = TagNames([(name,) for name in names], ("en",), _ANALYZER)
    rows = [entries_of(*text, "en", _ANALYZER) for text in texts]
    numbers = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    found = tags.mentions(numbers, np.concatenate([np.empty(0, dtype=np.uint32), *rows]))
    pairs = set(zip(found.texts.tolist(), found.tags.tolist(), found.in_title.tolist(), strict=True))
    assert {(text, tag) for text, tag, _ in pairs} == {
        (text, tag)
        for text, said in enumerate(texts)
        for tag, name in enumerate(names)
        if any(_has_grams(said, stems) for stems in stem_sequences((name,), ("en",), _ANALYZER))
    }


def _has_grams(texts: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    """Whether the *texts* have all single stems and pairs of *stems*."""
    said = [_ANALYZER.content_stems(text, "en") for text in texts]
    pairs = {pair for one in said for pair in pairwise(one)}
    return {stem for one in said for stem in one} >= set(stems) and pairs >= set(pairwise(stems))
