"""The API's own documentation: openapi.json for programs, /docs for people."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask import Blueprint, render_template

from service.api import openapi
from service.problems import KINDS
from service.serving.answering import holds_until_next_sync
from service.tasks.failures import ABOUT


@dataclass(frozen=True)
class Documentation:
    """The routes, about the running *version*."""

    version: str

    @cached_property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document."""
        return openapi.document(self.version)

    def openapi(self) -> dict[str, Any]:
        """The document as JSON."""
        return self.document

    def docs(self) -> str:
        """The document as a page, with every problem's code as an anchor."""
        return render_template("docs.html", document=self.document, kinds=KINDS, failures=ABOUT)


def blueprint(version: str) -> Blueprint:
    """The routes."""
    documentation, views = Documentation(version), Blueprint("documentation", __name__)
    views.add_url_rule("/openapi.json", view_func=documentation.openapi)
    views.add_url_rule("/docs", view_func=documentation.docs)
    views.after_request(holds_until_next_sync)
    return views
