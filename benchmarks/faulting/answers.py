"""What an index must answer: all of it, so that nothing lost or half-old goes unnoticed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from indexer import Engine, IndexMissing, Query, Results, open_engine, parse

QUERIES = ("", "river stone", "moss -lantern", "tag:cooking", '"willow"', "harv", "orchad", "wooden like winters")
FACETS = ("tags", "year", "lang")

Answers = Mapping[str, object]
"""By what was asked, with nothing in it that tells one generation from another with the same posts."""

NO_INDEX: Answers = {"there is": "no index"}


def answers(folder: Path) -> Answers:
    """What the index in *folder* answers; `NO_INDEX` if there is none."""
    engine = open_engine("whoosh", folder)
    try:
        return _answers(engine)
    except IndexMissing:
        return NO_INDEX
    finally:
        engine.close()


def _answers(engine: Engine) -> Answers:
    ids = sorted(engine.fingerprints())
    found = {f"search {text}": _search(engine, text) for text in QUERIES}
    posts = {f"post {post}": engine.get(post) for post in ids}
    related = {f"related to {post}": engine.neighbours(post) for post in ids}
    rest = {"posts": engine.fingerprints(), "aliases": engine.aliases.table, "words": engine.complete("wa", 20)}
    return found | posts | related | rest


def _search(engine: Engine, text: str) -> Results:
    """Everything that is shown of it: the page, the total, facets, snippets, and each hit's score as it came about."""
    query = Query(text, parse(text), facets=FACETS, limit=1000, explain=True)
    return replace(engine.search(query), generation="")


def damage(folder: Path) -> str:
    """What of the index in *folder* is not as it was written, after a look at every byte; "" if all is."""
    engine = open_engine("whoosh", folder)
    try:
        return ", ".join(one.damage for one in engine.verify() if one.damage)
    finally:
        engine.close()


def difference(one: Answers, other: Answers) -> str:
    """Which questions are answered differently, for people."""
    asked = sorted(key for key in one.keys() | other.keys() if one.get(key) != other.get(key))
    return ", ".join(asked[:4]) + (f" and {len(asked) - 4} more" if len(asked) > 4 else "")
