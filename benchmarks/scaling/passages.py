"""Passages of real posts, dealt like cards: each is used once before any is used again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from random import Random
from typing import NamedTuple

from indexer import Document

_SHORTEST, _LONGEST = 5, 150
"""Words of a paragraph: what is shorter is a caption, what is longer mostly a listing."""
_MOST = 3
"""Paragraphs of a passage."""
_BYTES_A_WORD = 9
"""Where words are not parted by blanks, as in Chinese, so many bytes of text count as one."""


class Passage(NamedTuple):
    """Paragraphs that follow each other in a real post, and the length of these in words."""

    post: Document
    paragraphs: Sequence[str]
    words: int


class Deck:
    """The passages of real posts, by language; *chance* decides on how they are cut and in which order they come."""

    def __init__(self, documents: Iterable[Document], chance: Random) -> None:
        self._chance = chance
        self._posts = [(document, paragraphs) for document in documents if (paragraphs := _paragraphs(document))]
        self._decks: Mapping[str, Iterator[Passage]] = {
            lang: self._dealt(lang) for lang in {document.lang or "" for document, _ in self._posts}
        }

    @property
    def paragraphs(self) -> Iterator[str]:
        """All of them."""
        return chain.from_iterable(paragraphs for _, paragraphs in self._posts)

    def model(self) -> Document:
        """A post by chance, for another one to be like."""
        return self._chance.choice(self._posts)[0]

    def passages(self, lang: str, words: int) -> list[Passage]:
        """The next of language *lang* which together have about so many *words*."""
        drawn = [next(self._decks[lang])]
        while sum(passage.words for passage in drawn) < words:
            drawn.append(next(self._decks[lang]))
        return drawn

    def _dealt(self, lang: str) -> Iterator[Passage]:
        own = [one for one in self._posts if (one[0].lang or "") == lang]
        while True:
            cut = [passage for document, paragraphs in own for passage in self._cut(document, paragraphs)]
            self._chance.shuffle(cut)
            yield from cut

    def _cut(self, document: Document, paragraphs: Sequence[str]) -> Iterator[Passage]:
        start = 0
        while start < len(paragraphs):
            end = start + self._chance.randint(1, _MOST)
            cut = paragraphs[start:end]
            yield Passage(document, cut, sum(map(length, cut)))
            start = end


def length(text: str) -> int:
    """How many words *text* is long."""
    return max(len(text.split()), len(text.encode()) // _BYTES_A_WORD)


def _paragraphs(document: Document) -> list[str]:
    paragraphs = [text for text in document.body.split("\n\n") if _SHORTEST <= length(text) <= _LONGEST]
    headings = {section.heading for section in document.sections}
    return [text for text in paragraphs if text not in headings]
