"""The OpenAPI document: it says what the routes do, all of it and nothing else."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.api.openapi import document
from service.api.operation import Operation
from service.api.operations import OPERATIONS
from service.problems import KINDS
from tests.service.conftest import KEY

DOCUMENT = document("0")


def check(value: Any, schema: dict[str, Any]) -> None:
    """Fail if *value* is not what *schema* says; members that it does not name count as wrong."""
    if "$ref" in schema:
        check(value, DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]])
    elif "anyOf" in schema:
        check(value, schema["anyOf"][0] if value is not None else {"type": ["null"]})
    elif value is None:
        assert "null" in schema["type"]
    elif schema["type"] == "object":
        check_object(value, schema)
    elif schema["type"] == "array":
        for one in value:
            check(one, schema["items"])
    else:
        types: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
        named = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
        assert isinstance(value, types[named]), (value, schema)
        assert value in schema.get("enum", [value])


def check_object(value: dict[str, Any], schema: dict[str, Any]) -> None:
    """The same for objects."""
    assert set(schema.get("required", ())) <= value.keys()
    for name, member in value.items():
        known = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        assert known is not None, name
        check(member, known)


def example(operation: Operation, client: FlaskClient) -> str:
    """A path of *operation* that has an answer."""
    first = client.get("/api/search?q=flask").get_json()["hits"][0]
    values = {"{id}": first["id"], "{tag}": "flask", "{lang}": "de", "{fingerprint}": "0123456789", "{uid}": "1"}
    return re.sub(r"{\w+}", lambda name: values[name[0]], operation.path)


def ask(client: FlaskClient, operation: Operation, **request: Any) -> TestResponse:
    """What *operation* answers to a request that it understands, completed by *request*."""
    first = client.get("/api/search?q=flask").get_json()["hits"][0]["id"]
    click = {"query": "flask", "id": first, "position": 1}
    bodies = {"DraftBody": {"title": "Flask"}, "ClickBody": click, "ReindexBody": {}}
    sent = {"json": bodies[operation.body.__name__]} if operation.body else {}
    headers = {"Accept": "application/json", "Authorization": f"Bearer {KEY}"}
    return client.open(example(operation, client), method=operation.method, headers=headers, **sent, **request)


def test_every_route_is_in_the_document_and_the_other_way_round(app: Flask) -> None:
    """Nothing can be asked that is not documented."""
    routes = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) for rule in app.url_map.iter_rules()}

    assert routes - {"/static/{filename}"} == set(DOCUMENT["paths"])


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_documented_route_answers_in_its_shape(client: FlaskClient, operation: Operation) -> None:
    """Every member is documented, and every one that is promised is there."""
    response = ask(client, operation)

    if operation.answer:
        responses = DOCUMENT["paths"][operation.path][operation.method.lower()]["responses"]
        content = responses[str(response.status_code)]["content"]
        schema = next(told["schema"] for media, told in content.items() if media.endswith("json"))
        check(json.loads(response.data), schema)
    else:
        assert response.status_code in {200, 204}


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_every_documented_parameter_is_known_to_its_route(client: FlaskClient, operation: Operation) -> None:
    """And no other, except on the pages for people, which pass over what they do not know."""
    refused = ask(client, operation, query_string=dict.fromkeys([one.name for one in operation.parameters], ""))
    unknown = ask(client, operation, query_string={"never-heard-of": "x"})

    assert refused.status_code in {operation.success, 204}
    assert (unknown.status_code == 400) == ("unknown_parameter" in operation.codes)


@pytest.mark.parametrize("operation", [one for one in OPERATIONS if one.body], ids=lambda operation: operation.name)
def test_what_is_sent_is_documented(operation: Operation) -> None:
    """The body has a shape, each of whose members is read."""
    body = DOCUMENT["paths"][operation.path][operation.method.lower()]["requestBody"]["content"]["application/json"]

    assert body["schema"]["$ref"].rsplit("/", 1)[1] in DOCUMENT["components"]["schemas"]


@pytest.mark.parametrize("path", ["/api/search?page=x", "/api/posts/none", "/none"])
def test_problems_have_their_shape(client: FlaskClient, path: str) -> None:
    """As documented."""
    check(client.get(path).get_json(force=True), {"$ref": "#/components/schemas/Error"})


def test_explained_hits_have_their_shape(client: FlaskClient) -> None:
    """The details of a score are documented too."""
    answer = client.get("/api/search?q=flask+routing&explain=true&facets=*").get_json()

    check(answer, {"$ref": "#/components/schemas/Results"})


def test_every_code_is_explained_and_used() -> None:
    """The table of problems holds what the routes may answer."""
    used = {code for operation in OPERATIONS for code in operation.codes} | {"internal"}

    assert used | {"not_found", "method_not_allowed"} == set(KINDS)


def test_every_reference_leads_somewhere() -> None:
    """The document stands on its own."""
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(DOCUMENT)))

    assert names <= set(DOCUMENT["components"]["schemas"])
    assert json.dumps(DOCUMENT).count('"operationId"') == len(OPERATIONS)
