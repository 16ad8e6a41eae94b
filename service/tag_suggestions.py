"""Suggested tags, with the posts that speak for them; threads take turns, as learning from a blog takes a while."""

from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple

from indexer import Document, Draft, Engine, TagSuggester, TagSuggestion
from service.named_post import named_post
from service.wire.tag_suggestions import Posts


class Suggested(NamedTuple):
    """Tags that suit a text, and by their ids the posts that speak for them."""

    suggestions: tuple[TagSuggestion, ...]
    posts: Posts
    generation: str


class TagAdvice:
    """What to tag, told from the posts of *engine*."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._suggester = TagSuggester(engine)
        self._turn = Lock()

    def for_draft(self, draft: Draft, limit: int) -> Suggested:
        """At most *limit* tags for *draft*."""
        with self._turn:
            return self._with_posts(self._suggester.suggest(draft)[:limit])

    def for_post(self, name: str, limit: int) -> Suggested:
        """At most *limit* tags for the post that *name* means (an id, a path, a file's name, a slug or an address).

        Raises:
            NotFound: It means none.
        """
        post = named_post(self._engine, name)
        with self._turn:
            found = [one for suggested in self._suggester.suggest_for_posts([post.id]) for one in suggested.suggestions]
            return self._with_posts(tuple(found[:limit]))

    def _with_posts(self, found: tuple[TagSuggestion, ...]) -> Suggested:
        return Suggested(found, posts_of(self._engine, found), self._engine.generation)


def posts_of(engine: Engine, found: Iterable[TagSuggestion]) -> dict[str, Document]:
    """The posts that speak for the tags that were *found*, by id."""
    posts = {post: engine.get(post) for post in dict.fromkeys(post for one in found for post in one.posts)}
    return {name: post for name, post in posts.items() if post}
