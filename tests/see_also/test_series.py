"""Series."""

from typing import Any

import pytest

from indexer import Document, Engine
from indexer.posts.relations import Relations, Series
from indexer.see_also.series import series_place
from tests.documents import document, on


def part(name: str, number: float | None = None, series: str = "Bread", **fields: Any) -> Document:
    """A post of a series."""
    return document(name, lang=fields.pop("lang", "en"), relations=Relations(Series(series, number)), **fields)


def order(engine: Engine, *posts: Document) -> list[str]:
    """The ids of *posts*, which are one series, in the order in which one is led through them."""
    engine.apply(posts, [], rebuild=True)
    place = next(place for post in posts if (place := series_place(engine, post)) and place.position == 1)
    found: list[str] = []
    after = next(post for post in posts if (there := series_place(engine, post)) and there.position == 1)
    while True:
        found.append(after.id)
        there = series_place(engine, after)
        assert there
        assert (there.position, there.length) == (len(found), place.length)
        assert (there.previous.id if there.previous else None) == (found[-2] if len(found) > 1 else None)
        if there.next is None:
            return found
        after = there.next


@pytest.mark.parametrize(
    "posts",
    [
        [part("a", 1), part("b", 1.5), part("c", 2), part("d", 10)],
        [part("b", date=on("2020-01-01")), part("a", date=on("2021-01-01"))],
        [part("b", 7, date=on("2021-01-01")), part("a", date=on("2020-01-01")), part("0")],
        [part("x", path="1.md"), part("a", path="2.md")],
        [part("a", 1, series="BREAD"), part("b", 2, series="bread")],
    ],
)
def test_one_is_led_through_a_series_by_part_then_date_then_path(engine: Engine, posts: list[Document]) -> None:
    """From the first post to the last, and back."""
    expected = [post.id for post in posts]

    assert order(engine, *posts) == order(engine, *reversed(posts)) == expected


def test_a_series_has_its_posts_in_one_language(engine: Engine) -> None:
    """Its translations are a series of their own."""
    english, spanish = part("a", 1), part("b", 1, lang="es")
    engine.apply([english, spanish], [])

    for post in (english, spanish):
        place = series_place(engine, post)
        assert place
        assert (place.name, place.position, place.length, place.previous, place.next) == ("Bread", 1, 1, None, None)


def test_most_posts_belong_to_no_series(engine: Engine) -> None:
    """And one that is not indexed yet stands nowhere else."""
    engine.apply([document("a")], [])

    assert series_place(engine, document("a")) is None
