"""Evaluation: a query's clauses become the set of posts that match, and what is to be scored of them.

What a set of posts is, the engine knows (`holdings.Holdings`). Scores are computed afterwards (`indexer.ranking`), for
the posts that match and before filters, which change no score.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal

from indexer.analysis.tokens import is_unspaced, runs
from indexer.expansion import MAX_TOKENS, MAX_WORDS, Slot
from indexer.matching.holdings import Found, Holdings, PhraseTerms, Posts
from indexer.query import AnyOf, Clause, Node, Phrase, Presence, Value, Words
from indexer.ranking.sought import Sought, idf

K3 = 3.0
"""How little a word gains by being typed again: ``count * (k3 + 1) / (count + k3)``, as in BM25."""
NARROWING_WORDS = 2
"""So many words are all demanded, if any post holds them all."""
ENOUGH = 10
"""Of more words one or another may be missing when fewer posts hold them all: readers often remember one wrongly."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Posts, Found]):
    """One node of the query, evaluated: what it matches and, if it scores, by what; *alternatives* it is made of."""

    posts: Posts
    presence: Presence
    slot: Slot | None = None
    sought: Sought[Found] | None = None
    phrases: tuple[PhraseTerms, ...] = ()
    alternatives: "tuple[Part[Posts, Found], ...]" = ()

    def key(self, *, is_long: bool) -> tuple[object, str | None] | None:
        """What makes it the same as another part: what was typed, or in a long query the stems of it."""
        if not self.slot:
            return None
        is_stemmed = is_long and self.slot.variants and not self.slot.alternatives
        return tuple(self.slot.variants) if is_stemmed else self.slot.text.lower(), self.slot.field

    def repeated(self, count: int) -> "Part[Posts, Found]":
        """The part as it weighs when it was typed *count* times."""
        if not self.sought or count == 1:
            return self
        return replace(self, sought=self.sought._replace(weight=self.sought.weight * count * (K3 + 1) / (count + K3)))

    @property
    def is_dispensable(self) -> bool:
        """Whether it says too little to be demanded beside other words."""
        return self.slot is not None and self.slot.is_stop_word and self.presence is Presence.OPTIONAL


@dataclass(frozen=True, slots=True)
class Matches(Generic[Posts, Found]):
    """What a query's clauses match, before filters.

    Attributes:
        posts: The posts that match.
        sought: What is to be scored.
        slots: The words of the query, in the order of *sought*.
        phrases: Slot numbers with the phrases that stand for them.
        matching: Whether all of the posts hold all words or, as few do, any.
        clauses: Each clause, as it was searched, with its parts.
        is_long: Whether so much was typed that nothing is completed or corrected.
        passes_over: Whether words that say too little are not searched.
    """

    posts: Posts
    sought: tuple[Sought[Found], ...] = ()
    slots: tuple[Slot, ...] = ()
    phrases: tuple[tuple[int, PhraseTerms], ...] = ()
    matching: Literal["all", "any"] = "all"
    clauses: tuple[tuple[Clause, tuple[Part[Posts, Found], ...]], ...] = ()
    is_long: bool = False
    passes_over: bool = False


def evaluate(holdings: Holdings[Posts, Found], clauses: Sequence[Clause]) -> Matches[Posts, Found]:
    """What *clauses* match in *holdings*; every post if there are none."""
    if not clauses:
        return Matches(holdings.everything)
    is_long = _words(holdings, clauses) > MAX_WORDS
    asked = [_unquoted(clause) for clause in clauses] if is_long else clauses
    evaluated = tuple((clause, tuple(_parts(holdings, clause, is_long=is_long))) for clause in asked)
    parts = [part for _, some in evaluated for part in some]
    if not parts:  # only signs that are no words were typed
        return Matches(holdings.nothing, clauses=evaluated)
    wanted = [part for part in parts if part.sought and part.presence is not Presence.PROHIBITED]
    scoring = _repeated_once(wanted, is_long=is_long)
    telling = [part for part in scoring if not part.is_dispensable]
    scoring = telling or scoring
    posts, matching = _combine(holdings, parts, scoring)
    return Matches(
        posts,
        tuple(part.sought for part in scoring if part.sought),
        tuple(part.slot for part in scoring if part.slot),
        tuple((number, phrase) for number, part in enumerate(scoring) for phrase in part.phrases),
        matching if scoring else "all",
        evaluated,
        is_long,
        passes_over=bool(telling),
    )


def _combine(
    holdings: Holdings[Posts, Found], parts: Iterable[Part[Posts, Found]], scoring: Sequence[Part[Posts, Found]]
) -> tuple[Posts, Literal["all", "any"]]:
    """Posts that hold everything asked for; if few do, also those that hold some of what may be missing."""
    base = holdings.everything
    for part in parts:
        if part.presence is Presence.PROHIBITED:
            base = holdings.without(base, part.posts)
        elif part.presence is Presence.REQUIRED:
            base = holdings.all_of([base, part.posts])
    optional = [part.posts for part in scoring if part.presence is Presence.OPTIONAL]
    everything = holdings.all_of([base, *optional])
    holding_all = holdings.size(everything) if optional else 0
    if holding_all >= (1 if len(optional) <= NARROWING_WORDS else ENOUGH) or not optional:
        return everything, "all"
    # what was demanded scores already
    some = base if len(optional) < len(scoring) else holdings.all_of([base, holdings.any_of(optional)])
    return some, "any" if holdings.size(some) > holding_all else "all"


