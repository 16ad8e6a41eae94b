"""The combining marks of Unicode."""

import re
import sys
import unicodedata

import pytest

from indexer.analysis.marks import MARKS

LAST_PLANES = 0xE0000


@pytest.mark.slow
def test_the_marks_are_those_of_unicode() -> None:
    """All of them, and nothing else, as far as the version that was written down goes."""
    is_mark = re.compile(f"[{MARKS}]").match
    written = {code for code in range(sys.maxunicode + 1) if is_mark(chr(code))}
    known = {code for code in range(LAST_PLANES) if unicodedata.category(chr(code))[0] == "M"}

    assert written <= known
    assert written == known or unicodedata.unidata_version != "14.0.0"
