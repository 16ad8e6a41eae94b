"""What a search answers, free of any engine and of any wire format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from indexer.understanding import Understanding


@dataclass(frozen=True, slots=True)
class SectionHit:
    """A section of a hit that matches: its *heading*, *anchor* and an HTML *snippet* (escaped, with ``<mark>``)."""

    heading: str
    anchor: str
    snippet: str


@dataclass(frozen=True, slots=True)
class WordScore:
    """How one word of the query added to a hit's score.

    Attributes:
        word: As it was typed.
        matched: The stems that stood for it (completions and corrections included).
        score: Its part of the sum.
        fields: Where in the post they stand, names in `schema.TEXT_FIELDS`.
    """

    word: str
    matched: tuple[str, ...]
    score: float
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a hit scores what it scores: ``score = (sum(words) + exact + title) * coordination``.

    Attributes:
        words: What each word of the query added.
        exact: What forms as they were typed added.
        title: What words in the title added.
        coordination: The factor for words that are missing and, in long questions, for posts like it that answer.
        score: The score by which hits are sorted.
    """

    words: tuple[WordScore, ...]
    exact: float
    title: float
    coordination: float
    score: float


@dataclass(frozen=True, slots=True)
class Hit:
    """One post found.

    Attributes:
        score: Between 0 and 1, for showing; 1 when nothing was searched for.
        title_html, snippet: Plain text escaped for HTML, with ``<mark>`` as the only markup.
        sections: At most three headings under which the query matches best.
    """

    id: str
    path: str
    url: str
    title: str
    summary: str
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    authors: tuple[str, ...]
    date: datetime | None
    updated: datetime | None
    lang: str | None
    score: float
    title_html: str
    snippet: str
    sections: tuple[SectionHit, ...] = ()
    explanation: Explanation | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to one `Query`.

    Attributes:
        hits: The page that was asked for.
        total: How many posts match, exactly.
        facets: For each facet asked for, its values with their counts, most frequent first. The counts of a
            facet ignore the filters on that facet itself, so that other values stay on offer.
        matching: "all" if hits hold every word of the query, "any" if no or few posts do and other hits hold some.
        corrected: The query that was searched instead, if words were replaced.
        did_you_mean: A query that would find more, if there is one worth offering.
        generation: Which state of the index answered.
        understanding: How the query was understood, if it asked for that.
    """

    hits: tuple[Hit, ...]
    total: int
    generation: str
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    matching: Literal["all", "any"] = "all"
    corrected: str | None = None
    did_you_mean: str | None = None
    understanding: Understanding | None = None
