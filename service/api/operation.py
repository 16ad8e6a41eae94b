"""What one route takes and answers; `service.api.operations` lists them all."""

from dataclasses import dataclass
from typing import Any

from service.wire.parameters import Parameter

HTML = "text/html"
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Operation:
    """One route, and what it takes and answers.

    Attributes:
        path: With what varies in braces.
        name: Its operationId.
        summary: One sentence for people.
        answer: The JSON's shape (`service.wire.shapes`); None for other media.
        media: What is answered, the preferred type first.
        parameters: What may stand behind the question mark.
        in_path: What stands in braces, with a sentence about it.
        moved: When the answer is the way to another address, in a sentence; "" for never.
        codes: Which problems it may answer, besides "internal".
        method: Of HTTP.
        body: The shape of the JSON that is sent to it; None if nothing is.
        success: The status of what is answered when all is well; 204 if that is nothing.
    """

    path: str
    name: str
    summary: str
    answer: type | None
    media: tuple[str, ...] = (JSON,)
    parameters: tuple[Parameter[Any], ...] = ()
    in_path: tuple[str, str] | None = None
    moved: str = ""
    codes: tuple[str, ...] = ()
    method: str = "GET"
    body: type | None = None
    success: int = 200


DOWN = (
    *("index_missing", "index_damaged", "engine_unavailable"),
    *("search_unreachable", "search_not_ready", "search_refused"),
)
NONE_READ = ("unknown_parameter",)
READ = ("unknown_parameter", "invalid_parameter", "repeated_parameter")
SEARCH = (*READ, "too_many_values", "conflicting_parameters", "out_of_reach", *DOWN)
PAGE_SEARCH = tuple(code for code in SEARCH if code not in NONE_READ)
TAG = ("tag", "The tag, percent-encoded, in any spelling: case, punctuation and spaces are no difference.")
MOVED = "The tag is an alias: see Location for the tag that it stands for."
