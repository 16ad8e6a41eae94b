"""The JSON API of suggested tags."""

from dataclasses import dataclass

from flask import Blueprint, request

from indexer import Engine
from service.serving.answering import arguments, holds_until_next_sync, timed
from service.tag_suggestions import Suggested, TagAdvice
from service.wire import parameters as p
from service.wire.drafts import draft_request
from service.wire.tag_suggestions import TagSuggestions, suggested


@dataclass(frozen=True, slots=True)
class TagApi:
    """The routes, answered by *advice*."""

    advice: TagAdvice

    def for_post(self, id: str) -> TagSuggestions:
        """The tags that suit a post; raises NotFound."""
        limit = p.TAG_SUGGESTIONS_LIMIT.one(arguments(*p.TAG_SUGGESTIONS))
        return _answer(*timed(self.advice.for_post, id, limit))

    def for_draft(self) -> TagSuggestions:
        """The tags that suit a text that is being written."""
        arguments()
        asked = draft_request(request.get_data())
        return _answer(*timed(self.advice.for_draft, asked.draft, asked.limit))


def _answer(found: Suggested, milliseconds: int) -> TagSuggestions:
    return {
        "suggestions": suggested(found.suggestions, found.posts),
        "generation": found.generation,
        "processingTimeMs": milliseconds,
    }


def blueprint(engine: Engine) -> Blueprint:
    """The routes."""
    api, views = TagApi(TagAdvice(engine)), Blueprint("tag_api", __name__, url_prefix="/api")
    views.add_url_rule("/posts/<anything:id>/tag-suggestions", view_func=api.for_post)
    views.add_url_rule("/tags/suggest", view_func=api.for_draft, methods=["POST"])
    views.after_request(holds_until_next_sync)
    return views
