"""Traits: the same for all ways to count a post, finite for every text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.tagging.background import background
from indexer.tagging.candidates import candidates
from indexer.tagging.draft import Draft
from indexer.tagging.frequencies import Frequencies
from indexer.tagging.traits import FEW_POSTS, LARGE, SMALL, traits, weights_for
from tests.tagging.test_frequencies import TEXTS, vectors


def test_a_draft_is_counted_with_the_posts() -> None:
    """A text gets the same traits whether it is indexed already or not."""
    found = candidates(Draft(*TEXTS[0], lang="en"), Analyzer())
    with_it, without = Frequencies.of(vectors(TEXTS)), Frequencies.of(vectors(TEXTS[1:]))

    indexed = traits(found, with_it, background(), is_post=True)
    draft = traits(found, without, background())

    assert np.array_equal(indexed, draft)


@given(st.text(), st.text())
def test_every_text_has_traits(title: str, body: str) -> None:
    """One row a candidate, one column a weight, and no division by nothing."""
    found = candidates(Draft(title, body), Analyzer())
    if found:
        numbers = traits(found, Frequencies.of(vectors(())), background())

        assert numbers.shape == (len(found), len(LARGE.columns))
        assert np.isfinite(numbers).all()


def test_small_blogs_have_weights_of_their_own() -> None:
    """Both sets have a weight for each trait."""
    assert weights_for(FEW_POSTS - 1) is SMALL
    assert weights_for(FEW_POSTS) is LARGE
    assert len(SMALL.columns) == len(LARGE.columns)
