"""Suggesting tags: those that the blog uses already, and new ones where it has hardly any."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from indexer.aliases import Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold_tag
from indexer.engine import Engine
from indexer.posts.language import detect
from indexer.query import Query
from indexer.tagging.draft import Draft
from indexer.tagging.known import KnownTag, TagModel
from indexer.tagging.phrases import PhraseModel
from indexer.tagging.suggestion import SHOWN, TagSuggestion
from indexer.tagging.wording import Wording
from indexer.vectors import Vectors

MOST = 5
"""More tags are not suggested for one post."""
SETTLED, SETTLED_PART = 20, 0.1
"""A blog with tags on so many posts, and on a tenth of all, has found its own, and is offered no new ones.

From twenty tagged posts on, known tags are suggested better than new ones ever are.
"""


class PostSuggestions(NamedTuple):
    """The tags that are suggested for a post, the most probable first; none where nothing is probable enough."""

    id: str
    path: str
    title: str
    suggestions: tuple[TagSuggestion, ...]


class TagSuggester:
    """Suggests tags for texts and for the posts of *engine*.

    What it learns from the posts is kept until the index changes; to learn takes about a second for a thousand posts.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._analyzer = Analyzer()
        self._learnt: tuple[str, _Learnt] | None = None

    def suggest(self, draft: Draft) -> tuple[TagSuggestion, ...]:
        """The tags that suit *draft*, the most probable first; none where nothing is probable enough.

        One that does not tell its language is taken to be in the blog's, or in the one of several that it looks like.
        """
        learnt = self._current()
        language = draft.lang
        if language is None and learnt.is_multilingual:  # elsewhere what tells languages need not be in memory
            language = detect(f"{draft.title}\n{draft.body}")
        language = language or learnt.language
        return learnt.suggest(replace(draft, lang=language))

    def suggest_for_posts(self, ids: Iterable[str] | None = None) -> Iterator[PostSuggestions]:
        """The same for posts of the index: those of *ids* that there are, or all that have no tags, the newest first.

        A post does not speak for itself: its own tags are neither learnt from nor suggested.
        """
        learnt = self._current()
        for post in learnt.untagged() if ids is None else ids:
            document = self._engine.get(post)
            if document is not None:
                found = learnt.suggest(Draft.of(document), post)
                yield PostSuggestions(document.id, document.path, document.title, found)

    def _current(self) -> "_Learnt":
        """What the posts that are in the index now tell."""
        generation = self._engine.generation
        if self._learnt is None or self._learnt[0] != generation:
            vectors, aliases = self._engine.vectors(), self._engine.aliases
            self._learnt = generation, _Learnt(vectors, self._languages(), self._analyzer, aliases)
        return self._learnt[1]

    def _languages(self) -> Sequence[str | None]:
        """The languages of the posts, the most used first, and that of posts which do not tell theirs."""
        return [*self._engine.search(Query(limit=0, facets=("lang",))).facets.get("lang", ()), None]


class _Learnt:
    """What the posts of one generation tell.

    Attributes:
        language: Most of them are written in it; None if they do not tell.
        is_multilingual: Whether some are written in another one.
    """

    def __init__(self, vectors: Vectors, languages: Sequence[str | None], analyzer: Analyzer, aliases: Aliases) -> None:
        self.language = languages[0]
        self.is_multilingual = len([*filter(None, languages)]) > 1
        self._analyzer = analyzer
        self._vectors = vectors
        self._rows = {post: row for row, post in enumerate(vectors.ids)}
        self._aliases = aliases
        self._known = TagModel(vectors, languages, self._analyzer, aliases)
        self._tagged = set(vectors.tagging.posts.tolist())
        is_settled = len(self._tagged) >= max(SETTLED, SETTLED_PART * len(vectors))
        self._phrases = None if is_settled else PhraseModel(vectors, self._analyzer)

    def untagged(self) -> list[str]:
        """The posts without tags, the newest first."""
        rows = [row for row in range(len(self._vectors)) if row not in self._tagged]
        return [self._vectors.ids[row] for row in sorted(rows, key=self._newest_first)]

    def _newest_first(self, row: int) -> tuple[int, str]:
        return -int(self._vectors.days[row]), self._vectors.ids[row]

    def suggest(self, draft: Draft, post: str | None = None) -> tuple[TagSuggestion, ...]:
        """The tags that suit *draft*, which may be a *post*."""
        carried = set(map(self._key, draft.tags))
        found = self._from_known(draft, post, carried) + self._new(draft, post, carried)
        return tuple(sorted(found, key=lambda one: (-one.probability, one.tag))[:MOST])

    def _from_known(self, draft: Draft, post: str | None, carried: set[str]) -> list[TagSuggestion]:
        row = self._rows.get(post) if post is not None else None
        wording = Wording(draft, self._analyzer)
        entries = wording.entries if row is None else self._vectors.row(row)
        found = self._known.suggest(entries, least=SHOWN, row=row)
        chosen = [one for one in found if self._key(self._known.tags[one.tag]) not in carried][:MOST]
        return [self._suggestion(one, wording) for one in chosen]

    def _suggestion(self, known: KnownTag, wording: Wording) -> TagSuggestion:
        tag = self._known.tags[known.tag]
        return TagSuggestion(
            tag,
            known.probability,
            words=wording.naming(self._known.called[known.tag]) if known.is_named else (),
            posts=known.posts,
            count=int(self._known.carriers[known.tag]),
        )

    def _new(self, draft: Draft, post: str | None, carried: set[str]) -> list[TagSuggestion]:
        """Tags that the blog does not have; one that it has in another spelling is for `_from_known` to judge."""
        if not self._phrases:
            return []
        taken = carried.union(map(self._key, self._known.tags))
        found = self._phrases.suggest(draft, is_post=post in self._rows)
        return [one for one in found if self._key(one.tag) not in taken]

    def _key(self, tag: str) -> str:
        """Under which *tag*, or what it is an alias of, is compared."""
        return fold_tag(self._aliases.name(tag))
