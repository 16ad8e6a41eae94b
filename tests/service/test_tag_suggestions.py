"""Advice on tags: for posts by any name, and from many threads at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer import Draft, Engine
from service.problems import NotFound
from service.serving.turns import TakingTurns
from service.tag_suggestions import TagAdvice


def test_many_threads_get_the_same_tags(engine: Engine) -> None:
    """What is learnt from the blog is learnt once and shared."""
    advice = TagAdvice(TakingTurns(engine))
    draft = Draft("Python", "Python and more Python, for Python. " * 3, lang="en")
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: advice.for_draft(draft, 5).suggestions, range(8)))

    assert found[0]
    assert all(one == found[0] for one in found)


def test_a_post_that_nobody_knows_is_told(engine: Engine) -> None:
    """By the name that was asked for."""
    with pytest.raises(NotFound, match="nowhere"):
        TagAdvice(engine).for_post("nowhere", 5)


def test_no_more_than_asked_for(engine: Engine) -> None:
    """The limit holds for drafts and for posts."""
    advice = TagAdvice(engine)

    assert len(advice.for_draft(Draft("Python", "python, flask"), 1).suggestions) <= 1
    assert len(advice.for_post("flask-views", 1).suggestions) <= 1
