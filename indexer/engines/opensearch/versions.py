"""Versions: what a build is made of, and in which generations each is there.

Whatever a sync writes is a version of a post, a word or something else: the generation that it came with stands in
`from`, and the one that it was gone in, in `to`. So a sync may write into the build that is being searched: nobody sees
what it does before generations are swapped, and whoever goes on with the generation before sees nothing of it at all.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

POST, WORD, NEIGHBOURS, STATE = "post", "word", "neighbours", "state"

Clause = dict[str, Any]


def identity(kind: str, key: str, number: int) -> str:
    """The `_id` of the version of *key* that comes with generation *number*: the same when it is written again."""
    return blake2b(f"{kind}\x1f{key}\x1f{number}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def visible(kind: str, number: int) -> list[Clause]:
    """The filters that versions of *kind* pass which are there in generation *number*."""
    gone = {"bool": {"must_not": [{"range": {"to": {"lte": number}}}]}}
    return [{"term": {"kind": kind}}, {"range": {"from": {"lte": number}}}, gone]


def alias_filter(number: int) -> Clause:
    """The filter of an alias by which anybody finds the posts of generation *number*, whatever they search with."""
    return {"bool": {"filter": visible(POST, number)}}


def number_of(filtered: Mapping[str, Any]) -> int:
    """The generation whose `alias_filter` that is."""
    ranges = (clause["range"]["from"]["lte"] for clause in filtered["bool"]["filter"] if "range" in clause)
    return int(next(ranges))
