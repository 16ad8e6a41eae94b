"""Suggested tags as JSON."""

from indexer import TagSuggestion
from service.wire.tag_suggestions import suggested
from tests.documents import document


def test_a_suggestion_has_its_evidence() -> None:
    """Words as they stand, posts to link to; a post that went meanwhile is left out."""
    found = TagSuggestion("search", 0.71239, words=("Search",), posts=("a", "gone"), count=7)

    assert suggested([found], {"a": document("a", "On search")}) == [
        {
            "tag": "search",
            "probability": 0.712,
            "accepted": True,
            "isNew": False,
            "count": 7,
            "evidence": {"words": ["Search"], "posts": [{"id": "a", "url": "/a/", "title": "On search"}]},
        }
    ]
