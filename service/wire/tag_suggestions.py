"""Suggested tags as JSON."""

from collections.abc import Iterable, Mapping
from typing import Annotated, TypedDict

import indexer
from service.wire import shapes
from service.wire.see_also import link

Posts = Mapping[str, indexer.Document]
"""The posts that speak for a tag, by id."""


class Evidence(TypedDict):
    """What speaks for a tag."""

    words: Annotated[list[str], "How the text says it, as it stands there; none if only other posts speak for it."]
    posts: Annotated[list[shapes.PostLink], "The most similar posts that carry it, the most similar first."]


class TagSuggestion(TypedDict):
    """A tag that suits a text."""

    tag: Annotated[str, "As the blog writes it, or would."]
    probability: Annotated[float, "That the author would choose it, 0 to 1."]
    accepted: Annotated[bool, "Whether it is probable enough to be taken unseen: 0.6 or more."]
    isNew: Annotated[bool, "Whether no post carries it yet."]
    count: Annotated[int, "How many posts carry it."]
    evidence: Evidence


class TagSuggestions(TypedDict):
    """The tags that suit a text, the most probable first; none where nothing is probable enough."""

    suggestions: list[TagSuggestion]
    generation: str
    processingTimeMs: int


class SuggestedPost(TypedDict):
    """A post and the tags that suit it."""

    id: str
    path: Annotated[str, "The file, relative to the posts folder."]
    title: str
    tags: Annotated[list[str], "Those that it has."]
    suggestions: list[TagSuggestion]


def suggested_post(post: indexer.Document, found: Iterable[indexer.TagSuggestion], posts: Posts) -> SuggestedPost:
    """*post* with the tags that were *found* for it; *posts* holds those that speak for them."""
    return {
        "id": post.id,
        "path": post.path,
        "title": post.title,
        "tags": list(post.tags),
        "suggestions": suggested(found, posts),
    }


def suggested(found: Iterable[indexer.TagSuggestion], posts: Posts) -> list[TagSuggestion]:
    """The tags that were *found*; *posts* holds those that speak for them."""
    return [
        {
            "tag": one.tag,
            "probability": round(one.probability, 3),
            "accepted": one.is_accepted,
            "isNew": one.is_new,
            "count": one.count,
            "evidence": {"words": list(one.words), "posts": [link(posts[post]) for post in one.posts if post in posts]},
        }
        for one in found
    ]
