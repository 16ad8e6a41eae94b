"""The vectors that come out of the cluster."""

import numpy as np
import pytest

from indexer.engines.opensearch import vectors
from tests.documents import Chance
from tests.engines.contract.test_vectors import as_rows
from tests.engines.opensearch.written import Build
from tests.oracle import OracleEngine


def test_vectors_are_those_of_a_loop(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the posts of one generation, in however many answers they come."""
    monkeypatch.setattr(vectors, "_AT_ONCE", 7)
    chance, oracle, build = Chance(5), OracleEngine(), Build(engine_url)
    posts, changed = chance.many(30), chance.many(12)
    oracle.apply(posts, [])
    oracle.apply(changed, ["post-20"])
    before = build.next(posts)

    after = vectors.vectors(build.next(changed, ["post-20"]))

    assert as_rows(after) == as_rows(oracle.vectors())
    assert after.ids == sorted(after.ids)
    assert len(vectors.vectors(before)) == 30


def test_no_posts_are_no_vectors(engine_url: str) -> None:
    """Of the right kind."""
    found = vectors.vectors(Build(engine_url).next([]))

    assert (len(found), found.firsts.tolist()) == (0, [0])
    assert [found.entries.dtype.type, found.days.dtype.type] == [np.uint32, np.int32]
