"""The playground: how a query was understood, and why each hit ranks where it does."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from indexer import Engine, Explanation, Results, Sort, Understanding
from service.pages.clause_words import ClauseWords
from service.pages.links import Links
from service.pages.score_bar import ScoreBar, weight
from service.serving.answering import holds_until_next_sync, timed
from service.serving.own_address import own_address
from service.wire import answers, requests
from service.wire import parameters as p
from service.wire.encoding import encoded
from service.wire.parameters import Parameter
from service.wire.requests import Search

_LABELS: tuple[tuple[Parameter[Any], str], ...] = (
    (p.TAG, "Tag"),
    (p.CATEGORY, "Category"),
    (p.SERIES, "Series"),
    (p.AUTHOR, "Author"),
    (p.LANG, "Language"),
    (p.YEAR_OF, "Year"),
    (p.SINCE, "From"),
    (p.UNTIL, "To"),
)
"""What narrows a search, in the order of the form."""


class Field(NamedTuple):
    """A field of the form: its *name* in the request, its *label* and its *value*."""

    name: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A query that was tried.

    Attributes:
        search: What was asked.
        found: The answer, with explanations.
        milliseconds: How long that took.
        links: What stands in the request.
    """

    search: Search
    found: Results
    milliseconds: int
    links: Links

    @property
    def understanding(self) -> Understanding:
        """How the query was understood."""
        return self.found.understanding or Understanding()

    def clauses(self) -> list[ClauseWords]:
        """The clauses of the query, for reading."""
        return [ClauseWords(clause, self.found.matching) for clause in self.understanding.clauses]

    def fields(self) -> Iterator[Field]:
        """The fields that narrow the search, those with several values several times."""
        for parameter, label in _LABELS:
            for value in self.links.arguments.get(parameter.name, ("",)):
                yield Field(parameter.name, label, value)

    def sorts(self) -> list[tuple[str, bool]]:
        """The orders, and whether each is the one that was asked for."""
        return [(sort.value, sort is self.search.query.sort) for sort in Sort]

    def bar(self, why: Explanation) -> ScoreBar:
        """The bar of a hit, on a scale that all hits share."""
        reasons = (hit.explanation for hit in self.found.hits)
        return ScoreBar(why, max(weight(one) for one in reasons if one))

    def address(self) -> str:
        """Where programs get the same answer."""
        asked = {**self.links.arguments, p.EXPLAIN.name: ("true",)}
        return f"{own_address()}/api/search?{urlencode(asked, doseq=True, errors='replace')}"

    def json(self) -> str:
        """That answer, for reading."""
        answer: Any = json.loads(encoded(answers.results(self.found, self.search, self.milliseconds)))
        return json.dumps(answer, indent=2, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Playground:
    """The page, answered by *engine*."""

    engine: Engine

    def page(self) -> str:
        """A query tried; it takes what the search page takes. Raises ParameterError and EngineError."""
        given = request.args.to_dict(flat=False)
        asked = requests.search(given)
        search = replace(asked, query=replace(asked.query, explain=True))
        found, milliseconds = timed(self.engine.search, search.query)
        trial = Trial(search, found, milliseconds, Links.from_request(given))
        return render_template("playground.html", trial=trial, found=found, query=search.query)


def blueprint(engine: Engine) -> Blueprint:
    """The route."""
    playground, views = Playground(engine), Blueprint("playground", __name__)
    views.add_url_rule("/playground", view_func=playground.page)
    views.after_request(holds_until_next_sync)
    return views
