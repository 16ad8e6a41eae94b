"""Lexemes: the numbers of words with their stems, against a dictionary."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.columns import NO_STEM
from indexer.engines.whoosh.lexemes import Lexemes, Terms

TERMS = st.tuples(st.sampled_from(["a", "b", "é", "日本", "\U0001f389"]), st.sampled_from([("a",), ("x",), ("x", "é")]))
SOURCES = st.dictionaries(st.sampled_from(["en", "de", "segment"]), st.lists(TERMS, min_size=1, max_size=8), min_size=1)


def numbered(sources: dict[str, list[Terms]], asked: list[tuple[str, list[int]]]) -> tuple[Lexemes, list[list[int]]]:
    """*asked* for one after the other, as if each source had learnt no more numbers than were asked of it so far."""
    lexemes, found, sizes = Lexemes(), [], dict.fromkeys(sources, 0)
    for source, numbers in asked:
        held = sources[source]
        chosen = np.array([number % len(held) for number in numbers], dtype=np.int64)
        sizes[source] = max(sizes[source], int(chosen.max(initial=-1)) + 1)
        found.append(lexemes.of(source, sizes[source], chosen, held.__getitem__).tolist())
    return lexemes, found


@pytest.mark.slow
@given(SOURCES, st.data())
def test_a_number_stands_for_the_terms_of_its_source(sources: dict[str, list[Terms]], data: st.DataObject) -> None:
    """Two sources give the same lexeme for the same terms, and the table holds each once, in order."""
    one = st.tuples(st.sampled_from(sorted(sources)), st.lists(st.integers(0, 7), max_size=6))
    asked = data.draw(st.lists(one, min_size=1, max_size=6))
    lexemes, found = numbered(sources, asked)
    table, places = lexemes.sorted()

    expected = [[sources[source][number % len(sources[source])] for number in numbers] for source, numbers in asked]
    listed = [
        (table.words[word], tuple(table.stems[stem] for stem in stems if stem != NO_STEM))
        for word, stems in zip(table.lexeme_words.tolist(), table.lexeme_stems.tolist(), strict=True)
    ]
    assert [[listed[places[number]] for number in numbers] for numbers in found] == expected
    used = {terms for one_by_one in expected for terms in one_by_one}
    assert sorted(listed) == sorted(used)
    assert [word for word, _ in listed] == sorted(word for word, _ in used)
    assert list(table.words) == sorted({word for word, _ in used})
    assert list(table.stems) == sorted({stem for _, stems in used for stem in stems})


@given(SOURCES)
def test_the_lexemes_of_a_stem(sources: dict[str, list[Terms]]) -> None:
    """All that have it as their first or their second, and no others."""
    lexemes, _ = numbered(sources, [(source, [*range(len(held))]) for source, held in sources.items()])
    table, _ = lexemes.sorted()
    firsts, by_stem = table.lexemes_by_stem()

    for stem in range(len(table.stems)):
        expected = [number for number, stems in enumerate(table.lexeme_stems.tolist()) if stem in stems]
        assert by_stem[firsts[stem] : firsts[stem + 1]].tolist() == expected
    assert len(firsts) == len(table.stems) + 1


def test_no_lexemes() -> None:
    """A segment of posts without words."""
    table, numbers = Lexemes().sorted()

    assert (list(table.words), list(table.stems), len(numbers)) == ([], [], 0)
    assert table.lexeme_stems.shape == (0, 2)
    assert [array.tolist() for array in table.lexemes_by_stem()] == [[0], []]
