"""The OpenAPI document, made from the tables and types that requests and answers are checked with."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import Enum
from http import HTTPStatus
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

from service import problems
from service.api.operation import JSON, Operation
from service.api.operations import OPERATIONS
from service.wire import shapes, tasks
from service.wire.parameters import MAX_VALUES, Parameter

Json = dict[str, Any]

_OF_THE_MOMENT = (shapes.Status, shapes.Ready, tasks.Task, tasks.Tasks)
"""What is never kept, and so has no ETag."""
_SCALARS = {str: "string", int: "integer", float: "number", bool: "boolean"}
_REFERENCES = "#/components/schemas/"


def document(version: str) -> Json:
    """The whole document (OpenAPI 3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Backmatter",
            "version": version,
            "summary": "Full-text search and tags for a blog.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {operation.path: {operation.method.lower(): _operation(operation)} for operation in OPERATIONS},
        "components": {"schemas": {shape.__name__: object_schema(shape) for shape in _used_shapes()}},
    }


def _operation(operation: Operation) -> Json:
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [*_path_parameters(operation), *map(_parameter, operation.parameters)],
        **_request_body(operation),
        "responses": _success(operation) | _failures(operation),
    }


def _path_parameters(operation: Operation) -> Iterator[Json]:
    if operation.in_path:
        name, about = operation.in_path
        yield {"name": name, "in": "path", "required": True, "description": about, "schema": {"type": "string"}}


def _parameter(parameter: Parameter[Any]) -> Json:
    schema = dict(parameter.kind.schema)
    default = parameter.default.value if isinstance(parameter.default, Enum) else parameter.default
    if parameter.repeatable:
        schema = {"type": "array", "items": schema, "maxItems": MAX_VALUES}
    elif type(default) in {str, int} and default != "":
        schema["default"] = default
    return {"name": parameter.name, "in": "query", "description": parameter.about, "schema": schema}


def _request_body(operation: Operation) -> Json:
    if operation.body is None:
        return {}
    is_required = bool(operation.body.__required_keys__)  # type: ignore[attr-defined]
    return {"requestBody": {"required": is_required, "content": {JSON: {"schema": schema_of(operation.body)}}}}


def _success(operation: Operation) -> Json:
    if not operation.media:
        return {"204": {"description": "It is done; there is nothing to say."}}
    schema = schema_of(operation.answer) if operation.answer else {"type": "object"}
    content = {media: {"schema": schema if media.endswith("json") else {"type": "string"}} for media in operation.media}
    answers: Json = {str(operation.success): {"description": "The answer.", "content": content}}
    if operation.method == "GET" and operation.codes and operation.answer not in _OF_THE_MOMENT:
        answers["304"] = {"description": "Nothing has changed since the answer whose ETag came as If-None-Match."}
    if operation.moved:
        answers["301"] = {"description": operation.moved}
    return answers


def _failures(operation: Operation) -> Json:
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in (*operation.codes, "internal"):
        by_status[problems.KINDS[code].status].append(code)
    content = {problems.MEDIA_TYPE: {"schema": schema_of(shapes.Error)}}
    return {
        str(status): {"description": f"{HTTPStatus(status).phrase}: {', '.join(codes)}.", "content": content}
        for status, codes in sorted(by_status.items())
    }


def _used_shapes() -> list[type]:
    found: dict[type, None] = {}
    told = [shape for operation in OPERATIONS for shape in (operation.answer, operation.body) if shape]
    waiting = [shapes.Error, *told]
    while waiting:
        shape = waiting.pop()
        if shape not in found:
            found[shape] = None
            waiting.extend(_shapes_in(list(get_type_hints(shape).values())))
    return sorted(found, key=lambda shape: shape.__name__)


def _shapes_in(hints: list[Any]) -> Iterator[type]:
    for hint in hints:
        if is_typeddict(hint):
            yield hint
        yield from _shapes_in([part for part in get_args(hint) if part is not NoneType])


def object_schema(shape: type) -> Json:
    """The JSON Schema of a TypedDict."""
    hints = get_type_hints(shape, include_extras=True)
    return {
        "type": "object",
        "description": shape.__doc__,
        "properties": {name: schema_of(hint) for name, hint in hints.items()},
        "required": [name for name in hints if name in shape.__required_keys__],  # type: ignore[attr-defined]
    }


def schema_of(hint: Any) -> Json:  # noqa: ANN401  (a type is what it is)
    """The JSON Schema of a type; TypedDicts are referred to by name."""
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if is_typeddict(hint):
        return {"$ref": _REFERENCES + hint.__name__}
    return _COMPOSED[get_origin(hint)](*get_args(hint))


def _nullable(*parts: Any) -> Json:  # noqa: ANN401  (as above)
    (schema,) = (schema_of(part) for part in parts if part is not NoneType)
    if "$ref" in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema | {"type": [schema["type"], "null"]}


_COMPOSED: dict[Any, Callable[..., Json]] = {
    NotRequired: schema_of,
    Annotated: lambda part, about: schema_of(part) | {"description": about},
    Literal: lambda *values: {"type": "string", "enum": list(values)},
    list: lambda part: {"type": "array", "items": schema_of(part)},
    dict: lambda _, part: {"type": "object", "additionalProperties": schema_of(part)},
    Union: _nullable,
    UnionType: _nullable,
}
