"""What commands tell of the states of the index that are kept."""

from typing import Annotated, TypedDict

import indexer
from service.wire import shapes


class Generation(TypedDict):
    """One state of the index."""

    name: str
    posts: int
    isCurrent: Annotated[bool, "Whether it is the one that answers."]
    damage: Annotated[str | None, "What is wrong with it."]


class StatusOutcome(shapes.Status):
    """What `backmatter status --json` prints."""

    place: Annotated[str, "Where the index is: its folder, or the address of the cluster."]
    detail: Annotated[str, "What there is of the engine, and what is not; empty where there is nothing to say."]
    generations: Annotated[list[Generation], "The newest first."]


def generation(kept: indexer.Generation) -> Generation:
    """A state of the index that is *kept*."""
    return {"name": kept.name, "posts": kept.posts, "isCurrent": kept.is_current, "damage": kept.damage or None}
