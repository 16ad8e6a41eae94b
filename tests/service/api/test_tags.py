"""Suggested tags over HTTP: for posts and for drafts, and what is told to who sends something else."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.app import MAX_BODY
from service.problems import KINDS

DRAFT = {
    "title": "JavaScript at home",
    "body": "JavaScript runs on *JavaScript*. Why JavaScript? See [JavaScript](/js).\n" * 2,
}
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@pytest.mark.slow
def test_a_draft_gets_tags(client: FlaskClient) -> None:
    """Each with its probability, whether it is new, and the words that speak for it."""
    answer = client.post("/api/tags/suggest", json=DRAFT)
    found = answer.get_json()

    assert answer.status_code == 200
    assert set(found) == {"suggestions", "generation", "processingTimeMs"}
    assert found["suggestions"][0] == {
        "tag": "JavaScript",
        "probability": found["suggestions"][0]["probability"],
        "accepted": found["suggestions"][0]["probability"] >= 0.6,
        "isNew": True,
        "count": 0,
        "evidence": {"words": ["JavaScript"], "posts": []},
    }


def test_an_answer_to_a_draft_is_not_kept(client: FlaskClient) -> None:
    """It depends on what was sent, which no cache looks at."""
    assert "Cache-Control" not in client.post("/api/tags/suggest", json=DRAFT).headers
    assert client.post("/api/tags/suggest", json={"title": ""}).get_json()["suggestions"] == []


def test_tags_that_it_has_are_not_suggested(client: FlaskClient) -> None:
    """Whatever their spelling."""
    found = client.post("/api/tags/suggest", json={**DRAFT, "tags": ["javascript"]}).get_json()["suggestions"]

    assert "JavaScript" not in [one["tag"] for one in found]


def test_a_header_is_no_text(client: FlaskClient) -> None:
    """Who sends the whole file gets the same tags."""
    whole = {**DRAFT, "body": f"---\ntitle: Giraffes\nkeywords: giraffes\n---\n{DRAFT['body']}"}
    one, other = (client.post("/api/tags/suggest", json=sent).get_json()["suggestions"] for sent in (DRAFT, whole))

    assert one == other


def test_a_post_gets_tags(client: FlaskClient) -> None:
    """By any of its names; the answer holds until the next sync."""
    hit = client.get("/api/search?q=routing").get_json()["hits"][0]
    answers = [client.get(f"/api/posts/{name}/tag-suggestions") for name in (hit["id"], hit["path"])]

    assert answers[0].get_json()["suggestions"] == answers[1].get_json()["suggestions"]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].headers["ETag"]


def test_a_post_that_is_not_there_has_no_tags(client: FlaskClient) -> None:
    """The problem says what it was called."""
    answer = client.get("/api/posts/nowhere/tag-suggestions")

    assert answer.status_code == 404
    assert answer.get_json()["code"] == "post_not_found"


@pytest.mark.parametrize(
    ("sent", "code", "told"),
    [
        (b"", "invalid_body", "is not JSON"),
        (b"{", "invalid_body", "is not JSON"),
        (b"\xff", "invalid_body", "is not JSON"),
        (b"[" * 100_000, "invalid_body", "is not JSON"),
        (b"[]", "invalid_body", "is no object"),
        (b"{}", "missing_parameter", 'give "title", "body" or both'),
        (b'{"titel": "x"}', "unknown_parameter", 'did you mean "title"?'),
        (b'{"title": 1}', "invalid_parameter", '"title": 1: write a text'),
        (b'{"body": null}', "invalid_parameter", '"body": null: write a text'),
        (b'{"body": "", "tags": "a"}', "invalid_parameter", '"tags": "a": write a list'),
        (b'{"body": "", "tags": [1]}', "invalid_parameter", '"tags": [1]: write a list'),
        (b'{"body": "", "limit": 0}', "invalid_parameter", "a whole number from 1 to 20"),
        (b'{"body": "", "limit": true}', "invalid_parameter", "a whole number from 1 to 20"),
        (b'{"body": "", "lang": 4}', "invalid_parameter", "a language such as en"),
    ],
)
def test_what_is_no_draft_is_told(client: FlaskClient, sent: bytes, code: str, told: str) -> None:
    """The problem names the member, its value and the cure."""
    answer = client.post("/api/tags/suggest", data=sent)
    problem = answer.get_json()

    assert answer.status_code == KINDS[code].status == 400
    assert answer.mimetype == "application/problem+json"
    assert problem["code"] == code
    assert told in problem["detail"]


def test_too_long_a_text_is_refused(client: FlaskClient) -> None:
    """The problem names the limit."""
    answer = client.post("/api/tags/suggest", json={"body": "x" * MAX_BODY})

    assert answer.status_code == 413
    assert answer.get_json()["code"] == "request_entity_too_large"
    assert f"{MAX_BODY // 1024} KiB" in answer.get_json()["detail"]


def test_unknown_parameters_are_refused(client: FlaskClient) -> None:
    """What stands behind the question mark of a draft's address would be overlooked."""
    assert client.post("/api/tags/suggest?limit=3", json=DRAFT).status_code == 400
    assert client.get("/api/posts/x/tag-suggestions?limt=3").status_code == 400


def test_a_tag_called_suggest_has_its_page(client: FlaskClient) -> None:
    """The route of drafts takes nothing away from GET."""
    assert client.get("/api/tags/suggest").get_json()["code"] == "tag_not_found"


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["title", "body", "tags", "lang", "limit", "x"]), JSON_VALUES) | JSON_VALUES)
def test_anything_gets_an_answer(client: FlaskClient, sent: Any) -> None:
    """Suggestions or a problem, never a failure."""
    answer = client.post("/api/tags/suggest", data=json.dumps(sent))

    assert answer.status_code in {200, 400}
    assert ("suggestions" in answer.get_json()) == (answer.status_code == 200)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_any_bytes_get_an_answer(client: FlaskClient, sent: bytes) -> None:
    """The same for what is no JSON."""
    assert client.post("/api/tags/suggest", data=sent).status_code in {200, 400}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(), st.text(), st.none() | st.sampled_from(["en", "ja", "xx", ""]))
def test_any_text_gets_tags(client: FlaskClient, title: str, body: str, lang: str | None) -> None:
    """However odd."""
    assert client.post("/api/tags/suggest", json={"title": title, "body": body, "lang": lang}).status_code == 200
