"""How well related posts agree with what authors link to, beside other ways to find them; who is shown; what it costs.

    python benchmarks/related.py --blogs FOLDER [--cache FOLDER] [--only 18f,tidyverse] [--cost 10000] [--json FILE]

FOLDER holds one posts folder for each blog; those with fewer than fifty linked posts are left out. The truth of a post
is the posts that it links to and that link to it. The links are cut out of the texts before anybody sees them.
"""

import argparse
import json
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.linked_blogs import LinkedBlog, linked_blogs
from benchmarks.markdown import print_table
from benchmarks.related_baselines import BASELINES, Posts, Scores
from benchmarks.related_cost import print_cost
from indexer import open_engine

OURS = "Backmatter"
SHOWN = 5
DEPTH = 20

Ranking = Mapping[str, Sequence[str]]
"""By the id of each post of a blog, others: the most related first."""


class Quality(NamedTuple):
    """How well the first five agree with the links, each in the mean over all linked posts.

    Attributes:
        recall: The part of the linked posts (of five, where there are more) that are among the first five.
        hit: 1 where any is.
        mrr: 1 / the place of the first among twenty; 0 if there is none.
        ndcg: The discounted gain of the first five, as a part of what could be gained.
    """

    recall: float
    hit: float
    mrr: float
    ndcg: float


class Exposure(NamedTuple):
    """Who is among the first five of others.

    Attributes:
        never: The part of the posts that is below none.
        largest: The largest part of all places that one post has.
    """

    never: float
    largest: float


def main() -> None:
    """Rank, score, print."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        home = options.cache or Path(scratch)
        found: dict[str, dict[str, tuple[Quality, Exposure]]] = {}
        for blog in linked_blogs(options.blogs, home):
            if blog.collection.name in options.only.split(",") or not options.only:
                rankings = dict(_rankings(blog))
                found[blog.collection.name] = {
                    name: (quality(ranking, blog.linked), exposure(ranking)) for name, ranking in rankings.items()
                }
        _print_quality(found)
        _print_exposure(found)
        if options.cost:
            print_cost(options.blogs, options.cost, home)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--blogs", type=Path, required=True, help="folder of posts folders")
    parser.add_argument("--only", default="", help="which blogs")
    parser.add_argument("--cost", type=int, help="measure the cost for so many posts, too")
    parser.add_argument("--cache", type=Path, help="keep documents here")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    return parser.parse_args()


def _rankings(blog: LinkedBlog) -> Iterator[tuple[str, Ranking]]:
    """What each way to find related posts finds in *blog*."""
    posts = Posts(list(blog.collection.documents()))
    for name, score in BASELINES.items():
        yield name, _best(posts, score(posts))
    yield OURS, _ours(posts)


def _best(posts: Posts, scores: Scores) -> Ranking:
    """The posts with the highest scores, at most `DEPTH`; of equal ones the newest."""
    ids = [post.id for post in posts.documents]
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    ages = np.broadcast_to(-posts.days, others.shape)
    best = np.lexsort((ages, -others), axis=-1)[:, : min(DEPTH, len(ids) - 1)]
    return {ids[row]: [ids[other] for other in others_of] for row, others_of in enumerate(best)}


def _ours(posts: Posts) -> Ranking:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine("whoosh", Path(folder))
        engine.apply(posts.documents, [])
        found = {post.id: [other.id for other in engine.neighbours(post.id)][:DEPTH] for post in posts.documents}
        engine.close()
    return found


def quality(ranking: Ranking, linked: Mapping[str, AbstractSet[str]]) -> Quality:
    """How well *ranking* agrees with *linked*."""
    measured = [_quality(ranking[post], others) for post, others in linked.items()]
    return Quality(*(sum(values) / len(measured) for values in zip(*measured, strict=True)))


def _quality(ranked: Sequence[str], linked: AbstractSet[str]) -> Quality:
    places = [place for place, post in enumerate(ranked, start=1) if post in linked]
    shown = [place for place in places if place <= SHOWN]
    most = min(SHOWN, len(linked))
    return Quality(
        recall=len(shown) / most,
        hit=float(bool(shown)),
        mrr=1 / places[0] if places else 0.0,
        ndcg=_gain(shown) / _gain(range(1, most + 1)),
    )


def _gain(places: Sequence[int]) -> float:
    return sum(1 / math.log2(place + 1) for place in places)


def exposure(ranking: Ranking) -> Exposure:
    """Who is shown by *ranking*."""
    counts = Counter(post for ranked in ranking.values() for post in ranked[:SHOWN])
    return Exposure(1 - len(counts) / len(ranking), max(counts.values()) / counts.total())


Found = Mapping[str, Mapping[str, tuple[Quality, Exposure]]]


def _print_quality(found: Found) -> None:
    """nDCG@5 on each blog, then the means of all measures over blogs."""
    print_table(
        ("nDCG@5", *found, "mean", "R@5", "hit@5", "MRR"),
        [
            (name, *(_number(blog[name][0].ndcg) for blog in found.values()), *_means(found, name))
            for name in (*BASELINES, OURS)
        ],
    )


def _means(found: Found, name: str) -> Iterator[str]:
    for measure in ("ndcg", "recall", "hit", "mrr"):
        yield _number(sum(getattr(blog[name][0], measure) for blog in found.values()) / len(found))


def _print_exposure(found: Found) -> None:
    def cells(name: str, show: Callable[[Exposure], float]) -> Iterator[str]:
        return (f"{100 * show(blog[name][1]):.1f}" for blog in found.values())

    for title, show in (("never shown, %", lambda one: one.never), ("largest share, %", lambda one: one.largest)):
        print()
        print_table((title, *found), [(name, *cells(name, show)) for name in (*BASELINES, OURS)])


def _number(value: float) -> str:
    return f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
