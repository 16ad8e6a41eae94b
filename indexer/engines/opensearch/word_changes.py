"""What the posts that come and go change of the blog's words.

Nothing but the changes is held, so a sync of one post looks at the words of that post. The first one of a blog holds
all of its words, with about 150 bytes each: 300 MB where there are two million.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from indexer.engines.opensearch.batches import batched
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.mapping import GAP, MARK, SAME_PLACE
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import WORD, identity
from indexer.engines.opensearch.word import Word
from indexer.engines.opensearch.words import BATCH
from indexer.engines.opensearch.writing import Operation, come, gone

Source = Mapping[str, Any]


class Change(NamedTuple):
    """By how much something changes for a word with the *stems*, joined: its *posts* and its *uses*."""

    stems: str
    posts: int
    uses: int


class WordChanges:
    """Counts the words of posts that come and go; both are told by the sources of their versions."""

    def __init__(self) -> None:
        # By token, as in texts: the two share these strings, which are most of what they hold.
        self._posts: Counter[str] = Counter()
        self._uses: Counter[str] = Counter()

    def come(self, source: Source) -> None:
        """The post of *source* comes."""
        fields = _tokens(source)
        self._posts.update(set().union(*fields))
        for tokens in fields:
            self._uses.update(_one_of_each_word(tokens))

    def go(self, source: Source) -> None:
        """The post of *source* goes; what stands in its place comes by itself."""
        fields = _tokens(source)
        self._posts.subtract(set().union(*fields))
        for tokens in fields:
            self._uses.subtract(_one_of_each_word(tokens))

    def operations(self, at: Pointer, before: Snapshot | None) -> Iterator[Operation]:
        """What to do so that the words of *before* become those of the generation *at*.

        A word whose numbers change gets another version; one that nobody uses any more has none.
        """
        for batch in batched(self._changes(), BATCH):
            known = before.words.versions(word for word, _ in batch) if before else {}
            for word, changes in batch:
                yield from _operations(known.get(word, Word(word, 0, {})), changes, at)

    def _changes(self) -> Iterator[tuple[str, Sequence[Change]]]:
        """Each word that changes, in order."""
        changed = sorted(token for token in self._posts if self._posts[token] or self._uses[token])
        for word, tokens in groupby(changed, key=_word):
            yield word, [Change(_stems(token), self._posts[token], self._uses[token]) for token in tokens]


def _operations(word: Word, changes: Sequence[Change], at: Pointer) -> Iterator[Operation]:
    lexemes = Counter(word.lexemes)
    lexemes.update({change.stems: change.posts for change in changes})
    changed = Word(word.key, word.uses + sum(change.uses for change in changes), +lexemes)
    if (changed.uses, changed.lexemes) == (word.uses, word.lexemes):
        return
    if word.uses:
        yield gone(WORD, word.key, identity(WORD, word.key, word.number), at)
    if changed.uses:
        yield come(WORD, word.key, changed.source, at)


def _tokens(source: Source) -> list[set[str]]:
    """The tokens of each text, each once."""
    return [set(text.replace(SAME_PLACE, GAP).split(GAP)) for text in source["text"].values() if text]


def _one_of_each_word(tokens: Iterable[str]) -> Iterable[str]:
    """Of those of *tokens* that are the same word with different stems, one: together they are one use of the word."""
    return {_word(token): token for token in tokens}.values()


def _word(token: str) -> str:
    return token.partition(MARK)[0]


def _stems(token: str) -> str:
    """The stems of *token*, joined; a word that stands alone is its own."""
    return token.partition(MARK)[2] or token
