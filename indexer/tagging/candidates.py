"""Candidates: the phrases of a text, of which each might become a tag."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.languages import ignored_words
from indexer.analysis.tokens import Token, is_unspaced, tokenize
from indexer.tagging.draft import Draft
from indexer.tagging.persons import persons
from indexer.tagging.prose import prose

LONGEST = 3
"""Words of the longest phrase."""
MOST_LETTERS = 20_000
"""Letters of a text that are looked at, some 3,500 words; what it is about has been said by then."""

_CALENDAR = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *(
            "january",
            "february",
            "march",
            "april",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
_JOINTS = frozenset((" ", "-", "\n", "  ", " \n", "\u00a0"))
_ENDS = frozenset('.!?:\n•“"(')

Stems = tuple[str, ...]


class Word(NamedTuple):
    """A word that may be part of a phrase.

    Attributes:
        text: As it stands there.
        stem: Its first stem.
        place: How many words stand before it, stop words included.
        is_joined: Whether nothing but a space or a hyphen parts it from the word before.
        is_first: Whether a sentence or a line begins with it.
    """

    text: str
    stem: str
    place: int
    is_joined: bool
    is_first: bool


class Candidate(NamedTuple):
    """A phrase of one to three words, wherever a text has it.

    Attributes:
        stems: The stem of each of its words.
        places: Its words, as often as the text has it; those of the title come first.
        in_title: Whether the title has it.
    """

    stems: Stems
    places: Sequence[Sequence[Word]]
    in_title: bool

    @property
    def first(self) -> int:
        """How many words of the text stand before it where it is first."""
        return self.places[0][0].place

    @property
    def capitals(self) -> float:
        """In which share of its places it has capital letters though no sentence begins there, 0 to 1."""
        inside = [phrase for phrase in self.places if not phrase[0].is_first]
        capital = [phrase for phrase in inside if not any(word.text.islower() for word in phrase)]
        return len(capital) / len(inside) if inside else 0.0

    @property
    def tag(self) -> str:
        """How it would be written as a tag: in its most used form, in lower case if the text has it so anywhere."""
        forms = Counter(" ".join([word.text for word in phrase]) for phrase in self.places)
        folded, _ = Counter(form.lower() for form in forms.elements()).most_common(1)[0]
        return folded if folded in forms else next(form for form, _ in forms.most_common() if form.lower() == folded)


def candidates(draft: Draft, analyzer: Analyzer) -> list[Candidate]:
    """The phrases of *draft* without stop words in them, names of persons, numbers, dates, addresses and code.

    Scripts without spaces between words give none: pairs of characters are no tags.
    """
    texts = (draft.title[:MOST_LETTERS], draft.body[:MOST_LETTERS])
    names = persons("\n".join(texts))
    title, body = (list(_words(prose(text), draft.lang, analyzer, names)) for text in texts)
    found: dict[Stems, list[Sequence[Word]]] = {}
    for phrase in _phrases(title):
        found.setdefault(tuple([word.stem for word in phrase]), []).append(phrase)
    titled = len(found)
    for phrase in _phrases(body):
        found.setdefault(tuple([word.stem for word in phrase]), []).append(phrase)
    return [Candidate(stems, places, number < titled) for number, (stems, places) in enumerate(found.items())]


def _words(text: str, language: str | None, analyzer: Analyzer, names: Collection[str]) -> Iterator[Word]:
    ignored = ignored_words(language)
    end, last = 0, -1
    tokens = [token for token in tokenize(text) if not token.is_part]
    for place, token in enumerate(tokens):
        gap, end = text[end : token.start], token.end
        if token.exact in ignored or not _may_tag(token) or (token.word in names and text[token.start].isupper()):
            continue
        is_joined = last == place - 1 and gap in _JOINTS
        last = place
        stem = analyzer.stems_in(token.word, language)[0]
        written = text[token.start : end].removesuffix("'s").removesuffix("’s")
        yield Word(written, stem, place, is_joined, place == 0 or not _ENDS.isdisjoint(gap))


def _may_tag(token: Token) -> bool:
    word = token.exact
    return (
        len(word) > 1
        and not word.replace(".", "").isdigit()
        and "_" not in word
        and word not in _CALENDAR
        and (word.isascii() or not is_unspaced(word))
    )


def _phrases(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """Each run of up to `LONGEST` joined words."""
    for first in range(len(words)):
        yield words[first : first + 1]
        for last in range(first + 1, min(first + LONGEST, len(words))):
            if not words[last].is_joined:
                break
            yield words[first : last + 1]
