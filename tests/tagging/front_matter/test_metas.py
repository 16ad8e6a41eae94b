"""Tags of an HTML page's head."""

import pytest

from indexer.tagging.front_matter import metas
from indexer.tagging.front_matter.addition import Addition
from tests.tagging.front_matter import applied

ADDITION = Addition(("a",), ("R&D", "x"), "html")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<meta name="keywords" content="a">', '<meta name="keywords" content="a, R&amp;D, x">'),
        ("<META CONTENT='a, ' NAME=keywords>", "<META CONTENT='a, R&amp;D, x, ' NAME=keywords>"),
        ('<meta property="article:tag" content="">', '<meta property="article:tag" content="R&amp;D, x">'),
    ],
)
def test_keywords_are_extended(before: str, after: str) -> None:
    """Wherever the attributes stand."""
    assert [applied(before, edits) for edits in metas.extended(before, ADDITION)] == [after]


def test_other_metas_are_left_alone() -> None:
    """Nor one that says nothing of its content."""
    assert list(metas.extended('<meta name="author" content="tags"><meta name="tags">', ADDITION)) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<head></head>", "<head>{}</head>"),
        ("<head>\n  <meta name=x>\n</head>", "<head>\n  <meta name=x>\n  {}\n</head>"),
        ("<head>\n  <title>T</title>\n  </head>", "<head>\n  <title>T</title>\n{}\n  </head>"),
        ("<title>T</title>\n", "<title>T</title>\n{}\n"),
    ],
)
def test_keywords_are_put_at_the_end(before: str, after: str) -> None:
    """On a line of their own where the end has one."""
    (edits,) = metas.added(before, "", ADDITION)

    assert applied(before, edits) == after.format('<meta name="keywords" content="a, R&amp;D, x">')
