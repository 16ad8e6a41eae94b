"""The JSON API: posts, tags and completion."""

from dataclasses import dataclass

from flask import Blueprint, Response

from indexer import Engine, Filter, suggest
from service.problems import NotFound
from service.related import find_related
from service.serving.answering import arguments, holds_until_next_sync, moved, timed
from service.tags import count_tags, known_tag
from service.wire import answers, requests, see_also, shapes
from service.wire import parameters as p
from service.wire.parameters import shortened


@dataclass(frozen=True, slots=True)
class Api:
    """The routes, answered by *engine*."""

    engine: Engine

    def search(self) -> shapes.Results:
        """Posts, the best first; without anything to search for the newest."""
        return self._answer(requests.search(arguments(*p.SEARCH)))

    def post(self, id: str) -> shapes.Post:
        """A whole post; raises NotFound."""
        arguments()
        document = self.engine.get(id)
        if document is None:
            raise NotFound("post_not_found", f'There is no post with the id "{shortened(id)}".')
        return answers.post(document)

    def related(self, id: str) -> shapes.RelatedPosts:
        """What to read after a post; raises NotFound."""
        given = arguments(*p.RELATED)
        found, milliseconds = timed(find_related, self.engine, id, p.RELATED_LIMIT.one(given))
        return see_also.related(found, milliseconds, explain=p.RELATED_EXPLAIN.one(given))

    def tags(self) -> shapes.Tags:
        """Tags and how many posts carry them."""
        listing = requests.tag_listing(arguments(*p.TAGS))
        found = count_tags(self.engine)
        return answers.tags(found.counts, listing, found.generation, found.aliases)

    def tag(self, tag: str) -> shapes.TagResults | Response:
        """The posts of a tag, or the way to it from an alias; raises NotFound."""
        search = requests.search(arguments(*p.SEARCH_IN_TAG), within=(Filter("tags", (tag,)),))
        found = known_tag(self.engine, tag)
        if self.engine.aliases.is_alias(tag):
            return moved(f"/api{answers.tag_url(found.name)}")
        return {**self._answer(search), "tag": answers.tag_details(found)}

    def suggest(self) -> shapes.Suggestions:
        """What to offer while a query is being typed."""
        given = arguments(*p.SUGGEST)
        return answers.suggestions(*timed(suggest, self.engine, p.Q.one(given), p.SUGGEST_LIMIT.one(given)))

    def _answer(self, search: requests.Search) -> shapes.Results:
        found, milliseconds = timed(self.engine.search, search.query)
        return answers.results(found, search, milliseconds)


def blueprint(engine: Engine) -> Blueprint:
    """The routes of the API."""
    api, views = Api(engine), Blueprint("api", __name__, url_prefix="/api")
    views.add_url_rule("/search", view_func=api.search)
    views.add_url_rule("/posts", "posts", api.search)
    views.add_url_rule("/posts/<id>", view_func=api.post)
    views.add_url_rule("/posts/<anything:id>/related", view_func=api.related)
    views.add_url_rule("/tags", view_func=api.tags)
    views.add_url_rule("/tags/<anything:tag>", view_func=api.tag)
    views.add_url_rule("/suggest", view_func=api.suggest)
    views.after_request(holds_until_next_sync)
    return views
