"""Holdings: what evaluation asks of an engine, which has its own kind of sets of posts."""

from collections.abc import Sequence
from typing import Literal, Protocol, TypeVar

from indexer.expansion import Expander

Kind = Literal["word", "stem"]
"""Terms as they stand in posts, or their stems."""
PhraseTerms = tuple[tuple[str, int], ...]
"""The unstemmed terms of a phrase, each with its place after the first."""

Posts = TypeVar("Posts")
"""A set of posts, as an engine has it."""
Found = TypeVar("Found")
"""Where some terms stand, as an engine has it."""


class Holdings(Protocol[Posts, Found]):
    """One state of the index, asked for posts."""

    @property
    def expander(self) -> Expander:
        """Expands words by what the posts hold."""
        ...

    @property
    def everything(self) -> Posts:
        """All posts."""
        ...

    @property
    def nothing(self) -> Posts:
        """No post."""
        ...

    @property
    def count(self) -> int:
        """How many posts there are."""
        ...

    def carrying(self, field: str, value: str) -> Posts:
        """The posts that carry *value* in the facet *field*, or what stands below it."""
        ...

    def terms(self, kind: Kind, terms: Sequence[str], field: str | None) -> Found:
        """Where each of *terms* stands, in *field* if it is not None."""
        ...

    def phrase(self, terms: PhraseTerms, field: str | None) -> Found:
        """Where *terms* stand in a row, in *field* if it is not None."""
        ...

    def holding(self, found: Found) -> Posts:
        """The posts that *found* is in."""
        ...

    def all_of(self, sets: Sequence[Posts]) -> Posts:
        """The posts that are in all of *sets*, of which there is at least one."""
        ...

    def any_of(self, sets: Sequence[Posts]) -> Posts:
        """The posts that are in any of *sets*, of which there is at least one."""
        ...

    def without(self, posts: Posts, others: Posts) -> Posts:
        """Those of *posts* that are not among *others*."""
        ...

    def size(self, posts: Posts) -> int:
        """How many posts are in the set."""
        ...

    def occurrences(self, found: Found) -> int:
        """How many posts hold each of the terms of *found*, summed up."""
        ...
