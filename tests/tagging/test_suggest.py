"""Suggesting tags, known and new."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag
from indexer.document import Document
from indexer.engine import Engine, open_engine
from indexer.posts.site import Site
from indexer.sync import sync
from indexer.tagging.draft import Draft
from indexer.tagging.suggest import MOST, SETTLED, TagSuggester
from indexer.tagging.suggestion import SHOWN
from tests.documents import document, on
from tests.oracle.engine import OracleEngine

POSTS = Path(__file__).parents[2] / "data" / "posts"

_BREAD = "Knead the dough, let the yeast rise, and bake the bread in a hot oven."
_CLUSTER = "I run Kubernetes. Pods in Kubernetes restart alone, and Kubernetes schedules them; so Kubernetes it is."
_GARDEN = "Sow the seeds, water the soil, and pick tomatoes in the garden."


def engine_of(documents: list[Document], aliases: Aliases | None = None) -> OracleEngine:
    """An engine that holds *documents*."""
    engine = OracleEngine()
    engine.apply(documents, [], aliases=aliases)
    return engine


def settled(*more: Document) -> list[Document]:
    """Posts of a blog that has found its tags, and *more*."""
    baking = [document(f"bread{n}", f"Bread {n}", _BREAD, tags=("baking",)) for n in range(SETTLED)]
    garden = [document(f"garden{n}", f"Garden {n}", _GARDEN, tags=("Gardening",)) for n in range(SETTLED)]
    return [*baking, *garden, *more]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An index of the sample posts."""
    folder = tmp_path_factory.mktemp("samples")
    engine = open_engine("whoosh", folder / "index")
    sync(POSTS, engine, site=Site(), state=folder, now=datetime(2026, 1, 1, tzinfo=UTC))
    yield engine
    engine.close()


def test_a_draft_gets_the_tags_of_posts_like_it() -> None:
    """With the words that name them, and the most similar posts that carry them."""
    first, *_ = TagSuggester(engine_of(settled())).suggest(Draft("Sourdough", f"My baking day. {_BREAD}"))
    assert (first.tag, first.is_new, first.words, first.count) == ("baking", False, ("baking", "bake"), SETTLED)
    assert first.probability > SHOWN
    assert len(first.posts) == 3
    assert all(post.startswith("bread") for post in first.posts)


def test_who_is_like_no_post_gets_nothing() -> None:
    """To be silent is better than to guess."""
    suggester = TagSuggester(engine_of(settled()))
    assert suggester.suggest(Draft("Tax law", "Deductions and allowances of the fiscal year.")) == ()
    assert suggester.suggest(Draft("", "")) == ()


@pytest.mark.parametrize("carried", ["baking", "Baking", "bake"])
def test_the_tags_that_it_has_already_are_not_suggested(carried: str) -> None:
    """In no spelling, and by no alias."""
    suggester = TagSuggester(engine_of(settled(), Aliases({"bake": "baking"})))
    found = suggester.suggest(Draft("Baking", _BREAD, tags=(carried,)))
    assert "baking" not in {one.tag for one in found}


def test_a_draft_is_in_the_language_that_it_looks_like() -> None:
    """And if it looks like none, in that of most posts."""
    houses = [document(f"h{n}", f"Haus {n}", "Ein Haus am See.", tags=("Häuser",), lang="de") for n in range(SETTLED)]
    suggester = TagSuggester(engine_of([*houses, *settled()]))
    for draft in (Draft("Haus am See", ""), Draft("", "Das ist ein Haus, und wir wohnen nicht mehr in der Stadt.")):
        assert [(one.tag, one.words) for one in suggester.suggest(draft)] == [("Häuser", ("Haus",))]


