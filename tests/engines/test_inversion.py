"""Inversion against a dictionary of lists."""

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh import inversion
from indexer.engines.whoosh.inversion import Tokens, invert

TOKEN = st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 2))
"""A term, how many cells behind the token before it stands, and how many positions."""


def tokens_of(steps: list[tuple[int, int, int]]) -> Tokens:
    """Tokens in ascending order of cells and positions."""
    terms, cells, positions = np.array(steps, dtype=np.uint32).reshape(-1, 3).T
    return Tokens(terms, np.cumsum(cells, dtype=np.uint32), np.cumsum(positions, dtype=np.uint32))


def naive(tokens: Tokens) -> dict[int, dict[int, list[int]]]:
    """For each term its cells with the positions in them, token by token."""
    found: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for term, cell, position in zip(*(column.tolist() for column in tokens), strict=True):
        found[term][cell].append(position)
    return {term: dict(cells) for term, cells in found.items()}


def inverted(tokens: Tokens, terms: int) -> dict[int, dict[int, list[int]]]:
    """The same, read out of all parts; terms that follow each other without gaps."""
    found: dict[int, dict[int, list[int]]] = {}
    expected = 0
    for part in invert(tokens, terms):
        assert part.first == expected
        expected += len(part.firsts) - 1
        places = np.concatenate(([0], np.cumsum(part.frequencies, dtype=np.int64))).tolist()
        for number, (first, last) in enumerate(zip(part.firsts[:-1].tolist(), part.firsts[1:].tolist(), strict=True)):
            cells = part.cells[first:last].tolist()
            assert cells == sorted(set(cells))
            positions = [part.positions[places[row] : places[row + 1]].tolist() for row in range(first, last)]
            if cells:
                found[part.first + number] = dict(zip(cells, positions, strict=True))
    assert expected == terms
    return found


@given(st.lists(TOKEN, max_size=60), st.integers(7, 9), st.sampled_from([1, 2, 5, 1_000]))
def test_postings_are_those_of_a_dictionary(steps: list[tuple[int, int, int]], terms: int, at_once: int) -> None:
    """In whatever parts they come, also of terms that nobody uses, and of several tokens in one position."""
    tokens = tokens_of(steps)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inversion, "TOKENS_AT_ONCE", at_once)
        assert inverted(tokens, terms) == naive(tokens)


def test_a_part_is_no_larger_than_asked_but_for_one_term(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory stays bounded: terms are put together as long as they fit."""
    monkeypatch.setattr(inversion, "TOKENS_AT_ONCE", 4)
    tokens = tokens_of([(term, 1, 1) for term in (0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 4, 4, 4)])

    sizes = [(len(part.firsts) - 1, len(part.positions)) for part in invert(tokens, 5)]
    assert sizes == [(2, 3), (1, 6), (2, 4)]


def test_no_terms_make_no_parts() -> None:
    """A segment of posts without words."""
    assert list(invert(tokens_of([]), 0)) == []
