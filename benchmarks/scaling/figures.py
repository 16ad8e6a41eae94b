"""What was measured, as JSON that tables are made of."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from benchmarks.scaling.asked import MAKERS
from benchmarks.scaling.building import Built, Spent
from benchmarks.scaling.timing import Timed

ALL = "all questions"
Figures = Mapping[str, Any]


def of_building(built: Built) -> Figures:
    """Rates and sizes; times are seconds, sizes bytes a post, memory megabytes."""
    taking, serving, posts = built.taking, built.serving, built.posts
    return {
        "seconds": serving.elapsed,
        "posts a second": posts / serving.elapsed,
        "posts a second, without what follows the last": posts / taking.elapsed,
        "own CPU": serving.own,
        "own CPU after the last post": serving.own - taking.own,
        "CPU of nodes": serving.elsewhere,
        "bytes a post": built.size.once / posts,
        "bytes a post, with replicas": built.size.altogether / posts,
        "memory at most": built.peak,
    }


def of_change(spent: Spent) -> Figures:
    """Seconds."""
    return {"seconds": spent.elapsed, "own CPU": spent.own, "CPU of nodes": spent.elsewhere}


def of_asking(timed: Timed) -> Figures:
    """Milliseconds at the median and at the 95th percentile, by sort of question; the rest for all of them."""
    answers = [answer for client in timed.clients for answer in client.answers]
    times = {sort: [one.seconds for one in answers if one.sort == sort] for sort in MAKERS}
    times[ALL] = [one.seconds for one in answers]
    return {
        "milliseconds": {sort: percentiles(seconds) for sort, seconds in times.items()},
        "answers a second": sum(
            len(client.answers) / sum(one.seconds for one in client.answers) for client in timed.clients
        ),
        "CPU ms of nodes an answer": 1000 * timed.elsewhere / len(answers),
        "errors": sum(one.total is None for one in answers),
        "without hits": sum(one.total == 0 for one in answers),
        "hits in the mean": float(np.mean([one.total or 0 for one in answers])),
        "own memory of a client": max(client.own for client in timed.clients),
        "memory of a client": max(client.mapped for client in timed.clients),
    }


def percentiles(seconds: Iterable[float]) -> tuple[float, float]:
    """The median and the 95th percentile, in milliseconds."""
    p50, p95 = np.percentile(np.fromiter(seconds, dtype=float) * 1000, (50, 95)).tolist()
    return p50, p95
