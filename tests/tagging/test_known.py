"""Known tags, compared with the naive fusion."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.aliases import Aliases
from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.tagging.known import SIMILAR, TagModel
from indexer.vectors import Tagging, Vectors, entries_of
from tests.documents import document
from tests.oracle.engine import OracleEngine
from tests.oracle.known_tags import Fusion

_WORDS = (
    *("bread", "flour", "oven", "yeast", "dough", "recipe"),
    *("garden", "tomato", "soil", "seed", "rain"),
    *("open", "source", "code", "node.js", "the", "of"),
)
_TAGS = ("bread", "garden", "open-source", "nodejs", "weather")
_SUBJECTS = {"bread": _WORDS[:6], "garden": _WORDS[6:11], "open-source": _WORDS[11:]}
_ANALYZER = Analyzer()
_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


def blog(seed: int, posts: int) -> list[Document]:
    """Tagged posts, one a day, which mostly write about what their tags say."""
    chance = Random(seed)  # noqa: S311  (nothing is kept secret here)
    return [_post(chance, number) for number in range(posts)]


def _post(chance: Random, number: int) -> Document:
    tags = chance.sample(_TAGS, chance.randint(1, 2))
    words = [word for tag in tags for word in _SUBJECTS.get(tag, _WORDS)]
    return document(
        f"p{number:03}",
        " ".join(chance.choices(words, k=3)),
        " ".join(chance.choices([*words, *words, *_WORDS], k=chance.randint(0, 30))),
        tags=tuple(tags),
        date=_FIRST_DAY + timedelta(days=number),
        lang="en",
    )


def vectors_of(documents: Sequence[Document]) -> Vectors:
    """What an engine tells of *documents*."""
    engine = OracleEngine()
    engine.apply(documents, [])
    return engine.vectors()


def model_of(documents: Sequence[Document]) -> TagModel:
    """What is learnt from *documents*."""
    return TagModel(vectors_of(documents), ("en",), _ANALYZER)


def draft(title: str, body: str = "") -> np.ndarray:
    """What a text that is no post says."""
    return entries_of(title, body, "en", _ANALYZER)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_text_gets_the_probabilities_of_the_naive_fusion(seed: int) -> None:
    """Whatever it says."""
    *posts, new = blog(seed, 14)
    model, naive = model_of(posts), Fusion(posts)
    found = model.probabilities(draft(new.title, new.body))
    expected = [naive.probability(replace(new, id="new"), tag) for tag in model.tags]
    assert found == pytest.approx(expected, abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
def test_a_post_gets_the_probabilities_it_would_get_if_it_were_not_there(seed: int) -> None:
    """Nobody learns from the tags of a post what its tags should be."""
    posts = blog(seed, 12)
    vectors = vectors_of(posts)
    model, naive = TagModel(vectors, ("en",), _ANALYZER), Fusion(posts)
    for post in posts:
        row = list(vectors.ids).index(post.id)
        expected = [naive.probability(post, tag) for tag in model.tags]
        assert model.probabilities(vectors.row(row), row=row) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.integers(0, 20), st.lists(st.sampled_from(_WORDS), max_size=12))
def test_probabilities_are_probabilities(seed: int, posts: int, words: list[str]) -> None:
    """From 0 to 1, however few posts there are, and however little is said."""
    found = model_of(blog(seed, posts)).probabilities(draft(" ".join(words[:3]), " ".join(words)))
    assert ((found >= 0) & (found <= 1)).all()


@settings(max_examples=10)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_the_posts_does_not_matter(seed: int, chance: Random) -> None:
    """Which rows they have depends on when they were indexed."""
    posts = blog(seed, 15)
    shuffled = chance.sample(posts, len(posts))
    text = draft("bread and tomato", "open source of the garden")
    found, again = (dict(_named(model_of(order), text)) for order in (posts, shuffled))
    assert found == pytest.approx(again, abs=1e-5)


def _named(model: TagModel, text: np.ndarray) -> list[tuple[str, float]]:
    return list(zip(model.tags, model.probabilities(text).tolist(), strict=True))


def test_a_rare_tag_is_suggested_to_who_names_it_only() -> None:
    """Two posts are too few to tell what it is about."""
    posts = [document(f"a{n}", "Sourdough", "bread from the oven", tags=("baking",)) for n in range(2)]
    others = [document(f"b{n}", "Tomatoes", "seeds in the garden", tags=("plants",)) for n in range(4)]
    model = model_of(posts + others)
    baking = list(model.tags).index("baking")
    assert model.probabilities(draft("Sourdough", "bread from the oven"))[baking] == 0
    assert model.probabilities(draft("Baking sourdough", "bread from the oven"))[baking] > 0.3


def test_suggestions_come_in_order_with_the_most_similar_posts_that_carry_them() -> None:
    """At most three of these, and none that does not carry the tag."""
    posts = blog(1, 40)
    model = model_of(posts)
    found = model.suggest(draft("Bread and flour", "Bread dough with yeast, from the oven."), least=0.05)
    probabilities = [one.probability for one in found]
    assert probabilities == sorted(probabilities, reverse=True)
    assert model.tags[found[0].tag] == "bread"
    carriers = {post.id for post in posts if "bread" in post.tags}
    assert len(found[0].posts) == SIMILAR
    assert set(found[0].posts) <= carriers


def test_a_post_is_not_similar_to_itself() -> None:
    """What it says of itself is no evidence."""
    vectors = vectors_of(blog(2, 20))
    model = TagModel(vectors, ("en",), _ANALYZER)
    for row, post in enumerate(vectors.ids):
        for one in model.suggest(vectors.row(row), least=0.0, row=row):
            assert post not in one.posts


def test_an_alias_names_its_tag() -> None:
    """Who writes of k8s writes of Kubernetes."""
    posts = [document(f"a{n}", "Clusters", "pods and nodes", tags=("kubernetes",)) for n in range(3)]
    posts += [document(f"b{n}", "Bread", "flour", tags=("bread",)) for n in range(3)]
    text = draft("k8s")
    plain, aliased = (
        TagModel(vectors_of(posts), ("en",), _ANALYZER, Aliases(aliases)).naming(text)
        for aliases in ({}, {"k8s": "kubernetes"})
    )
    assert plain.in_title.tolist() == [False, False]
    assert aliased.in_title.tolist() == [False, True]


def test_only_the_newest_posts_are_learnt_from(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag that none of them carries is as good as never used."""
    old = [document(f"a{n}", "Bread", tags=("bread",), date=_FIRST_DAY) for n in range(3)]
    new = [document(f"b{n}", "Trees", tags=("garden",), date=_FIRST_DAY + timedelta(days=9)) for n in range(3)]
    everything = dict(_named(model_of(old + new), draft("Bread")))
    monkeypatch.setattr("indexer.tagging.known.MOST_POSTS", 3)
    newest = dict(_named(model_of(old + new), draft("Bread")))
    assert newest["bread"] < everything["bread"]


def test_without_tagged_posts_nothing_is_suggested() -> None:
    """There is nothing to learn from."""
    assert not model_of([]).suggest(draft("Bread"), least=0.0)
    assert not model_of([document("a", "Bread", "flour")]).suggest(draft("Bread"), least=0.0)


def test_posts_that_say_nothing_do_no_harm() -> None:
    """Their vectors are of length 0."""
    empty = Vectors(
        ids=["a", "b"],
        firsts=np.zeros(3, dtype=np.int64),
        entries=np.empty(0, dtype=np.uint32),
        days=np.zeros(2, dtype=np.int32),
        tagging=Tagging(["x"], np.array([0, 1]), np.array([0, 0])),
    )
    found = TagModel(empty, ("en",), _ANALYZER).probabilities(draft("x"))
    assert np.isfinite(found).all()
