"""Related posts: what to read next, what its author wants first, and why each is there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from indexer.analysis.folding import fold_value
from indexer.document import Document
from indexer.engine import Engine
from indexer.posts.names import plain_name
from indexer.related.shared import SharedWord
from indexer.see_also.lookup import find_posts
from indexer.see_also.series import SeriesPlace, series_place
from indexer.see_also.translations import translations

HIGHEST = 1.6
"""The score of a post that is the same in everything."""
WORDS = 5
"""Shared words that are given as a reason, at most."""


class Reason(NamedTuple):
    """Why a post is suggested.

    Attributes:
        pinned: Whether the author named it.
        series: The series that both belong to, or None.
        tags: The tags that both carry, as the post that is read has them.
        words: The words that both use, the most telling first.
    """

    pinned: bool
    series: str | None
    tags: tuple[str, ...]
    words: tuple[SharedWord, ...]


class RelatedPost(NamedTuple):
    """A post to read next.

    Attributes:
        document: The post.
        score: How related it is, from 0 to 1; 1 if it is pinned.
        reason: Why it is suggested.
    """

    document: Document
    score: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class RelatedPosts:
    """Where a reader of *post* can go from there.

    Attributes:
        post: The post that is read.
        related: What to read next, pinned posts first, then the most related.
        series: Its place in its series, or None.
        translations: The same post in other languages.
        missing: What the author named under ``related`` and is the name of no post that is shown.
        generation: Which state of the index answered.
    """

    post: Document
    related: tuple[RelatedPost, ...]
    series: SeriesPlace | None
    translations: tuple[Document, ...]
    missing: tuple[str, ...]
    generation: str


def related_posts(engine: Engine, document_id: str, limit: int = 5) -> RelatedPosts | None:
    """What to read after the post *document_id*, at most *limit* posts; None if there is no such post.

    The post itself, its translations and what its author excludes are never among them. Raises EngineError.
    """
    post = engine.get(document_id)
    if post is None:
        return None
    others = translations(engine, post)
    named = find_posts(engine, post.relations.related, post.lang)
    pinned = [pin for pin in named if pin]
    scores = {neighbour.id: neighbour.score for neighbour in engine.neighbours(post.id)}
    unwanted = {post.id, *(other.id for other in others)}
    chosen = list(islice(_distinct(_offered(engine, post, pinned, scores), unwanted), limit))
    return RelatedPosts(
        post=post,
        related=tuple(_explained(engine, post, chosen, pinned, scores)),
        series=series_place(engine, post),
        translations=others,
        missing=tuple(name for name, pin in zip(post.relations.related, named, strict=True) if not pin),
        generation=engine.generation,
    )


def _offered(
    engine: Engine, post: Document, pinned: Iterable[Document], neighbours: Iterable[str]
) -> Iterator[Document]:
    """The *pinned* posts, then those of *neighbours* that neither side keeps out."""
    yield from pinned
    excluded = set(map(plain_name, post.relations.excluded))
    for name in neighbours if post.relations.suggests else ():
        other = engine.get(name)
        if other and other.relations.is_suggested and not (excluded and excluded & {*other.values("names")}):
            yield other


def _distinct(posts: Iterable[Document], unwanted: set[str]) -> Iterator[Document]:
    """Each of *posts* once, without those of the ids *unwanted*."""
    passed = set(unwanted)
    for post in posts:
        if post.id not in passed:
            passed.add(post.id)
            yield post


def _explained(
    engine: Engine,
    post: Document,
    others: Sequence[Document],
    pinned: Sequence[Document],
    scores: Mapping[str, float],
) -> Iterator[RelatedPost]:
    """The *others* with their scores and with what they have to do with *post*."""
    pins = {pin.id for pin in pinned}
    shared = engine.shared_words(post.id, [other.id for other in others], WORDS)
    for other, words in zip(others, shared, strict=True):
        is_pinned = other.id in pins
        score = 1.0 if is_pinned else min(1.0, scores[other.id] / HIGHEST)
        series, tags = next(_shared(post, other, "series"), None), tuple(_shared(post, other, "tags"))
        yield RelatedPost(other, score, Reason(is_pinned, series, tags, words))


def _shared(post: Document, other: Document, facet: str) -> Iterator[str]:
    """The values of *post* that *other* carries, too, in any spelling."""
    there = {fold_value(facet, value) for value in other.values(facet)}
    return (value for value in post.values(facet) if fold_value(facet, value) in there)
