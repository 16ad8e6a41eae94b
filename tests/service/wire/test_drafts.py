"""Drafts: what may be sent is what is documented, and is read as it was meant."""

import json
from typing import get_type_hints

from service.wire.drafts import DraftBody, draft_request


def test_every_documented_member_is_read() -> None:
    """And no other."""
    whole = {"title": "A", "body": "# B\n\n*c* d\n", "tags": ["e"], "lang": "es", "limit": 3}
    asked = draft_request(json.dumps(whole).encode())

    assert whole.keys() == get_type_hints(DraftBody).keys()
    assert asked.draft.title == "A"
    assert asked.draft.body.split() == ["B", "c", "d"]
    assert asked.draft.tags == ("e",)
    assert asked.draft.lang == "es"
    assert asked.limit == 3


def test_the_first_heading_is_the_title_of_a_text_without_one() -> None:
    """As it is of a post."""
    asked = draft_request(b'{"body": "# On search\\n\\nText.\\n"}')

    assert asked.draft.title == "On search"
    assert asked.draft.lang is None
    assert asked.limit == 5
