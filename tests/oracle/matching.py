"""Which documents a query's clauses match, and how well, by looking at each document in turn."""

import math
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import groupby

from indexer.analysis.tokens import is_unspaced
from indexer.query import AnyOf, Clause, Node, Phrase, Presence, Value, Words
from indexer.schema import TEXT_FIELD_NAMES
from indexer.understanding import Understanding, UnderstoodClause, UnderstoodWord
from tests.oracle.corpus import Corpus, Entry
from tests.oracle.expansion import Slot, slots

PhraseTerms = tuple[tuple[str, int], ...]


@dataclass
class Part:
    """One node of the query: the ids that it matches and, by id, how well."""

    ids: set[str]
    presence: Presence = Presence.REQUIRED
    slot: Slot | None = None
    idf: float = 0.0
    best: dict[str, float] = field(default_factory=dict)
    exact: dict[str, float] = field(default_factory=dict)
    worth: dict[str, float] = field(default_factory=dict)
    title: dict[str, float] = field(default_factory=dict)
    phrases: list[PhraseTerms] = field(default_factory=list)
    fields: dict[str, set[str]] = field(default_factory=dict)
    alternatives: list["Part"] = field(default_factory=list)


@dataclass
class Matches:
    """The ids that match, the parts that score, and whether all words were found together."""

    ids: set[str]
    scoring: list[Part] = field(default_factory=list)
    matching: str = "all"
    understanding: Understanding = field(default_factory=Understanding)


def match(corpus: Corpus, clauses: tuple[Clause, ...]) -> Matches:
    """What *clauses* match; everything if there are none."""
    everything = {entry.document.id for entry in corpus.entries}
    if not clauses:
        return Matches(everything)
    evaluated, is_long = _parts(corpus, clauses)
    parts = [part for _, some in evaluated for part in some]
    scoring = _scoring(parts, is_long=is_long)
    ids, matching = _combined(everything, parts, scoring) if parts else (set(), "all")
    return Matches(ids, scoring, matching, _understanding(evaluated, scoring, is_long=is_long))


def _understanding(evaluated: list[tuple[Clause, list[Part]]], scoring: list[Part], *, is_long: bool) -> Understanding:
    says_more = any(not _says_little(part) for part in scoring)
    clauses = []
    for clause, parts in evaluated:
        words = [
            UnderstoodWord(
                text=one.slot.text,
                stems=tuple(one.slot.variants),
                completions=() if one.slot.correction else one.slot.words,
                corrections=one.slot.words if one.slot.correction else (),
                offer=one.slot.offer,
                is_passed_over=says_more and _says_little(part),
                posts=len(one.ids),
            )
            for part in parts
            for one in part.alternatives or [part]
            if one.slot
        ]
        held = set.intersection(*(part.ids for part in parts)) if parts else set()
        clauses.append(UnderstoodClause(clause, tuple(words), len(held)))
    return Understanding(tuple(clauses), is_long)


def _says_little(part: Part) -> bool:
    return part.presence is Presence.OPTIONAL and part.slot is not None and part.slot.is_stop_word


def _parts(corpus: Corpus, clauses: tuple[Clause, ...]) -> tuple[list[tuple[Clause, list[Part]]], bool]:
    """The clauses with their parts, and whether the query is a long one."""
    typed = " ".join(clause.node.text for clause in clauses if isinstance(clause.node, Words))
    telling = [slot for slot in slots(corpus, Words(typed), is_literal=True) if not slot.is_stop_word]
    is_long = len(telling) > 8
    evaluated = []
    for clause in map(_unquoted, clauses) if is_long else clauses:
        found = _node(corpus, clause.node, is_literal=is_long or clause.presence is Presence.PROHIBITED)
        evaluated.append((clause, [replace(part, presence=clause.presence) for part in found]))
    return evaluated, is_long


def _unquoted(clause: Clause) -> Clause:
    """A long query demands no phrases."""
    match clause:
        case Clause(Phrase(text, None), Presence.REQUIRED):
            return Clause(Words(text))
    return clause


def _key(slot: Slot, *, is_long: bool) -> tuple[object, str | None]:
    if is_long and slot.variants and not slot.alternatives:
        return tuple(slot.variants), slot.field
    return slot.text.lower(), slot.field


def _scoring(parts: list[Part], *, is_long: bool) -> list[Part]:
    """Each word once, without stop words if there are others."""
    wanted = [part for part in parts if part.slot and part.presence is not Presence.PROHIBITED]
    keys = [_key(part.slot, is_long=is_long) for part in wanted if part.slot]
    typed = Counter(keys)
    once = {
        key: replace(part, idf=part.idf * typed[key] * 4 / (typed[key] + 3))
        for key, part in zip(keys, wanted, strict=True)
    }
    return [part for part in once.values() if not _says_little(part)] or list(once.values())


def _combined(everything: set[str], parts: list[Part], scoring: list[Part]) -> tuple[set[str], str]:
    ids = set(everything)
    for part in parts:
        if part.presence is Presence.PROHIBITED:
            ids -= part.ids
        elif part.presence is Presence.REQUIRED:
            ids &= part.ids
    optional = [part for part in scoring if part.presence is Presence.OPTIONAL]
    whole = ids.intersection(*(part.ids for part in optional))
    if len(whole) >= (1 if len(optional) <= 2 else 10) or not optional:
        return whole, "all"
    if not any(part.presence is Presence.REQUIRED for part in scoring):
        ids &= set().union(*(part.ids for part in optional))
    return ids, "any" if ids != whole else "all"


