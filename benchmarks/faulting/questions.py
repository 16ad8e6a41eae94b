"""Questions of every kind that an engine answers, each with who answered it: which generation, while these change."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from indexer import FACETS, Engine, Filter, Query, Sort, parse

TEXTS = (
    "feed",
    "the search",
    "permalinks promise",
    "archiv",
    "serach enigne",
    '"full text"',
    "typography -japanese",
    "tag:writing",
    "title:series OR title:blog",
    "tipografía idiomas",
    "a letter to the reader of an old blog about links that rot and how to mend them",
    "C++ k8s 404",
    "nothingsoever",
)
"""Words, the beginnings of words, mistakes, phrases, exclusions, fields, other languages, a long question."""


class Answer(NamedTuple):
    """What *question* was answered, as text, and by which *generation* (by one of two names, where it cannot say)."""

    question: str
    generation: str
    text: str


class Question(NamedTuple):
    """A *name* and how to ask an engine, which raises what the engine raises."""

    name: str
    ask: Callable[[Engine], Answer]


def questions(ids: Sequence[str]) -> Iterator[Question]:
    """All questions; those about single posts ask for *ids*."""
    yield from (Question(name, _searching(name, query)) for name, query in _queries().items())
    yield from (Question(name, _asking(name, ask)) for name, ask in _other_questions(ids).items())


def answered(engine: Engine, ids: Sequence[str]) -> Iterator[Answer]:
    """What *engine* answers to all questions. Raises what it raises."""
    return (question.ask(engine) for question in questions(ids))


def known_answers(engine: Engine, ids: Sequence[str]) -> Mapping[tuple[str, str], str]:
    """The answers of an engine whose index rests: (generation, question) to text."""
    return {(answer.generation.split()[-1], answer.question): answer.text for answer in answered(engine, ids)}


def is_right(answer: Answer, known: Mapping[tuple[str, str], str]) -> bool:
    """Whether *answer* is that of a generation that may have given it."""
    return any(known.get((generation, answer.question)) == answer.text for generation in answer.generation.split())


def contents(engine: Engine) -> dict[str, str]:
    """All that can be asked, without the name of the generation: equal for indexes that hold the same posts."""
    ids = sorted(engine.fingerprints())
    return {answer.question: answer.text for answer in answered(engine, ids)}


def _searching(name: str, query: Query) -> Callable[[Engine], Answer]:
    def ask(engine: Engine) -> Answer:
        found = engine.search(query)
        return Answer(name, found.generation, repr(replace(found, generation="")))

    return ask


def _asking(name: str, question: Callable[[Engine], Any]) -> Callable[[Engine], Answer]:
    def ask(engine: Engine) -> Answer:
        before = engine.generation
        text = repr(question(engine))
        return Answer(name, f"{before} {engine.generation}", text)  # it may have gone on to another meanwhile

    return ask


def _queries() -> dict[str, Query]:
    asked = {f"search {text}": Query(text, parse(text), facets=FACETS, explain=True) for text in TEXTS}
    everything = Query(limit=1000, facets=FACETS)
    orders = {f"all by {order.value}": replace(everything, sort=order) for order in Sort}
    narrowed = replace(everything, filters=(Filter("tags", ("Writing", "feeds")), Filter("year", ("2025", "2024"))))
    return asked | orders | {"narrowed": narrowed, "a later page": replace(everything, offset=20, limit=5)}


def _other_questions(ids: Sequence[str]) -> dict[str, Callable[[Engine], Any]]:
    return {
        "fingerprints": lambda engine: sorted(engine.fingerprints().items()),
        "posts": lambda engine: [engine.get(post_id) for post_id in ids],
        "neighbours": lambda engine: [engine.neighbours(post_id) for post_id in ids],
        "shared words": lambda engine: [engine.shared_words(post_id, ids[:3], 5) for post_id in ids[:3]],
        "vectors": _vectors,
        "words": lambda engine: [engine.complete(letter, 50) for letter in "abcdefghijklmnoprstuvwyé"],
        "aliases": lambda engine: sorted(engine.aliases.table.items()),
        **{f"spellings of {field}": _spellings(field) for field in ("tags", "authors", "categories")},
    }


def _spellings(field: str) -> Callable[[Engine], Any]:
    return lambda engine: sorted(engine.spellings(field).items())


def _vectors(engine: Engine) -> list[tuple[str, list[int]]]:
    """Each post with its entries, in order of the ids, as the order of the rows is left open."""
    vectors = engine.vectors()
    rows = zip(vectors.ids, vectors.firsts[:-1].tolist(), vectors.firsts[1:].tolist(), strict=True)
    return sorted((post_id, vectors.entries[first:last].tolist()) for post_id, first, last in rows)
