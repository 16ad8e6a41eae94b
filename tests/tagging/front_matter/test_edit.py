"""Changes to a text."""

from indexer.tagging.front_matter.edit import Edit, insertion, moved
from tests.tagging.front_matter import applied


def test_edits_of_a_part_become_edits_of_the_whole() -> None:
    """Wherever the part begins."""
    edits = (*insertion(0, "<"), Edit(1, 2, "B"))

    assert applied("abc", edits) == "<aBc"
    assert applied("--abc", moved(edits, 2)) == "--<aBc"
