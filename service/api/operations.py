"""What can be asked over HTTP, as a table: the source of openapi.json, of the pages at /docs and of the reference."""

from service.api.operation import HTML, JSON, Operation
from service.api.page_operations import FOR_PEOPLE
from service.api.program_operations import FOR_PROGRAMS

_ABOUT_ITSELF = (
    Operation(path="/openapi.json", name="openapi", summary="This document.", answer=None, media=(JSON,)),
    Operation(path="/docs", name="docs", summary="This document, to read.", answer=None, media=(HTML,)),
)

OPERATIONS = (*FOR_PROGRAMS, *FOR_PEOPLE, *_ABOUT_ITSELF)
