"""A post by its names, and what is told where there is none."""

import pytest

from indexer import Engine
from service.named_post import named_post
from service.problems import NotFound


@pytest.mark.parametrize("named_by", ["id", "path", "url"])
def test_a_post_has_many_names(engine: Engine, named_by: str) -> None:
    """All lead to the same post."""
    post = engine.get(min(engine.fingerprints()))
    assert post

    assert named_post(engine, getattr(post, named_by)).id == post.id


def test_a_name_of_no_post_is_told(engine: Engine) -> None:
    """It is shortened if it is long."""
    with pytest.raises(NotFound, match="There is no post called") as told:
        named_post(engine, "x" * 500)

    assert told.value.code == "post_not_found"
    assert len(str(told.value)) < 200
