"""One segment's postings, phrases and words, against loops over the texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import Document
from indexer.analysis.analyzer import Analyzer, Terms
from indexer.analysis.tokens import tokenize
from indexer.engines.whoosh.columns import FIELDS
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.segment import Segment
from indexer.schema import TEXT_FIELD_NAMES
from tests.documents import Chance, document

TEXT = st.lists(st.sampled_from(["aa", "bb", "cc", "node.js", "js"]), max_size=7).map(" ".join)
POSTS = st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=4)
PHRASE = st.lists(st.sampled_from(["aa", "bb", "cc", "js", "node", "nowhere"]), min_size=1, max_size=4)


@contextmanager
def segment_of(documents: Sequence[Document]) -> Iterator[Segment]:
    """The one segment of an index of *documents*."""
    with TemporaryDirectory() as name:
        engine = WhooshEngine(Path(name))
        engine.apply(documents, [])
        (columns,) = Path(name).glob("generations/*/*.columns")
        yield Segment(columns.parent, columns.stem, {})
        engine.close()


def cells(documents: Sequence[Document]) -> dict[int, Terms]:
    """The terms of each cell."""
    analyzer = Analyzer()
    return {
        number * FIELDS + place: analyzer.terms(document.text(name), document.lang)
        for number, document in enumerate(documents)
        for place, name in enumerate(TEXT_FIELD_NAMES)
    }


@pytest.mark.slow
@settings(max_examples=25)
@given(POSTS, st.lists(PHRASE, min_size=1, max_size=6))
def test_phrases_are_those_of_a_loop(posts: list[tuple[str, str, str]], phrases: list[list[str]]) -> None:
    """Few words, often repeated, in fields and posts that follow each other: none runs from one into the next."""
    documents = [document(f"{i}", title, body, summary=summary) for i, (title, body, summary) in enumerate(posts)]
    texts = cells(documents)
    with segment_of(documents) as segment:
        for words in phrases:
            counts = {
                cell: sum(
                    all(start + place in terms.exact.get(word, ()) for place, word in enumerate(words))
                    for start in terms.exact.get(words[0], ())
                )
                for cell, terms in texts.items()
            }
            found, often = segment.phrase([(word, place) for place, word in enumerate(words)])
            expected = {cell: count for cell, count in counts.items() if count}
            assert dict(zip(found.tolist(), often.tolist(), strict=True)) == expected


@settings(max_examples=6)
@given(st.integers(0))
def test_postings_are_those_of_a_loop(seed: int) -> None:
    """Of every word and every stem; and no others are listed."""
    documents = Chance(seed).documents(8) or [document("a")]
    texts = cells(documents)
    with segment_of(documents) as segment:
        for terms, kind in ((segment.words, "exact"), (segment.stems, "stems")):
            held = {cell: getattr(found, kind) for cell, found in texts.items()}
            assert list(terms.listed) == sorted({term for found in held.values() for term in found})
            for row, term in enumerate(terms.listed):
                assert terms.row(term) == row
                found, often = terms.postings(row)
                expected = {cell: len(of_cell[term]) for cell, of_cell in held.items() if term in of_cell}
                assert dict(zip(found.tolist(), often.tolist(), strict=True)) == expected
            assert terms.row("nowhere at all") == -1


@settings(max_examples=6)
@given(st.integers(0), st.sets(st.integers(0, 7)))
def test_words_are_counted_without_deleted_posts(seed: int, deleted: set[int]) -> None:
    """As many cells as hold each of them."""
    documents = Chance(seed).documents(8) or [document("a")]
    gone = {number for number in deleted if number < len(documents)}
    counts = Counter(
        word for cell, terms in cells(documents).items() if cell // FIELDS not in gone for word in terms.exact
    )
    with segment_of(documents) as segment:
        words = segment.vocabulary(gone)
        assert dict(zip(words.terms, words.counts.tolist(), strict=True)) == {
            word: counts[word] for word in segment.words.listed
        }


@settings(max_examples=6)
@given(st.integers(0), st.sets(st.integers(0, 7)))
def test_the_stems_of_words_are_those_of_living_posts(seed: int, deleted: set[int]) -> None:
    """In the language of each post that holds the word."""
    documents = Chance(seed).documents(8) or [document("a")]
    gone = {number for number in deleted if number < len(documents)}
    analyzer = Analyzer()
    stems: dict[str, set[str]] = {}
    for held in (one for number, one in enumerate(documents) if number not in gone):
        for token in (token for name in TEXT_FIELD_NAMES for token in tokenize(held.text(name))):
            stems.setdefault(token.exact, set()).update(analyzer.stems_in(token.word, held.lang))
    with segment_of(documents) as segment:
        living = segment.living_lexemes(gone)
        for word in segment.words.listed:
            assert set(segment.stems_of([word, "nowhere at all"], living)) == stems.get(word, set())
        every = segment.stems_of(list(segment.words.listed), living)
        assert sorted(every) == sorted(set().union(*stems.values()))


@settings(max_examples=6)
@given(st.integers(0))
def test_tokens_stand_where_they_were_written(seed: int) -> None:
    """Each token's letters, cut out of its field's text, are read as its word again, in the same place."""
    documents = Chance(seed).documents(8) or [document("a")]
    texts = cells(documents)
    with segment_of(documents) as segment:
        for number, written in enumerate(documents):
            tokens = segment.tokens(number)
            for place, name in enumerate(TEXT_FIELD_NAMES):
                field = slice(*tokens.firsts[place : place + 2])
                rows = segment.columns["lexeme_words"][tokens.lexemes[field]].tolist()
                words = [segment.words.listed[row] for row in rows]
                positions = (tokens.steps[field].cumsum() - 1).tolist()
                found: dict[str, list[int]] = {}
                for word, position in zip(words, positions, strict=True):
                    found.setdefault(word, []).append(position)
                assert found == texts[number * FIELDS + place].exact
                ends = tokens.starts[field] + tokens.lengths[field]
                assert all(end <= len(written.text(name)) for end in ends.tolist())