def _node(corpus: Corpus, node: Node, *, is_literal: bool) -> list[Part]:
    match node:
        case Words():
            return _words(corpus, node, is_literal=is_literal)
        case Phrase():
            return _phrase(corpus, node)
        case Value(name, value):
            return [Part({entry.document.id for entry in corpus.entries if corpus.carries(entry, name, value)})]
        case AnyOf(nodes):
            return _any_of([parts for child in nodes if (parts := _node(corpus, child, is_literal=is_literal))])


def _words(corpus: Corpus, words: Words, *, is_literal: bool) -> list[Part]:
    """One part per token, but a run of a script without spaces is a phrase where there is one."""
    runs = ("".join(run) for _, run in groupby(words.text, is_unspaced))
    texts = [run for run in runs if any(char.isalnum() for char in run)][:64]
    parts = []
    for text in texts:
        phrase = _phrase(corpus, Phrase(text, words.field)) if is_unspaced(text) and len(text) > 2 else []
        run = replace(words, text=text, prefix=words.prefix and text is texts[-1])
        slotted = [_word(corpus, slot) for slot in slots(corpus, run, is_literal=is_literal)]
        parts += phrase if phrase and phrase[0].ids else slotted
    return parts


def _word(corpus: Corpus, slot: Slot) -> Part:
    if slot.phrase:
        return _in_a_row(corpus, slot, tuple((word, place) for place, word in enumerate(slot.phrase)))
    part = Part(set(), slot=slot)
    holding = 0
    for entry in corpus.entries:
        post = entry.document.id
        for stem, worth in slot.variants.items():
            saturated = corpus.saturated(entry, stem, slot.field, exact=False)
            if saturated:
                holding += 1
                part.fields.setdefault(post, set()).update(
                    name for name in _searched(slot) if entry.positions(name, stem, exact=False)
                )
                part.ids.add(post)
                part.best[post] = max(part.best.get(post, 0.0), worth * saturated)
                part.worth[post] = max(part.worth.get(post, 0.0), worth)
            if slot.field in (None, "title") and entry.positions("title", stem, exact=False):
                part.title[post] = max(part.title.get(post, 0.0), worth)
        part.exact[post] = corpus.saturated(entry, slot.exact, slot.field, exact=True)
    part.idf = _idf(corpus, holding)
    return part


def _searched(slot: Slot) -> tuple[str, ...]:
    """The fields in which *slot* is searched."""
    return TEXT_FIELD_NAMES if slot.field is None else (slot.field,)


def _phrase(corpus: Corpus, phrase: Phrase) -> list[Part]:
    words = corpus.analyzer.query_words(phrase.text)
    if not words:
        return []
    terms = tuple((word.exact, word.position - words[0].position) for word in words)
    return [_in_a_row(corpus, Slot(f'"{phrase.text}"', "", {}, phrase.field), terms)]


def _in_a_row(corpus: Corpus, slot: Slot, terms: PhraseTerms) -> Part:
    part = Part(set(), slot=slot, phrases=[terms])
    for entry in corpus.entries:
        counts = {name: _occurrences(entry, name, terms) for name in TEXT_FIELD_NAMES}
        saturated = corpus.saturation(entry, counts, slot.field)
        if saturated:
            post = entry.document.id
            part.ids.add(post)
            part.best[post] = part.exact[post] = saturated
            part.worth[post] = 1.0
            part.title[post] = 1.0 if counts["title"] else 0.0
            part.fields[post] = {name for name in _searched(slot) if counts[name]}
    part.idf = _idf(corpus, len(part.ids))
    return part


def _occurrences(entry: Entry, name: str, terms: PhraseTerms) -> int:
    """How often *terms* stand in a row in the field *name*, each at its distance from the first."""
    return sum(
        all(start + offset in entry.positions(name, term, exact=True) for term, offset in terms)
        for start in entry.positions(name, terms[0][0], exact=True)
    )


def _any_of(alternatives: list[list[Part]]) -> list[Part]:
    if not alternatives:
        return []
    ids = set().union(*(set.intersection(*(part.ids for part in parts)) for parts in alternatives))
    scoring = [(part, part.slot) for parts in alternatives for part in parts if part.slot]
    if not scoring:
        return [Part(ids)]
    variants = {stem: worth for _, slot in reversed(scoring) for stem, worth in slot.variants.items()}
    exact = " or ".join(slot.exact for _, slot in scoring)
    slot = Slot(" OR ".join(slot.text for _, slot in scoring), exact, variants)
    slot.alternatives = tuple(one for _, one in scoring)
    merged = Part(ids, slot=slot)
    merged.idf = max(part.idf for part, _ in scoring)
    merged.phrases = [terms for part, _ in scoring for terms in part.phrases]
    merged.alternatives = [part for part, _ in scoring]
    for part, _ in scoring:
        for post, names in part.fields.items():
            merged.fields[post] = merged.fields.get(post, set()) | names
        share = part.idf / merged.idf if merged.idf else 0.0
        for into, values, factor in (
            (merged.best, part.best, share),
            (merged.exact, part.exact, share),
            (merged.worth, part.worth, 1.0),
            (merged.title, part.title, 1.0),
        ):
            for post, value in values.items():
                into[post] = max(into.get(post, 0.0), factor * value)
    return [merged]


def _idf(corpus: Corpus, holding: int) -> float:
    documents = len(corpus.entries)
    held = min(holding, documents)
    return math.log(1 + (documents - held + 0.5) / (held + 0.5)) if held else 0.0
