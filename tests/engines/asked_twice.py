"""Questions of which Whoosh's searcher and our engine must think the same."""

from collections.abc import Iterable
from dataclasses import replace
from random import Random
from typing import Any, NamedTuple

from whoosh.query import And, Or, Prefix, Term
from whoosh.query import Phrase as WhooshPhrase

from indexer.analysis.tokens import is_unspaced
from indexer.engines.whoosh.fields import EXACT
from indexer.expansion import COMPLETIONS
from indexer.query import AnyOf, Clause, Phrase, Presence, Words
from indexer.schema import TEXT_FIELD_NAMES
from tests.oracle.corpus import Corpus


class Question(NamedTuple):
    """The same question twice.

    Attributes:
        clauses: As we are asked.
        query: As Whoosh is asked.
        mask: What must not match; Whoosh's own `AndNot` and `Require` are known to find too much.
        phrases: The words of the phrases in it.
        least: What Whoosh finds by this is found, too.
    """

    clauses: tuple[Clause, ...]
    query: Any
    mask: Any = None
    phrases: tuple[tuple[str, ...], ...] = ()
    least: Any = None


class Questions:
    """Makes questions of the words of *corpus*, by chance.

    Words come alone and in order of space, as runs of other scripts are phrases; and only words that some post holds,
    so that nothing is corrected.
    """

    def __init__(self, corpus: Corpus, random: Random) -> None:
        self._corpus = corpus
        self._random = random
        self._known = sorted(word for word in corpus.vocabulary if not is_unspaced(word) and self._is_whole(word))

    def any(self) -> Question:
        """One of all kinds; a blog without words gets one that finds nothing."""
        if not self._known:
            return _required([Words("nothing")], Term("body", "nothing"))
        kinds = (self.term, self.term, self.all_of, self.any_of, self.without, self.phrase, self.phrase, self.beginning)
        return self._random.choice(kinds)()

    def term(self) -> Question:
        """One word, in one field or all."""
        word = self._word()
        return _required([word], self._forms(word))

    def all_of(self) -> Question:
        """Words that are all demanded."""
        words = self._words(3)
        return _required(words, And([self._forms(word) for word in words]))

    def any_of(self) -> Question:
        """Words of which one is enough."""
        words = self._words(4)
        return _required([AnyOf(words)], Or([self._forms(word) for word in words]))

    def without(self) -> Question:
        """One word without another, or without a phrase."""
        wanted, unwanted = self._word(), self._random.choice((self.term(), self.phrase()))
        (excluded,) = unwanted.clauses
        clauses = Clause(wanted, Presence.REQUIRED), replace(excluded, presence=Presence.PROHIBITED)
        return Question(clauses, self._forms(wanted), mask=unwanted.query)

    def phrase(self) -> Question:
        """Words that stand in a row in some text; one word where there is none, or where some stand in one place."""
        field = self._random.choice(TEXT_FIELD_NAMES)
        typed = self._random.choice(self._corpus.entries).document.text(field).split()
        start = self._random.randrange(len(typed) + 1)
        text = " ".join(typed[start : start + self._random.choice((1, 2, 2, 3, 5))])
        words = self._corpus.analyzer.query_words(text)
        if not words or [word.position - words[0].position for word in words] != [*range(len(words))]:
            return self.term()
        terms = tuple(word.exact for word in words)
        searched = self._random.choice((None, field))
        query = Or([WhooshPhrase(name + EXACT, terms) for name in _fields(searched)])
        return _required([Phrase(text, searched)], query)._replace(phrases=(terms,))

    def beginning(self) -> Question:
        """The first letters of a word. Whoosh is asked for the stems of all words that begin so."""
        whole = self._word()
        word = replace(whole, text=whole.text[: self._random.randint(2, 4)], prefix=True)
        if not self._is_whole(word.text):
            return self.term()
        completions = [known for known in self._corpus.vocabulary if known.startswith(word.text) and known != word.text]
        if len(word.text) < 2 or len(completions) > COMPLETIONS:
            return self.term()
        least = Or([Prefix(name + EXACT, word.text) for name in _fields(word.field)])
        return _required([word], self._forms(word, completions))._replace(least=least)

    def _word(self) -> Words:
        return Words(self._random.choice(self._known), self._random.choice((None, None, *TEXT_FIELD_NAMES)))

    def _words(self, most: int) -> tuple[Words, ...]:
        """At least two of them, as far as there are; Whoosh and we treat repetitions differently."""
        texts = self._random.sample(self._known, min(self._random.randint(2, most), len(self._known)))
        return tuple(replace(self._word(), text=text) for text in texts)

    def _forms(self, word: Words, completions: Iterable[str] = ()) -> Any:
        """What may stand for *word*, as Whoosh is asked for it."""
        stems = sorted({stem for text in (word.text, *completions) for stem in self._corpus.stems[text]})
        return Or([Term(name, stem) for name in _fields(word.field) for stem in stems])

    def _is_whole(self, word: str) -> bool:
        """Whether *word* is read as one word when it is typed."""
        return [one.exact for one in self._corpus.analyzer.query_words(word)] == [word]


def _required(nodes: Iterable[Any], query: Any) -> Question:
    return Question(tuple(Clause(node, Presence.REQUIRED) for node in nodes), query)


def _fields(field: str | None) -> tuple[str, ...]:
    return TEXT_FIELD_NAMES if field is None else (field,)
