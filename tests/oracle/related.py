"""Related posts the slow way: every pair of posts by itself, every place among the first five given one at a time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from math import log, sqrt
from typing import NamedTuple

from indexer.related.neighbour import Neighbour
from indexer.vectors import Vectors

ONE = 2048
DEPTH, SHOWN, KEPT = 40, 5, 20

Vector = Mapping[int, int]
Ranked = dict[str, list[tuple[int, str]]]
"""Of each post others with their scores, best first."""


class Said(NamedTuple):
    """What a post says.

    Attributes:
        id: The post.
        day: Its date in days since the year 1; 0 without one.
        features: Whether the title has each, and how often the body does.
    """

    id: str
    day: int
    features: Mapping[int, tuple[bool, int]]


class Compared(NamedTuple):
    """A post as its three vectors."""

    said: Said
    whole: Vector
    body: Vector
    title: Vector


def said(vectors: Vectors) -> list[Said]:
    """What the posts in *vectors* say."""
    return [
        Said(
            name,
            int(vectors.days[row]),
            {entry >> 8: (bool(entry >> 7 & 1), entry & 0x7F) for entry in vectors.row(row).tolist()},
        )
        for row, name in enumerate(vectors.ids)
    ]


def neighbours(posts: Iterable[Said]) -> dict[str, tuple[Neighbour, ...]]:
    """The neighbours of each of *posts*."""
    compared = _compared(sorted(posts))
    ranked, groups = _ranked(compared)
    ranked = {post: _once(post, others, groups)[:DEPTH] for post, others in ranked.items()}
    first = _first_five(ranked)
    given = _given(ranked, first, groups)
    found = {}
    for post, others in ranked.items():
        kept = first[post][: SHOWN - 1] if post in given else first[post]
        shown = [*kept, *([given[post]] if post in given else [])]
        left = [one for one in others if one[1] not in {other for _, other in shown}]
        behind = left if len(first[post]) == SHOWN else []
        found[post] = tuple(Neighbour(other, score / ONE**2) for score, other in (*shown, *behind)[:KEPT])
    return found


def _compared(posts: Sequence[Said]) -> list[Compared]:
    holders = Counter(feature for post in posts for feature in post.features)
    most = max(128, len(posts) / 32)
    idf = {one: log((1 + len(posts)) / (1 + held)) + 1 for one, held in holders.items() if 2 <= held <= most}
    found = []
    for post in posts:
        features = {one: post.features[one] for one in sorted(post.features) if one in idf}
        said = {one: times + 3 * titled for one, (titled, times) in features.items()}
        whole = {one: (1 + log(often)) * idf[one] ** 3 for one, often in said.items()}
        body = {one: (1 + log(times)) * idf[one] for one, (_, times) in features.items() if times}
        title = {one: idf[one] for one, (titled, _) in features.items() if titled}
        found.append(Compared(post, _unit(whole), _unit(body), _unit(title)))
    return found


def _unit(weights: Mapping[int, float]) -> Vector:
    squares = 0.0
    for weight in weights.values():
        squares += weight * weight
    return {feature: round(weight * (ONE / sqrt(squares))) for feature, weight in weights.items()}


def _times(one: Vector, other: Vector) -> int:
    return sum(weight * other.get(feature, 0) for feature, weight in one.items())


def _ranked(posts: Sequence[Compared]) -> tuple[Ranked, Mapping[str, str]]:
    """Who is related to whom, and for each post the first of those that it is a copy of."""
    ranked: Ranked = {post.said.id: [] for post in posts}
    groups = {post.said.id: post.said.id for post in posts}
    for one, other in combinations(posts, 2):
        cosine = _times(one.whole, other.whole)
        if cosine >= 0.9 * ONE**2 and _are_copies(one.said, other.said):
            same = groups[one.said.id], groups[other.said.id]
            groups = {post: min(same) if group in same else group for post, group in groups.items()}
            continue
        titles = max(_times(one.title, other.body), _times(one.body, other.title))
        score = int(min(cosine, ONE**2) + titles / 2 + _nearness(one.said.day, other.said.day))
        if score:
            ranked[one.said.id].append((score, other.said.id))
            ranked[other.said.id].append((score, one.said.id))
    # Copies of each other are counted among the candidates before they are left out.
    return {post: sorted(others, key=_best)[:DEPTH] for post, others in ranked.items()}, groups


def _are_copies(one: Said, other: Said) -> bool:
    shared = one.features.keys() & other.features.keys()
    return len(shared) >= 0.8 * max(len(one.features), len(other.features))


def _nearness(one: int, other: int) -> int:
    return round(0.1 * ONE**2 / (1 + abs(one - other) / 365)) if one and other else 0


def _best(one: tuple[int, str]) -> tuple[int, str]:
    return -one[0], one[1]


def _once(post: str, others: Iterable[tuple[int, str]], groups: Mapping[str, str]) -> list[tuple[int, str]]:
    """Of several copies the best alone, and none of *post* itself."""
    seen = {groups[post]}
    found = []
    for score, other in others:
        if groups[other] not in seen:
            seen.add(groups[other])
            found.append((score, other))
    return found


def _first_five(ranked: Ranked) -> Ranked:
    """The first five of each, where no post is in too many: it stays with those that it suits best."""
    most = max(25, len(ranked) // 20)
    waiting = {post: list(others) for post, others in ranked.items()}
    guests: dict[str, list[tuple[int, str]]] = {post: [] for post in ranked}
    hosted: Ranked = {post: [] for post in ranked}
    while open_to := [post for post in ranked if len(hosted[post]) < SHOWN and waiting[post]]:
        host = open_to[0]
        score, post = waiting[host].pop(0)
        hosted[host].append((score, post))
        guests[post] = sorted([*guests[post], (score, host)], key=_best)
        for refused, left in guests[post][most:]:
            hosted[left].remove((refused, post))
        guests[post] = guests[post][:most]
    return {post: sorted(others, key=_best) for post, others in hosted.items()}


def _given(ranked: Ranked, first: Ranked, groups: Mapping[str, str]) -> dict[str, tuple[int, str]]:
    """Under which posts those that nobody shows take the last place."""
    shown = Counter(other for others in first.values() for _, other in others)
    seen = {groups[post] for post in shown}
    wishes = [(score, post, host) for post in ranked if groups[post] not in seen for score, host in ranked[post]]
    given: dict[str, tuple[int, str]] = {}
    for score, post, host in sorted(wishes, key=lambda wish: (-wish[0], wish[1], wish[2])):
        last = first[host][SHOWN - 1][1] if len(first[host]) == SHOWN else None
        if post not in {other for _, other in given.values()} and host not in given and (not last or shown[last] > 1):
            given[host] = score, post
            if last:
                shown[last] -= 1
    return given
