"""Posts as vectors, made by chance of few features, so that many are alike."""

from collections.abc import Sequence
from random import Random

import numpy as np
from hypothesis import strategies as st

from indexer.vectors import Tagging, Vectors
from tests.oracle.related import Said

DAYS = (0, 730_000, 730_001, 730_030, 730_365, 738_000)

said = st.builds(
    Said,
    id=st.text("ab0", min_size=1, max_size=4),
    day=st.sampled_from(DAYS),
    features=st.dictionaries(
        st.sampled_from([1, 2, 3, 500, 70_000, 70_001, (1 << 24) - 1]),
        st.tuples(st.booleans(), st.integers(0, 127)).filter(any),
    ),
)
blogs = st.lists(said, max_size=12, unique_by=lambda post: post.id)


def blog(seed: int, count: int) -> list[Said]:
    """*count* posts on a few subjects, some of them copies, the first one like all others."""
    chance = Random(seed)  # noqa: S311  (nothing is kept secret here)
    subjects = [[chance.randrange(1 << 24) for _ in range(12)] for _ in range(count // 12 + 1)]
    common = [chance.randrange(1 << 24) for _ in range(8)]
    posts = []
    for number in range(count):
        features = chance.sample(chance.choice(subjects), 6) + chance.sample(common, 2)
        features = [*common, *features] if number == 0 else features
        counts = {feature: (chance.random() < 0.2, chance.randint(1, 4)) for feature in features}
        copied = chance.random() < 0.1 and posts
        posts.append(Said(f"post {number}", chance.choice(DAYS), posts[-1].features if copied else counts))
    return posts


def vectors(posts: Sequence[Said]) -> Vectors:
    """*posts* as an engine tells them."""
    rows = [
        [feature << 8 | titled << 7 | times for feature, (titled, times) in sorted(post.features.items())]
        for post in posts
    ]
    return Vectors(
        ids=[post.id for post in posts],
        firsts=np.cumsum([0, *map(len, rows)]),
        entries=np.array([entry for row in rows for entry in row], dtype=np.uint32),
        days=np.array([post.day for post in posts], dtype=np.int32),
        tagging=Tagging([], np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)),
    )
