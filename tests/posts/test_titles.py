"""Titles of posts whose header has none."""

import pytest

from indexer.posts.markup import Text
from indexer.posts.post import Section
from indexer.posts.titles import title_of_path, with_first_line_as_title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("2024-05-12-my-first_post.md", "My first post"),
        ("blog/2024-05-12-my-post/index.md", "My post"),
        ("blog/my-post/index.es.md", "My post"),
        ("my-post.pt-br.md", "My post"),
        ("20240512 My post.md", "My post"),
        ("2005-01-07-20-13-00.md", "2005-01-07-20-13-00"),
        ("2024-05-12.md", "2024-05-12"),
        ("notes-on-v1.2.md", "Notes on v1.2"),
        ("日本語.md", "日本語"),
        ("index.md", "Index"),
        ("\udcff.md", "\ufffd"),
        ("a-\u202etxt\x07.md", "A txt"),
        ("\u202e.md", ".md"),
    ],
)
def test_titles_of_paths(path: str, title: str) -> None:
    """The name without date, suffix and language, as words."""
    assert title_of_path(path) == title


def test_the_first_line_moves_into_the_title() -> None:
    """It is not repeated in the body, and sections stay in place."""
    body = "First line\nsecond\n\nHeading\n\ntext"
    title, text = with_first_line_as_title(Text(body, (Section("Heading", "heading", 2, body.index("Heading")),)))

    assert (title, text.body) == ("First line", "second\n\nHeading\n\ntext")
    assert text.body[text.sections[0].start :].startswith("Heading")


def test_a_heading_in_the_first_line_is_the_title_alone() -> None:
    """It is no section any more."""
    title, text = with_first_line_as_title(Text("Heading\n\ntext", (Section("Heading", "heading", 2, 0),)))

    assert (title, text) == ("Heading", Text("text"))


def test_a_paragraph_is_no_title() -> None:
    """Neither is nothing."""
    for body in ("word " * 40, "", "\n"):
        assert with_first_line_as_title(Text(body)) == ("", Text(body))
