"""Frequencies: counted as by hand."""

import numpy as np

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import hashes, pairs, singles
from indexer.tagging.frequencies import Frequencies
from indexer.vectors import Tagging, Vectors, entries_of

TEXTS = (("Site search", "search engines"), ("Static site", "a static site"), ("Nothing", "else"))


def vectors(texts: tuple[tuple[str, str], ...]) -> Vectors:
    """Posts with the given titles and bodies."""
    entries = [entries_of(title, body, "en", Analyzer()) for title, body in texts]
    none = np.zeros(0, dtype=np.int64)
    firsts = np.cumsum([0, *map(len, entries)])
    days = np.zeros(len(texts), dtype=np.int32)
    together = np.concatenate([np.zeros(0, dtype=np.uint32), *entries])
    return Vectors([str(row) for row in range(len(texts))], firsts, together, days, Tagging((), none, none))


def test_posts_and_titles_are_counted() -> None:
    """A feature counts once a post, and once a title."""
    found = Frequencies.of(vectors(TEXTS))
    site, search, engine, other = (hashes([word]) for word in (b"site", b"search", b"engin", b"whale"))
    wanted = np.concatenate((singles(site), singles(engine), singles(other), pairs(site, search)))

    holding, titled = found.of_features(wanted)

    assert found.posts == 3
    assert holding.tolist() == [2, 1, 0, 1]
    assert titled.tolist() == [2, 0, 0, 1]


def test_an_empty_blog_holds_nothing() -> None:
    """There is nothing to be found, and no error."""
    holding, titled = Frequencies.of(vectors(())).of_features(singles(hashes([b"site"])))

    assert holding.tolist() == titled.tolist() == [0]
