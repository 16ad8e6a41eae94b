"""A token stream: the tokens of a text as columns, small enough to be kept, so that it need not be analysed again."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from operator import add
from typing import NamedTuple

from indexer.analysis.tokens import Token, tokenize

Packed = tuple[str, list[int], list[int], list[int]]
"""Words joined by spaces, steps of starts, lengths, steps of positions."""


class TokenStream(NamedTuple):
    """The tokens of one text, one entry each in every column; they mean what they mean in `Token`."""

    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    positions: Sequence[int]

    @classmethod
    def of(cls, text: str) -> "TokenStream":
        """The stream of *text*."""
        return cls.from_tokens(tokenize(text))

    @classmethod
    def from_tokens(cls, tokens: Sequence[Token]) -> "TokenStream":
        """The stream of *tokens*."""
        return cls(
            [token.word for token in tokens],
            [token.start for token in tokens],
            [token.end for token in tokens],
            [token.position for token in tokens],
        )

    def packed(self) -> Packed:
        """The stream as JSON can say it, in small numbers."""
        lengths = [end - start for start, end in zip(self.starts, self.ends, strict=True)]
        return " ".join(self.words), _steps(self.starts), lengths, _steps(self.positions)

    @classmethod
    def unpacked(cls, packed: Packed) -> "TokenStream":
        """The stream that was *packed*."""
        words, starts, lengths, positions = packed
        begins = list(accumulate(starts))
        return cls(
            words.split(" ") if words else [], begins, list(map(add, begins, lengths)), list(accumulate(positions))
        )


def _steps(ascending: Sequence[int]) -> list[int]:
    return [after - before for before, after in pairwise((0, *ascending))]