def test_posts_without_tags_are_asked_for_the_newest_first() -> None:
    """Unless others are named; what is not there is passed over."""
    untagged = [document(f"new{n}", "Rolls", _BREAD, date=on(f"2024-01-0{n}")) for n in (1, 2)]
    suggester = TagSuggester(engine_of(settled(*untagged)))
    found = list(suggester.suggest_for_posts())
    assert [(post.id, post.path, post.title) for post in found] == [
        ("new2", "new2.md", "Rolls"),
        ("new1", "new1.md", "Rolls"),
    ]
    assert all(post.suggestions[0].tag == "baking" for post in found)
    assert [post.id for post in suggester.suggest_for_posts(["garden1", "nowhere"])] == ["garden1"]


def test_own_tags_of_a_post_are_never_suggested_to_it(samples: Engine) -> None:
    """Whatever the others say."""
    suggester = TagSuggester(samples)
    for post in suggester.suggest_for_posts(list(samples.fingerprints())):
        found = samples.get(post.id)
        assert found is not None
        own = {fold_tag(tag) for tag in found.tags}
        suggested = [fold_tag(one.tag) for one in post.suggestions]
        assert own.isdisjoint(suggested)
        assert len(suggested) == len(set(suggested)) <= MOST


def test_suggestions_are_probable_and_in_order(samples: Engine) -> None:
    """All of them above what is shown, with evidence of some sort."""
    for post in TagSuggester(samples).suggest_for_posts(list(samples.fingerprints())):
        probabilities = [one.probability for one in post.suggestions]
        assert probabilities == sorted(probabilities, reverse=True)
        assert all(SHOWN <= probability <= 1 for probability in probabilities)
        assert all(one.words or one.posts for one in post.suggestions)


def test_a_blog_without_tags_is_offered_new_ones() -> None:
    """Which its posts name."""
    posts = [document(f"a{n}", f"Kubernetes, part {n}", f"{_CLUSTER} {_BREAD}") for n in range(3)]
    posts += [document(f"b{n}", f"Tomatoes, part {n}", _GARDEN) for n in range(6)]
    found = TagSuggester(engine_of(posts)).suggest(Draft("Kubernetes at home", _CLUSTER))
    assert "kubernetes" in {one.tag.lower() for one in found}
    assert all(one.is_new and one.count == 0 and one.words for one in found)


def test_a_blog_that_has_found_its_tags_is_offered_no_new_ones() -> None:
    """Another tag would be one more to keep in order."""
    found = TagSuggester(engine_of(settled())).suggest(Draft("Sourdough bread", f"Sourdough, at last. {_BREAD}"))
    assert not any(one.is_new for one in found)


@pytest.mark.parametrize(("tag", "aliases"), [("kuber-netes", {}), ("k8s", {"kubernetes": "k8s"})])
def test_a_new_tag_is_none_that_the_blog_has_in_another_spelling(tag: str, aliases: dict[str, str]) -> None:
    """Or by an alias."""
    posts = [document(f"a{n}", f"Kubernetes, part {n}", f"{_CLUSTER} {_BREAD}") for n in range(3)]
    posts += [document(f"b{n}", f"Tomatoes, part {n}", _GARDEN) for n in range(6)]
    tagged = document("c", "Elsewhere", _GARDEN, tags=(tag,))
    suggester = TagSuggester(engine_of([*posts, tagged], Aliases(aliases)))
    found = suggester.suggest(Draft("Kubernetes at home", _CLUSTER))
    assert "kubernetes" not in {one.tag.lower() for one in found if one.is_new}


def test_what_was_learnt_is_kept_until_the_index_changes() -> None:
    """And no longer."""
    engine = engine_of(settled())
    suggester, draft = TagSuggester(engine), Draft("Spoons of wood", "Carving spoons with a knife.")
    assert suggester.suggest(draft) == ()
    carved = [document(f"w{n}", "Carving wood", "Carving with a knife.", tags=("carving",)) for n in range(9)]
    engine.apply(carved, [])
    assert [one.tag for one in suggester.suggest(draft)] == ["carving"]


def test_an_empty_index_suggests_nothing() -> None:
    """And is no error."""
    suggester = TagSuggester(engine_of([]))
    assert list(suggester.suggest_for_posts()) == []
    assert not [one for one in suggester.suggest(Draft("Bread", _BREAD)) if not one.is_new]
