"""Posts without end, made of passages of real ones."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import count
from random import Random

from benchmarks.scaling.passages import Deck, Passage
from benchmarks.scaling.vocabulary import Vocabulary
from indexer import Document, Section

FEWEST_WORDS, MOST_WORDS = 150, 300
_NEWEST = datetime(2026, 1, 1, tzinfo=UTC)
_SUMMARY = 160
"""Characters."""


class Posts:
    """A stream of posts that is the same for the same *documents* and *seed*.

    Attributes:
        vocabulary: The words of what came so far.
    """

    def __init__(self, documents: Iterable[Document], seed: int = 1) -> None:
        self._chance = Random(seed)  # noqa: S311  (posts, not secrets)
        self._deck = Deck(documents, self._chance)
        self.vocabulary = Vocabulary(self._deck.paragraphs, self._chance)

    def __iter__(self) -> Iterator[Document]:
        """The posts, one after the other."""
        return map(self._post, count())

    def _post(self, number: int) -> Document:
        """One in the language of a real one, dated about as it is, with texts, tags and headings of several."""
        model = self._deck.model()
        drawn = self._deck.passages(model.lang or "", self._chance.randint(FEWEST_WORDS, MOST_WORDS))
        body, sections = self._body(drawn)
        date = self._date(model)
        path = f"{date.year if date else 'undated'}/{number:07}"
        return Document(
            id=path.replace("/", "-"),
            path=f"{path}.md",
            url=f"/{path}/",
            title=self._title(model, drawn[-1].post),
            body=body,
            fingerprint=blake2b(f"{path} {body}".encode(), digest_size=16).hexdigest(),
            sections=sections,
            summary=drawn[0].paragraphs[0][:_SUMMARY] if model.summary else "",
            tags=self._some((*model.tags, *drawn[0].post.tags)),
            categories=model.categories,
            authors=model.authors,
            date=date,
            lang=model.lang,
        )

    def _body(self, drawn: Sequence[Passage]) -> tuple[str, tuple[Section, ...]]:
        """The text, each word in it counted, and where its headings stand."""
        parts: list[str] = []
        sections: list[Section] = []
        for passage in drawn:
            if passage.post.sections and len(parts) > 1:
                heading = self._chance.choice(passage.post.sections)
                sections.append(heading._replace(start=sum(len(part) + 2 for part in parts)))
                parts.append(heading.heading)
            parts += map(self.vocabulary.grown, passage.paragraphs)
        return "\n\n".join(parts), tuple(sections)

    def _date(self, model: Document) -> datetime | None:
        """Within two years of that of *model*, at a time of its own."""
        shift = timedelta(minutes=self._chance.randint(-1_000_000, 1_000_000))
        return model.date and min(model.date + shift, _NEWEST)

    def _title(self, one: Document, other: Document) -> str:
        """The beginning of one title and the end of the other."""
        first, second = one.title.split(), other.title.split()
        return " ".join(first[: self._chance.randint(1, len(first))] + second[self._chance.randrange(len(second)) :])

    def _some(self, tags: Sequence[str]) -> tuple[str, ...]:
        """A few of *tags*, in their order."""
        wanted = set(self._chance.sample(tags, min(len(tags), self._chance.randint(1, 5))))
        return tuple(dict.fromkeys(tag for tag in tags if tag in wanted))
