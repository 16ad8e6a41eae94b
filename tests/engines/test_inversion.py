"""Inversion against a dictionary of lists."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from indexer.engines.whoosh import inversion
from indexer.engines.whoosh.inversion import Tokens, invert

Cells = NDArray[np.uint32]

TOKEN = st.tuples(st.integers(0, 6), st.integers(0, 29))
"""A term and its position."""
CELLS = np.repeat(np.arange(12, dtype=np.uint32), [0, 3, 1, 0, 0, 9, 1, 1, 5, 4, 6, 0])
"""The cell of each position; some cells are empty."""


def tokens_of(found: list[tuple[int, int]]) -> Tokens:
    """Tokens in the order in which they are given."""
    terms, positions = np.array(found, dtype=np.uint32).reshape(-1, 2).T
    return Tokens(terms, positions)


def naive(tokens: list[Tokens], cells: Cells) -> dict[int, dict[int, list[int]]]:
    """For each term its cells with the positions in them, token by token."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for some in tokens:
        for term, position in zip(some.terms.tolist(), some.positions.tolist(), strict=True):
            found[term][int(cells[position])].append(position)
    return {term: {cell: sorted(positions) for cell, positions in held.items()} for term, held in found.items()}


def inverted(tokens: list[Tokens], cells: Cells, terms: int) -> dict[int, dict[int, list[int]]]:
    """The same, read out of all parts; terms that follow each other without gaps."""
    found: dict[int, dict[int, list[int]]] = {}
    expected = 0
    for part in invert(tokens, cells, terms):
        assert part.first == expected
        expected += len(part.firsts) - 1
        places = np.concatenate(([0], np.cumsum(part.frequencies, dtype=np.int64))).tolist()
        for number, (first, last) in enumerate(zip(part.firsts[:-1].tolist(), part.firsts[1:].tolist(), strict=True)):
            held = part.cells[first:last].tolist()
            assert held == sorted(set(held))
            positions = [part.positions[places[row] : places[row + 1]].tolist() for row in range(first, last)]
            if held:
                found[part.first + number] = dict(zip(held, positions, strict=True))
    assert expected == terms
    return found


@given(
    st.lists(st.lists(TOKEN, max_size=60), min_size=1, max_size=2), st.integers(7, 9), st.sampled_from([1, 2, 5, 99])
)
def test_postings_are_those_of_a_dictionary(found: list[list[tuple[int, int]]], terms: int, at_once: int) -> None:
    """In whatever parts and order they come, also of terms that nobody uses, and of several tokens in one position."""
    tokens = [tokens_of(some) for some in found]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inversion, "TOKENS_AT_ONCE", at_once)
        assert inverted(tokens, CELLS, terms) == naive(tokens, CELLS)


def test_a_part_is_no_larger_than_asked_but_for_one_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded: terms are put together as long as they fit."""
    monkeypatch.setattr(inversion, "TOKENS_AT_ONCE", 4)
    terms = (0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4)
    tokens = tokens_of([(term, position) for position, term in enumerate(terms)])

    sizes = [(len(part.firsts) - 1, len(part.positions)) for part in invert([tokens], CELLS, 5)]
    assert sizes == [(2, 3), (1, 6), (2, 4)]


def test_no_terms_make_no_parts() -> None:
    """A segment of posts without words."""
    assert list(invert([tokens_of([])], CELLS, 0)) == []
