"""Evaluation: a query's clauses become the set of posts that match and their scores, over whole arrays."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Literal

import numpy as np

from indexer.analysis.tokens import is_unspaced, runs
from indexer.engines.whoosh.cards import Mask
from indexer.engines.whoosh.scoring import Ranking, SlotScores, idf, rank, saturate
from indexer.engines.whoosh.snapshot import Snapshot
from indexer.expansion import MAX_TOKENS, MAX_WORDS, Slot
from indexer.query import AnyOf, Clause, Node, Phrase, Presence, Value, Words
from indexer.schema import TEXT_FIELDS

K3 = 3.0
"""How little a word gains by being typed again: ``count * (k3 + 1) / (count + k3)``, as in BM25."""


PhraseTerms = tuple[tuple[str, int], ...]
"""The unstemmed terms of a phrase, each with its place after the first."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query's clauses match, before filters.

    Attributes:
        mask: The posts that match.
        ranking: Their scores; None if nothing was asked that scores.
        slots: The words of the query, in the order of the ranking's slots.
        phrases: Slot numbers with the phrases that stand for them.
        matching: Whether the posts hold all words or, as none does, any.
    """

    mask: Mask
    ranking: Ranking | None = None
    slots: tuple[Slot, ...] = ()
    phrases: tuple[tuple[int, PhraseTerms], ...] = ()
    matching: Literal["all", "any"] = "all"


@dataclass(frozen=True, slots=True)
class Part:
    """One node of the query, evaluated: what it matches and, if it scores, how."""

    mask: Mask
    presence: Presence
    slot: Slot | None = None
    scores: SlotScores | None = None
    phrases: tuple[PhraseTerms, ...] = ()

    @property
    def key(self) -> tuple[str, str | None] | None:
        """What makes it the same as another part."""
        return (self.slot.text.lower(), self.slot.field) if self.slot else None

    def repeated(self, count: int) -> "Part":
        """The part as it weighs when it was typed *count* times."""
        if not self.scores or count == 1:
            return self
        return replace(self, scores=replace(self.scores, idf=self.scores.idf * count * (K3 + 1) / (count + K3)))

    @property
    def is_dispensable(self) -> bool:
        """Whether it says too little to be demanded beside other words."""
        return self.slot is not None and self.slot.is_stop_word and self.presence is Presence.OPTIONAL


def evaluate(snapshot: Snapshot, clauses: Sequence[Clause]) -> Matches:
    """What *clauses* match in *snapshot*; every live post if there are none."""
    if not clauses:
        return Matches(snapshot.live)
    is_long = _words(snapshot, clauses) > MAX_WORDS
    parts = [part for clause in clauses for part in _parts(snapshot, clause, is_long=is_long)]
    if not parts:  # only signs that are no words were typed
        return Matches(np.zeros(snapshot.size, dtype=bool))
    scoring = _repeated_once([part for part in parts if part.scores and part.presence is not Presence.PROHIBITED])
    scoring = [part for part in scoring if not part.is_dispensable] or scoring
    mask, matching = _combine(snapshot.live, parts, scoring)
    if not scoring:
        return Matches(mask)
    return Matches(
        mask,
        rank([part.scores for part in scoring if part.scores], snapshot.cards.title_words),
        tuple(part.slot for part in scoring if part.slot),
        tuple((number, phrase) for number, part in enumerate(scoring) for phrase in part.phrases),
        matching,
    )


def _combine(live: Mask, parts: Iterable[Part], scoring: Sequence[Part]) -> tuple[Mask, Literal["all", "any"]]:
    """Posts that hold everything asked for; if there is none, those that hold some of what may be missing."""
    base = live.copy()
    for part in parts:
        if part.presence is Presence.PROHIBITED:
            base &= ~part.mask
        elif part.presence is Presence.REQUIRED:
            base &= part.mask
    optional = [part.mask for part in scoring if part.presence is Presence.OPTIONAL]
    everything = reduce(np.logical_and, optional, base)
    if everything.any() or not optional:
        return everything, "all"
    if len(optional) < len(scoring):  # what was demanded scores already
        return base, "any"
    return base & reduce(np.logical_or, optional), "any" if len(optional) > 1 else "all"


def _words(snapshot: Snapshot, clauses: Iterable[Clause]) -> int:
    """How many words were typed that say something."""
    texts = [clause.node.text for clause in clauses if isinstance(clause.node, Words)]
    expander = snapshot.expander
    tokens = expander.analyzer.query_words(" ".join(texts), ())
    return sum(token.exact not in expander.stop_words for token in tokens)


def _repeated_once(parts: Sequence[Part]) -> list[Part]:
    """Each different slot once, its weight raised by its repetitions."""
    counts = Counter(part.key for part in parts)
    once = {part.key: part for part in parts}  # the last one, as it may be completed
    return [part.repeated(counts[key]) for key, part in once.items()]


def _parts(snapshot: Snapshot, clause: Clause, *, is_long: bool) -> list[Part]:
    """The parts of *clause*: one per token of a word, one for any other node, none for what holds no word."""
    is_excluded = clause.presence is Presence.PROHIBITED  # what must be missing is taken as it was typed
    parts = _Evaluator(snapshot, is_literal=is_long or is_excluded).node(clause.node)
    return [replace(part, presence=clause.presence) for part in parts]


@dataclass(frozen=True, slots=True)
class _Evaluator:
    snapshot: Snapshot
    is_literal: bool

    def node(self, node: Node) -> list[Part]:
        """What *node* matches, part by part."""
        match node:
            case Words():
                return self._words(node)
            case Phrase():
                return self._phrase(node)
            case Value():
                mask = self.snapshot.cards.facets[node.field].carrying([node.value], self.snapshot.size)
                return [Part(mask, Presence.REQUIRED)]
            case AnyOf():
                return self._any_of(node)

    def _words(self, words: Words) -> list[Part]:
        """One part per token; a run of an unspaced script is one phrase, if any post holds it so."""
        texts = [text for text in runs(words.text) if any(map(str.isalnum, text))][:MAX_TOKENS]
        parts: list[Part] = []
        for i, text in enumerate(texts):
            run = replace(words, text=text, prefix=words.prefix and i == len(texts) - 1)
            phrase = self._phrase(Phrase(text, words.field)) if is_unspaced(text) and len(text) > 2 else []
            if phrase and phrase[0].mask.any():
                parts += phrase
            else:
                slots = self.snapshot.expander.slots(run, is_literal=self.is_literal)
                parts += [self._slot(slot) for slot in slots]
        return parts

    def _slot(self, slot: Slot) -> Part:
        size = self.snapshot.size
        best, worth, title, exact = np.zeros(size), np.zeros(size), np.zeros(size), np.zeros(size)
        holding = 0
        for stem, value in slot.variants.items():
            documents, saturated = self.snapshot.saturated(stem, slot.field, False)
            holding += len(documents)
            best[documents] = np.maximum(best[documents], value * saturated)
            worth[documents] = np.maximum(worth[documents], value)
            in_title = self.snapshot.holding(stem, "title", exact=False)
            title[in_title] = np.maximum(title[in_title], value)
        documents, saturated = self.snapshot.saturated(slot.exact, slot.field, True)
        exact[documents] = saturated
        live = int(self.snapshot.live.sum())
        scores = SlotScores(idf(live, min(live, holding)), best, exact, worth, title)
        return Part(worth > 0, Presence.OPTIONAL, slot, scores)

    def _phrase(self, phrase: Phrase) -> list[Part]:
        words = self.snapshot.expander.analyzer.query_words(phrase.text, ())
        if not words:
            return []
        terms = tuple((word.exact, word.position - words[0].position) for word in words)
        weighted = np.zeros(self.snapshot.size)
        title = np.zeros(self.snapshot.size)
        for column, text_field in enumerate(TEXT_FIELDS):
            if phrase.field in (None, text_field.name):
                for number, count in self._occurrences(text_field.name, terms).items():
                    weighted[number] += text_field.weight * count / self.snapshot.normalisation[number, column]
                    title[number] = max(title[number], float(text_field.name == "title"))
        best = saturate(weighted)
        mask = weighted > 0
        live = int(self.snapshot.live.sum())
        scores = SlotScores(idf(live, int(mask.sum())), best, best, mask.astype(float), title)
        slot = Slot(f'"{phrase.text}"', " ".join(term for term, _ in terms), {}, phrase.field)
        return [Part(mask, Presence.REQUIRED, slot, scores, (terms,))]

    def _occurrences(self, field: str, terms: Sequence[tuple[str, int]]) -> dict[int, int]:
        """How often *terms* stand in a row in *field*, by document number."""
        if any(not len(self.snapshot.holding(term, field, exact=True)) for term, _ in terms):
            return {}
        lists = [(self.snapshot.positions(term, field), offset) for term, offset in terms]
        found = {}
        for number in reduce(lambda numbers, entry: numbers & entry[0].keys(), lists, set(lists[0][0])):
            starts = [{position - offset for position in places[number]} for places, offset in lists]
            if count := len(set.intersection(*starts)):
                found[number] = count
        return found

    def _any_of(self, node: AnyOf) -> list[Part]:
        """Alternatives: what matches any, with the best score of any."""
        alternatives = [parts for child in node.nodes if (parts := self.node(child))]
        if not alternatives:
            return []
        masks = [reduce(np.logical_and, [part.mask for part in parts]) for parts in alternatives]
        mask = reduce(np.logical_or, masks)
        scoring = [part for parts in alternatives for part in parts if part.scores and part.slot]
        if not scoring:
            return [Part(mask, Presence.REQUIRED)]
        slots = tuple(part.slot for part in scoring if part.slot)
        variants = {stem: worth for slot in reversed(slots) for stem, worth in slot.variants.items()}
        text, exact = " OR ".join(slot.text for slot in slots), " or ".join(slot.exact for slot in slots)
        merged = Slot(text, exact, variants, alternatives=slots)
        scores = _best_of([part.scores for part in scoring if part.scores])
        phrases = tuple(phrase for part in scoring for phrase in part.phrases)
        return [Part(mask, Presence.OPTIONAL, merged, scores, phrases)]


def _best_of(alternatives: Sequence[SlotScores]) -> SlotScores:
    """For each document the best of *alternatives*, each weighed by its own idf."""
    weight = max(scores.idf for scores in alternatives)
    share = [scores.idf / weight if weight else 0.0 for scores in alternatives]

    def best(name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        arrays = [factor * getattr(scores, name) for factor, scores in zip(share, alternatives, strict=True)]
        return reduce(np.maximum, arrays)

    worth = reduce(np.maximum, [scores.worth for scores in alternatives])
    title = reduce(np.maximum, [scores.title for scores in alternatives])
    return SlotScores(weight, best("best"), best("exact"), worth, title)
