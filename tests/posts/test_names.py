"""Names of posts: how authors and readers speak of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.names import names, plain_name


@pytest.mark.parametrize(
    "typed",
    [
        "2024/a-post",
        "/2024/A-post/",
        "./2024/a-post/index.html",
        "https://blog.example/2024/a-post/?utm_source=x#top",
        " 2024/a%2Dpost ",
        "2024/a-post/index",
    ],
)
def test_one_name_has_many_forms(typed: str) -> None:
    """Host, query, fragment, slashes, case and escapes make no difference."""
    assert plain_name(typed) == "2024/a-post"


@pytest.mark.parametrize(
    ("path", "url", "called"),
    [
        ("2024/a-post.md", "/2024/a-post/", {"2024/a-post", "a-post", "2024/a-post.md", "a-post.md"}),
        ("2024-05-12-bread.md", "/2024/05/12/bread.html", {"2024-05-12-bread", "bread", "2024/05/12/bread.html"}),
        ("2020/backups/index.md", "/backups/", {"2020/backups", "backups", "2020/backups/index.md"}),
        ("es/pan.md", "https://blog.example/es/pan/", {"es/pan", "pan"}),
        ("pan.es.md", "/es/pan/", {"pan.es.md", "pan.es", "es/pan", "pan"}),
        ("Ångström.md", "/%C3%A5ngstr%C3%B6m/", {"ångström", "ångström.md"}),
    ],
)
def test_a_post_is_called_by_path_file_address_and_slug(path: str, url: str, called: set[str]) -> None:
    """And always by its id, which comes first."""
    found = names("The-ID", path, url)

    assert called <= set(found)
    assert found[0] == "the-id"
    assert len(set(found)) == len(found)


def test_the_name_of_an_index_file_names_no_post() -> None:
    """Every second post would be called so."""
    assert "index" not in names("x", "a/index.md", "/a/")
    assert names("index", "index.md", "/") == ("index", "index.md")


@given(st.text(), st.text(min_size=1), st.text())
def test_names_are_as_they_are_compared(post_id: str, path: str, url: str) -> None:
    """Whatever ids, paths and addresses look like, what is looked up is plain, and nothing breaks."""
    assert all(name == plain_name(name) or name == names(post_id, path, url)[0] for name in names("", path, url))
