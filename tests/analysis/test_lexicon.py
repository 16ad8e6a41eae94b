"""The lexicon: columns of numbers that say what the tokenizer says."""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import lexicon
from indexer.analysis.lexicon import Lexicon, TokenColumns
from indexer.analysis.tokens import tokenize

BLOGS = Path(__file__).parents[2].parent / "shared" / "corpora" / "blogs"
WHITE = "".join(char for char in map(chr, range(sys.maxunicode + 1)) if char.isspace())
BORDERING = "aB1C#é\u0301\u0302ß._+'’ʼ-/\"、日ก\u0e31か\u3099\u309b〇ﾞ한हि\u200d🎉\U0002000a\ud800\udc00 \n"
"""Characters that stand on either side of a border, and what may join them."""
NASTY = (
    st.text(max_size=60)
    | st.text(BORDERING, max_size=30)
    | st.text("日本คั\u0e31C.#_a' ", max_size=12)
    | st.text(WHITE + "ab'.日", max_size=12)
)


def expected(text: str, words: list[str]) -> list[tuple[str, int, int, int]]:
    """What `tokenize` says of *text*, in the order of the columns, words spelt out."""
    assert len(set(words)) == len(words)
    return [(token.word, token.start, min(token.end - token.start, 65_535), token.position) for token in tokenize(text)]


def spelt(columns: TokenColumns, words: list[str]) -> list[tuple[str, int, int, int]]:
    """The same of *columns*."""
    assert [column.dtype for column in columns] == [np.int32, np.int32, np.uint16, np.uint8]
    positions = np.cumsum(columns.steps, dtype=np.int64) - 1
    spelt_words = [words[number] for number in columns.words]
    return list(zip(spelt_words, columns.starts.tolist(), columns.lengths.tolist(), positions.tolist(), strict=True))


@pytest.fixture(params=[(0, 0), (60, 0), (60, 80)], ids=["by chunks", "long", "first"], scope="module", autouse=True)
def _limits(request: pytest.FixtureRequest) -> object:
    """Short texts and the first ones are cut otherwise than long ones; all ways are put to every test."""
    with pytest.MonkeyPatch.context() as patch:
        for name, limit in zip(("_SHORT", "_FIRST"), request.param, strict=True):
            patch.setattr(lexicon, name, limit)
        yield


@pytest.mark.slow
@settings(max_examples=200)
@given(st.lists(NASTY, max_size=4))
def test_columns_say_what_the_tokenizer_says(texts: list[str]) -> None:
    """Of any text, whatever came before it."""
    known = Lexicon()

    for text in (*texts, *texts, " ".join(texts)):
        assert spelt(known.columns(text), known.words) == expected(text, known.words)


@settings(max_examples=50)
@given(st.lists(NASTY, max_size=4))
def test_several_texts_have_the_columns_of_each(texts: list[str]) -> None:
    """With bounds between them."""
    known = Lexicon()

    columns, bounds = known.columns_of(texts)

    parts = [TokenColumns._make(column[slice(*ends)] for column in columns) for ends in pairwise(bounds)]
    assert [spelt(part, known.words) for part in parts] == [expected(text, known.words) for text in texts]


@pytest.mark.slow
@given(NASTY, st.integers(1, 8))
def test_long_texts_are_cut_in_portions(text: str, length: int) -> None:
    """At borders, so that nothing changes."""
    known = Lexicon()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lexicon, "_PORTION", length)
        assert spelt(known.columns(text), known.words) == expected(text, known.words)


def test_an_empty_text_has_empty_columns() -> None:
    """Of the same types as others, as has a text without words."""
    known = Lexicon()

    for text in ("", " ", "…", "… " * 100, "+" * 100):
        assert spelt(known.columns(text), known.words) == []


def test_words_have_the_numbers_of_their_first_appearance() -> None:
    """A word has one number, in whatever text and case."""
    known = Lexicon()

    numbers = [known.columns(text).words.tolist() for text in ("To be or not", "NOT to be,")]

    assert numbers == [[0, 1, 2, 3], [3, 0, 1]]
    assert known.words == ["to", "be", "or", "not"]


def test_long_tokens_have_the_greatest_length_there_is() -> None:
    """Their words are cut, as the tokenizer does."""
    known = Lexicon()

    columns = known.columns("a " + "b" * 70_000 + " c")

    assert columns.lengths.tolist() == [1, 65_535, 1]
    assert columns.starts.tolist() == [0, 2, 70_003]


def test_words_keep_their_numbers_when_chunks_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """That is where the memory goes; it costs time only."""
    monkeypatch.setattr(lexicon, "MAX_CHUNKS", 2)
    known = Lexicon()

    for text in ("one two three four", "three five", "one six"):
        assert spelt(known.columns(text), known.words) == expected(text, known.words)
    assert known.words == ["one", "two", "three", "four", "five", "six"]
    assert len(known._chunks) <= 4


@pytest.mark.slow
@pytest.mark.parametrize("blog", ["18f", "efcl", "yihui", "julialang"])
def test_real_posts_have_the_tokens_of_the_tokenizer(blog: str) -> None:
    """A dozen files as their authors wrote them, markup and all."""
    files = sorted((BLOGS / blog).rglob("*.*md"))
    if not files:
        pytest.skip("the corpora are not here")
    known = Lexicon()

    for file in files[:: len(files) // 12]:
        text = file.read_text("utf-8", "replace")
        assert spelt(known.columns(text), known.words) == expected(text, known.words)
