"""Lists of one entry a line."""

import pytest

from indexer.tagging.front_matter import entries
from indexer.tagging.front_matter.addition import Addition
from tests.tagging.front_matter import applied


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- a\n", "- a\n- x\n- z\n"),
        ("- a", "- a\n- x\n- z"),
        ("  -  'a'\nlang: en\n", "  -  'a'\n  -  'x'\n  -  'z'\nlang: en\n"),
        ("- a\n- 'b'\n", "- a\n- 'b'\n- x\n- z\n"),
        ("\t- a\n", "\t- a\n\t- x\n\t- z\n"),
        ("- a\n\n- b\n\n# on\nlang: en", "- a\n\n- b\n- x\n- z\n\n# on\nlang: en"),
        ("- a\n# one\n- b\n", "- a\n# one\n- b\n- x\n- z\n"),
        ("- a\n  more\n  # note\nlang: en", "- a\n  more\n- x\n- z\n  # note\nlang: en"),
        ("- - a\n  - b\n", "- - a\n  - b\n- x\n- z\n"),
        ("-\n", "- x\n- z\n"),
        ("- \n", "- x\n- z\n"),
        ("- a\n-\n", "- a\n- x\n- z\n"),
        ("  a\n  b\nlang: en", "  a\n  b\n  x\n  z\nlang: en"),
    ],
)
def test_entries_come_below_the_last(before: str, after: str) -> None:
    """With the margin, the dash and the quotes that the others have."""
    source = f"tags:\n{before}"

    assert applied(source, entries.extended(source, 6, Addition((), ("x", "z"), "yaml"))) == f"tags:\n{after}"


@pytest.mark.parametrize(
    ("source", "style"),
    [
        ("title: T\n", None),
        ("authors: [a]\n", None),
        ("authors:\n- a\n", "- "),
        ("authors:\n  -  a\n", "  -  "),
        ("params:\n  authors:\n    - a\n", "  - "),
        ("deck: |\n  - a\n", None),
    ],
)
def test_style(source: str, style: str | None) -> None:
    """How a header's lists are written below their keys."""
    assert entries.style_of(source) == style
