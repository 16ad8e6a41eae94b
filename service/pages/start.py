"""The first page: the search box, what is in the index, and how both get into a blog."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from flask import Blueprint, Response, make_response, render_template

from indexer import FACETS, Engine, Hit, Query, Results, SyncReport, last_report
from service.config import Config
from service.pages import tag_cloud
from service.pages.embedding import PIECES
from service.pages.links import PAGE
from service.serving.answering import holds_until_next_sync
from service.serving.own_address import own_address
from service.terminal import printable

_NEWEST = 5
_POPULAR = 12
_PROBLEMS = 5

_COUNTED = {
    "tags": ("tag", "tags"),
    "categories": ("category", "categories"),
    "series": ("series", "series"),
    "authors": ("author", "authors"),
    "lang": ("language", "languages"),
}
"""The facets whose values are counted, with their names for one and for several."""
_PLACES = {"tags": tag_cloud.PAGE}


class Figure(NamedTuple):
    """A number that says something about the blog: its *value*, of *what*, and an *address* that shows more, if any."""

    value: str
    what: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What is in the index: the newest posts *found*, and what the last sync said in its *report*, if that is known."""

    found: Results
    report: SyncReport | None

    @property
    def is_settled(self) -> bool:
        """Whether the report speaks of the generation that answered; a sync that is just ending writes it last."""
        return self.report is None or self.report.generation == self.found.generation

    @property
    def newest(self) -> tuple[Hit, ...]:
        """The newest posts."""
        return self.found.hits

    @property
    def years(self) -> str:
        """The years of the first and the last post, such as 2004–2026; "" if none is dated."""
        years = sorted(self.found.facets["year"], key=int)
        return "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""

    def figures(self) -> Iterator[Figure]:
        """The blog in numbers."""
        yield Figure(f"{self.found.total:,}", "post" if self.found.total == 1 else "posts", PAGE)
        if self.years:
            yield Figure(self.years, "years" if "–" in self.years else "year")
        for field, (one, several) in _COUNTED.items():
            count = len(self.found.facets[field])
            if count:
                yield Figure(f"{count:,}", one if count == 1 else several, _PLACES.get(field))

    def popular(self) -> list[str]:
        """The most used tags."""
        return list(islice(self.found.facets["tags"], _POPULAR))

    @property
    def problem_count(self) -> int:
        """How many problems the posts have."""
        return len(self.report.problems) if self.report else 0

    def problems(self) -> list[tuple[str, str]]:
        """The first of them: where each is, and what it is."""
        found = self.report.problems[:_PROBLEMS] if self.report else ()
        return [(printable(f"{problem.path}:{problem.line}"), printable(problem.message)) for problem in found]


@dataclass(frozen=True, slots=True)
class Start:
    """The page, about the posts in *engine* and the blog of *config*."""

    engine: Engine
    config: Config

    def page(self) -> Response:
        """The first page; raises EngineError."""
        found = self.engine.search(Query(limit=_NEWEST, facets=FACETS))
        overview = Overview(found, last_report(self.config.index))
        response = make_response(render_template("start.html", overview=overview, pieces=PIECES, here=own_address()))
        return holds_until_next_sync(response) if overview.is_settled else response


def blueprint(engine: Engine, config: Config) -> Blueprint:
    """The route."""
    start, views = Start(engine, config), Blueprint("start", __name__)
    views.add_url_rule("/", view_func=start.page)
    return views
