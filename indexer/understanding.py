"""How a query was understood: what became of each of its clauses."""

from dataclasses import dataclass

from indexer.query import Clause


@dataclass(frozen=True, slots=True)
class UnderstoodWord:
    """A word or a phrase of a clause, as it was searched.

    Attributes:
        text: As it was typed; a phrase in quotation marks.
        stems: Those by which posts are looked up; none for a phrase.
        completions: The blog's own words that begin with it, if it may be unfinished; the most used first.
        corrections: What was searched instead, if no post holds it; the best first. One in quotation marks is a phrase.
        offer: A far more frequent word that may have been meant, or None.
        is_passed_over: Whether it says too little to be searched beside the others.
        posts: How many posts hold it or what stands for it, filters aside.
    """

    text: str
    stems: tuple[str, ...] = ()
    completions: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    offer: str | None = None
    is_passed_over: bool = False
    posts: int = 0


@dataclass(frozen=True, slots=True)
class UnderstoodClause:
    """What became of a *clause*.

    Attributes:
        clause: As it was searched: its tags by their names, and without quotation marks if the text is long.
        words: What it searches; several for words that hyphens join and for alternatives, none for facets' values.
        posts: How many posts hold all of it (of alternatives any), filters aside.
    """

    clause: Clause
    words: tuple[UnderstoodWord, ...]
    posts: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a query was understood.

    Attributes:
        clauses: One for each clause of the query, in order.
        is_long: Whether so many words were typed that none is completed or corrected, and no phrase demanded.
    """

    clauses: tuple[UnderstoodClause, ...] = ()
    is_long: bool = False
