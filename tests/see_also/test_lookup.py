"""Finding posts by what they are called."""

import pytest

from indexer import Engine
from indexer.see_also.lookup import find_post, find_posts
from tests.documents import document, on

BLOG = (
    document("2024_bread", path="2024/bread.md", url="https://blog.example/2024/bread/", lang="en"),
    document("notes_rye", path="notes/rye.md", url="/on-rye/", lang="en", date=on("2024-01-01")),
    document("rye", path="recipes/rye.md", url="/recipes/rye/", lang="en", date=on("2023-01-01")),
    document("es_pan", path="es/pan.md", url="/es/pan/", lang="es", date=on("2022-01-01")),
    document("pan-1", path="pan.md", url="/pan/", lang="en", date=on("2021-01-01")),
    document("Odd-1b2c3d4e", path="C# in depth.md", url="/c-sharp/"),
)


@pytest.fixture
def blog(engine: Engine) -> Engine:
    """An engine that holds `BLOG`."""
    engine.apply(BLOG, [])
    return engine


@pytest.mark.parametrize(
    ("name", "post"),
    [
        ("2024_bread", "2024_bread"),
        ("2024_BREAD", "2024_bread"),
        ("2024/bread.md", "2024_bread"),
        ("./2024/bread", "2024_bread"),
        ("bread.md", "2024_bread"),
        ("bread", "2024_bread"),
        ("https://blog.example/2024/bread/?utm_source=feed", "2024_bread"),
        ("/2024/bread/index.html#salt", "2024_bread"),
        ("on-rye", "notes_rye"),
        ("Odd-1b2c3d4e", "Odd-1b2c3d4e"),
        ("c-sharp", "Odd-1b2c3d4e"),
        ("rye", "rye"),
        ("rye.md", "notes_rye"),
        ("nothing", None),
        ("", None),
        ("/", None),
        (" \t", None),
        ("\ud800", None),
    ],
)
def test_a_post_is_found_by_any_of_its_names(blog: Engine, name: str, post: str | None) -> None:
    """What is an id comes first; of several of the same name the newest."""
    found = find_post(blog, name)

    assert (found and found.id) == post


def test_of_two_posts_of_the_same_name_the_one_in_ones_own_language_is_meant(blog: Engine) -> None:
    """Unless the name is all of the other's path."""
    found = [find_post(blog, "pan.md", lang) for lang in ("es", "en")]

    assert [post and post.id for post in found] == ["pan-1", "pan-1"]
    assert [post and post.id for post in find_posts(blog, ["es/pan", "rye"], "es")] == ["es_pan", "rye"]


def test_many_names_are_looked_up_together(blog: Engine) -> None:
    """Each gets its post, or None, in their order."""
    assert [post and post.id for post in find_posts(blog, ["bread", "x", "rye", "bread"])] == [
        "2024_bread",
        None,
        "rye",
        "2024_bread",
    ]
    assert find_posts(blog, []) == []
