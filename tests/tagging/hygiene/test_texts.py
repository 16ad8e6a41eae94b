"""What the posts say, asked of an index."""

from pathlib import Path

import pytest

from indexer import Document, Engine, Section, open_engine
from indexer.aliases import Aliases
from indexer.tagging.hygiene.report import check_tags
from indexer.tagging.hygiene.texts import IndexedTexts


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """An index of three posts."""
    engine = open_engine("whoosh", tmp_path)
    headings = (Section("Using a textlint", "x", 1, 0),)
    posts = [
        Document("a", "a.md", "/a/", "Blueskies", "On textlint", "1", tags=("SKY", "textlitn"), lang="en"),
        Document("b", "b.md", "/b/", "B", "Text lint", "1", headings, tags=("textlint",)),
        Document("c", "c.md", "/c/", "A sky of blue", "", "1", summary="textlint", tags=("textlint", "sky")),
    ]
    engine.apply(posts, [])
    return engine


@pytest.mark.parametrize(
    ("phrase", "tag", "mentions"),
    [
        ("textlint", None, 2),
        ("Textlint", "Textlint", 1),
        ("text lint", None, 1),
        ("textlitn", None, 0),
        ("blue", None, 1),
        ("bluesky", None, 0),
        ("sky of blue", "sky", 1),
        ("blue sky", None, 0),
    ],
)
def test_phrases_are_counted_as_they_are_written(engine: Engine, phrase: str, tag: str | None, mentions: int) -> None:
    """Neither stemmed nor corrected, in title, headings and body, and not in tags or summaries."""
    assert IndexedTexts(engine).mentions(phrase, tag=tag) == mentions


def test_the_report_is_on_all_posts_of_the_index(engine: Engine) -> None:
    """With the tags as their authors wrote them."""
    found = check_tags(engine, Aliases())

    assert found.posts == 3
    assert {group.name: [one.spelling for one in group.members] for group in found.merges} == {
        "SKY": ["sky"],
        "textlint": ["textlitn"],
    }
