"""Templates as XML: whatever a text holds, a parser reads it."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.wire.xml_text import document
from tests.service.parsed import parsed


@given(st.text(st.characters(codec=None, categories=None)))
def test_any_text_can_be_parsed(text: str) -> None:
    """What XML can say is there again; line ends are its own."""
    root = parsed(document(f"<a b='{escape(text)}'>{escape(text)}</a>"))
    sayable = "".join(
        c for c in text if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )

    assert (root.text or "") == sayable.replace("\r\n", "\n").replace("\r", "\n")
    assert list(root) == []


@pytest.mark.parametrize("forbidden", ["\0", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_left_out(forbidden: str) -> None:
    """A parser would refuse the whole document."""
    assert document(f"<a>b{forbidden}c</a>") == b"<a>bc</a>\n"


def test_entities_become_references() -> None:
    """Which are the same to a parser of XML, and safer in those that readers of feeds have."""
    assert document("<a>R&amp;D &lt;b&gt; &#39;</a>") == b"<a>R&#x26;D &#x3C;b&#x3E; &#39;</a>\n"
