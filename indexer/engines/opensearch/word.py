"""A word of the blog, as its versions keep it."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from indexer.engines.opensearch.mapping import MARK


class Word(NamedTuple):
    """An unstemmed word.

    Attributes:
        key: The word.
        uses: The number of (post, field) pairs that hold it.
        lexemes: Its stems, joined, to the number of posts that hold it with these stems.
        number: The generation that it came with.
    """

    key: str
    uses: int
    lexemes: Mapping[str, int]
    number: int = 0

    @property
    def stems(self) -> set[str]:
        """The stems under which posts that hold it are indexed."""
        return {stem for joined in self.lexemes for stem in joined.split(MARK)}

    @property
    def source(self) -> dict[str, Any]:
        """What a version of it says."""
        return {"uses": self.uses, "lexemes": [f"{posts}{MARK}{stems}" for stems, posts in self.lexemes.items()]}

    @classmethod
    def of(cls, hit: Mapping[str, Any]) -> "Word":
        """The word of a *hit* of `LISTED`."""
        fields = hit["fields"]
        return cls(fields["key"][0], fields["uses"][0], _lexemes(fields["lexemes"]), fields["from"][0])


LISTED: Mapping[str, Any] = {
    # From columns: of what is stored, the versions beside it would be unpacked, too.
    "docvalue_fields": ["key", "uses", "lexemes", "from"],
    "stored_fields": "_none_",
    "_source": False,
    "track_total_hits": False,
    "sort": [{"uses": "desc"}, {"key": "asc"}],
}
"""What a search for words asks for: all there is to say of them, the most used first, then in order of letters."""


def _lexemes(written: Iterable[str]) -> dict[str, int]:
    parts = (lexeme.partition(MARK) for lexeme in written)
    return {stems: int(posts) for posts, _, stems in parts}