def _words(holdings: Holdings[Posts, Found], clauses: Iterable[Clause]) -> int:
    """How many words were typed that say something."""
    texts = [clause.node.text for clause in clauses if isinstance(clause.node, Words)]
    if len(texts) <= MAX_WORDS and all(text.isascii() and text.isalnum() for text in texts):
        return len(texts)  # at most, and that is all that is asked
    expander = holdings.expander
    tokens = expander.analyzer.query_words(" ".join(texts))
    return sum(token.exact not in expander.stop_words for token in tokens)


def _unquoted(clause: Clause) -> Clause:
    """In so long a text, quotation marks are no demand: they name a book or stress a word."""
    if isinstance(clause.node, Phrase) and clause.presence is Presence.REQUIRED and clause.node.field is None:
        return Clause(Words(clause.node.text))
    return clause


def _repeated_once(parts: Sequence[Part[Posts, Found]], *, is_long: bool) -> list[Part[Posts, Found]]:
    """Each different slot once, its weight raised by its repetitions."""
    keys = [part.key(is_long=is_long) for part in parts]
    counts = Counter(keys)
    once = dict(zip(keys, parts, strict=True))  # the last one, as it may be completed
    return [part.repeated(counts[key]) for key, part in once.items()]


def _parts(holdings: Holdings[Posts, Found], clause: Clause, *, is_long: bool) -> list[Part[Posts, Found]]:
    """The parts of *clause*: one per token of a word, one for any other node, none for what holds no word."""
    is_excluded = clause.presence is Presence.PROHIBITED  # what must be missing is taken as it was typed
    parts = _Evaluator(holdings, is_literal=is_long or is_excluded).node(clause.node)
    return [replace(part, presence=clause.presence) for part in parts]


@dataclass(frozen=True, slots=True)
class _Evaluator(Generic[Posts, Found]):
    holdings: Holdings[Posts, Found]
    is_literal: bool

    def node(self, node: Node) -> list[Part[Posts, Found]]:
        """What *node* matches, part by part."""
        match node:
            case Words():
                return self._words(node)
            case Phrase():
                return self._phrase(node)
            case Value():
                return [Part(self.holdings.carrying(node.field, node.value), Presence.REQUIRED)]
            case AnyOf():
                return self._any_of(node)

    def _words(self, words: Words) -> list[Part[Posts, Found]]:
        """One part per token; a run of an unspaced script is one phrase, if any post holds it so."""
        texts = [text for text in runs(words.text) if any(map(str.isalnum, text))][:MAX_TOKENS]
        parts: list[Part[Posts, Found]] = []
        for i, text in enumerate(texts):
            run = replace(words, text=text, prefix=words.prefix and i == len(texts) - 1)
            phrase = self._phrase(Phrase(text, words.field)) if is_unspaced(text) and len(text) > 2 else []
            if phrase and self.holdings.size(phrase[0].posts):
                parts += phrase
            else:
                slots = self.holdings.expander.slots(run, is_literal=self.is_literal)
                parts += [self._slot(slot) for slot in slots]
        return parts

    def _slot(self, slot: Slot) -> Part[Posts, Found]:
        if slot.phrase:
            return self._in_a_row(slot, tuple((word, place) for place, word in enumerate(slot.phrase)))
        variants = self.holdings.terms("stem", tuple(slot.variants), slot.field)
        exact = self.holdings.terms("word", (slot.exact,), slot.field)
        posts = self.holdings.holding(variants)
        several = len(slot.variants) > 1
        holding = self.holdings.occurrences(variants) if several else self.holdings.size(posts)
        sought = Sought(variants, tuple(slot.variants.values()), exact, self._idf(holding))
        return Part(posts, Presence.OPTIONAL, slot, sought)

    def _phrase(self, phrase: Phrase) -> list[Part[Posts, Found]]:
        words = self.holdings.expander.analyzer.query_words(phrase.text)
        if not words:
            return []
        terms = tuple((word.exact, word.position - words[0].position) for word in words)
        slot = Slot(f'"{phrase.text}"', " ".join(term for term, _ in terms), {}, phrase.field)
        return [self._in_a_row(slot, terms)]

    def _in_a_row(self, slot: Slot, terms: PhraseTerms) -> Part[Posts, Found]:
        found = self.holdings.phrase(terms, slot.field)
        posts = self.holdings.holding(found)
        sought = Sought(found, (1.0,), found, self._idf(self.holdings.size(posts)))
        return Part(posts, Presence.REQUIRED, slot, sought, (terms,))

    def _any_of(self, node: AnyOf) -> list[Part[Posts, Found]]:
        """Alternatives: what matches any, with the best score of any."""
        alternatives = [parts for child in node.nodes if (parts := self.node(child))]
        if not alternatives:
            return []
        posts = self.holdings.any_of([self.holdings.all_of([part.posts for part in parts]) for parts in alternatives])
        scoring = [part for parts in alternatives for part in parts if part.sought and part.slot]
        if not scoring:
            return [Part(posts, Presence.REQUIRED)]
        slots = tuple(part.slot for part in scoring if part.slot)
        variants = {stem: worth for slot in reversed(slots) for stem, worth in slot.variants.items()}
        text, exact = " OR ".join(slot.text for slot in slots), " or ".join(slot.exact for slot in slots)
        merged = Slot(text, exact, variants, alternatives=slots)
        sought = tuple(part.sought for part in scoring if part.sought)
        joined = sought[0]._replace(weight=max(one.weight for one in sought), alternatives=sought)
        phrases = tuple(phrase for part in scoring for phrase in part.phrases)
        return [Part(posts, Presence.OPTIONAL, merged, joined, phrases, tuple(scoring))]

    def _idf(self, holding: int) -> float:
        return idf(self.holdings.count, min(self.holdings.count, holding))
