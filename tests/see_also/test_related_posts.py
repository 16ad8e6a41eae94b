"""Related posts: what is offered below a post, and why."""

from typing import Any

import pytest

from indexer import Document, Engine, RelatedPosts, related_posts
from indexer.posts.relations import NONE, Relations, Series
from tests.documents import document, on

TOPICS = {
    "rye": "Rye bread wants a sour dough, rye flour, salt and a slow oven",
    "loaf": "A loaf of rye bread from sour dough and flour, in a slow oven",
    "oven": "The slow oven, its stones and its bread, and a little rye flour",
    "wheat": "Wheat bread wants yeast, wheat flour, salt and a hot oven",
    "salt": "Salt in bread and dough: how much of it the flour wants",
    "train": "Trains across the Alps: tickets, timetables and viaducts",
    "alps": "Viaducts of the Alps, seen from trains and their timetables",
}


def blog(**relations: Relations) -> list[Document]:
    """Posts on `TOPICS`, with what their headers say of others."""
    return [_post(name, relations.get(name, NONE)) for name in TOPICS]


def _post(name: str, relations: Relations = NONE, **fields: Any) -> Document:
    said = {"lang": "en", "date": on("2024-01-01"), **fields}
    return document(name, f"On {name}", TOPICS.get(name, TOPICS["rye"]), relations=relations, **said)


def found_for(engine: Engine, name: str, limit: int = 20) -> RelatedPosts:
    """What is offered below the post *name*."""
    found = related_posts(engine, name, limit)
    assert found
    return found


def offered(engine: Engine, name: str, limit: int = 20) -> list[str]:
    """The ids of what is offered below the post *name*."""
    return [one.document.id for one in found_for(engine, name, limit).related]


def test_what_is_most_like_it_comes_first(engine: Engine) -> None:
    """In the order of the neighbours, with their scores between 0 and 1, and never the post itself."""
    engine.apply(blog(), [])

    found = found_for(engine, "rye")

    assert [one.document.id for one in found.related] == [near.id for near in engine.neighbours("rye")]
    assert found.related[0].document.id == "loaf"
    scores = [one.score for one in found.related]
    assert scores == sorted(scores, reverse=True)
    assert 0 <= min(scores) < max(scores) < 1
    assert (found.post.id, found.series, found.translations, found.missing) == ("rye", None, (), ())
    assert found.generation == engine.generation


def test_no_more_are_offered_than_asked_for(engine: Engine) -> None:
    """The best of them."""
    engine.apply(blog(), [])

    assert offered(engine, "rye", 2) == offered(engine, "rye")[:2]


def test_a_post_that_is_not_there_has_none(engine: Engine) -> None:
    """Which is not the same as one with nothing to offer."""
    engine.apply([_post("rye")], [])

    assert related_posts(engine, "x") is None
    assert offered(engine, "rye") == []


def test_what_the_author_names_comes_first_and_in_that_order(engine: Engine) -> None:
    """By id, path or address, each once; what is the name of no post is told."""
    named = ("/train/", "alps.md", "nothing", "train", "rye")
    engine.apply(blog(rye=Relations(related=named)), [])

    found = found_for(engine, "rye", 3)

    assert [(one.document.id, one.reason.pinned) for one in found.related] == [
        ("train", True),
        ("alps", True),
        ("loaf", False),
    ]
    assert [one.score for one in found.related][:2] == [1.0, 1.0]
    assert found.missing == ("nothing",)


def test_what_the_author_excludes_is_not_offered(engine: Engine) -> None:
    """Unless it is named in the same header."""
    engine.apply(blog(rye=Relations(excluded=("loaf.md", "https://blog.example/Oven/"))), [])
    left = offered(engine, "rye")

    assert not {"loaf", "oven"} & set(left)
    assert "rye" in offered(engine, "loaf")

    engine.apply(blog(rye=Relations(related=("loaf",), excluded=("loaf",))), [])
    assert offered(engine, "rye")[0] == "loaf"


def test_a_header_may_want_nothing_or_only_what_it_names(engine: Engine) -> None:
    """Below the post itself; elsewhere it is offered as any other."""
    engine.apply(blog(rye=Relations(suggests=False), loaf=Relations(related=("train",), suggests=False)), [])

    assert offered(engine, "rye") == []
    assert offered(engine, "loaf") == ["train"]
    assert "rye" in offered(engine, "oven")


def test_a_post_may_want_not_to_be_offered(engine: Engine) -> None:
    """But those who name it are free to."""
    engine.apply(blog(loaf=Relations(is_suggested=False), oven=Relations(related=("loaf",))), [])

    assert "loaf" not in offered(engine, "rye")
    assert offered(engine, "oven")[0] == "loaf"
    assert offered(engine, "loaf")


def test_translations_are_told_apart_from_related_posts(engine: Engine) -> None:
    """Even if they are named, or share every word."""
    spanish = _post("rye.es", path="rye.es.md", lang="es")
    engine.apply([*blog(rye=Relations(related=("rye.es.md",))), spanish], [])

    found = found_for(engine, "rye")

    assert [post.id for post in found.translations] == ["rye.es"]
    assert "rye.es" not in [one.document.id for one in found.related]
    assert found.missing == ()


def test_reasons_tell_series_tags_and_words(engine: Engine) -> None:
    """What both posts have, as the post that is read writes it."""
    series = Relations(Series("Baking Bread"))
    others = [one for one in blog() if one.id not in {"rye", "loaf"}]
    rye = _post("rye", series, tags=("Open Source", "Bread", "flour"))
    loaf = _post("loaf", Relations(Series("baking bread")), tags=("bread", "open-source"))
    engine.apply([rye, loaf, *others], [])

    found = found_for(engine, "rye")
    by_id = {one.document.id: one.reason for one in found.related}

    assert by_id["loaf"][:3] == (False, "Baking Bread", ("Open Source", "Bread"))
    assert {"sour", "dough"} <= {shared.word for shared in by_id["loaf"].words}
    assert by_id["oven"].series is None
    assert by_id["oven"].tags == ()
    assert found.series
    assert (found.series.name, found.series.length) == ("Baking Bread", 2)


def test_what_is_gone_is_offered_no_more(engine: Engine) -> None:
    """A pin that leads nowhere is told, a neighbour that is deleted is not there."""
    engine.apply(blog(rye=Relations(related=("loaf",))), [])
    engine.apply([], ["loaf", "oven"])

    found = found_for(engine, "rye")

    assert found.missing == ("loaf",)
    assert not {"loaf", "oven"} & {one.document.id for one in found.related}


@pytest.mark.parametrize("name", ["", "/", "\ud800", "x" * 5000])
def test_ids_may_be_anything(engine: Engine, name: str) -> None:
    """What is the id of no post gives nothing."""
    engine.apply(blog(), [])

    assert related_posts(engine, name) is None
