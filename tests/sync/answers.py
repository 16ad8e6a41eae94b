"""All that an engine answers, to be compared with the answers of another."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from indexer import FACETS, Engine, Filter, Query, Sort, parse
from indexer.schema import VALUE_FIELDS

TEXTS = (
    *("house", "houses garden", "garde", "hoouse", "gardenhouse", "der garten", "tulip -roses", "title:house"),
    *('"the tulip"', '"old house" OR roses', "tag:python", "tag:js house", "-tag:python", "what is a garden", "zzz"),
)
NARROWED: tuple[Mapping[str, Any], ...] = (
    {"filters": (Filter("tags", ("python", "JS")),)},
    {"filters": (Filter("lang", ("de",)), Filter("year", ("2024",)))},
    {"since": date(2024, 5, 31), "until": date(2024, 6, 1)},
    *({"sort": sort} for sort in Sort),
    {"offset": 1, "limit": 2},
)
BEGINNINGS = ("", "g", "ho", "t", "py")


def answers(engine: Engine) -> dict[str, object]:
    """What *engine* answers to many questions, but for the name of the generation that answers."""
    fingerprints = dict(engine.fingerprints())
    ids = sorted(fingerprints)
    return {
        "fingerprints": fingerprints,
        "aliases": engine.aliases,
        **{f"search {query}": replace(engine.search(query), generation="") for query in _queries()},
        **{f"get {each}": engine.get(each) for each in (*ids, "nobody")},
        **{f"neighbours {each}": engine.neighbours(each) for each in (*ids, "nobody")},
        **{f"shared words {each}": engine.shared_words(each, ids, 5) for each in ids},
        **{f"spellings {field}": dict(engine.spellings(field)) for field in VALUE_FIELDS},
        **{f"complete {beginning}": engine.complete(beginning, 9) for beginning in BEGINNINGS},
        "vectors": _vectors(engine),
    }


def _queries() -> list[Query]:
    """Words, phrases, beginnings, mistakes, filters, periods, orders, and none of them."""
    return [
        *(_asked(text) for text in ("", *TEXTS)),
        *(_asked(text, **options) for text in ("", "house garden") for options in NARROWED),
    ]


def _asked(text: str, **options: Any) -> Query:
    return Query(text, parse(text), facets=FACETS, explain=True, **options)


def _vectors(engine: Engine) -> dict[str, object]:
    """The posts as vectors, by id, with their days and tags."""
    vectors = engine.vectors()
    tags: dict[int, list[str]] = {}
    for post, tag in zip(vectors.tagging.posts.tolist(), vectors.tagging.tags.tolist(), strict=True):
        tags.setdefault(post, []).append(vectors.tagging.names[tag])
    return {
        each: (vectors.row(row).tolist(), int(vectors.days[row]), sorted(tags.get(row, ())))
        for row, each in enumerate(vectors.ids)
    }
