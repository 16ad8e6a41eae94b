"""Asking for a sync over HTTP, and following it."""

import hmac
import json
import logging
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import Engine
from service.api.tasks import MAX_SIGNED_BODY
from service.app import MAX_BODY, create_app
from service.config import Config
from service.tasks.store import FILE, Tasks
from service.tasks.task import Options, Source, Status, TaskError
from tests.service.conftest import KEY

PATH = "/api/reindex"
BEARER = {"Authorization": f"Bearer {KEY}"}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The folder of the tasks."""
    return tmp_path / "index"


@pytest.fixture
def app(config: Config, engine: Engine, index: Path) -> Flask:
    """An application with tasks of its own."""
    return create_app(replace(config, index=index), engine)


@pytest.fixture
def tasks(index: Path) -> Tasks:
    """Those tasks."""
    return Tasks(index)


def signed(body: bytes, **headers: str) -> dict[str, Any]:
    """What GitHub sends with *body*."""
    signature = "sha256=" + hmac.new(KEY.encode(), body, sha256).hexdigest()
    return {"data": body, "headers": {"X-Hub-Signature-256": signature, "X-GitHub-Event": "push", **headers}}


def test_who_knows_the_key_gets_a_task(client: FlaskClient, tasks: Tasks) -> None:
    """And is told where to follow it."""
    response = client.post(PATH, headers=BEARER)
    followed = client.get(response.headers["Location"])

    assert (response.status_code, response.headers["Location"]) == (202, "/api/tasks/1")
    assert response.json == {
        "taskUid": 1,
        "status": "enqueued",
        "type": "reindex",
        "enqueuedAt": followed.json["enqueuedAt"],
    }
    assert (followed.json["uid"], followed.json["details"]["source"]) == (1, "request")
    assert {response.headers["Cache-Control"], followed.headers["Cache-Control"]} == {"no-store"}
    assert tasks.count() == 1


def test_who_asks_again_gets_the_same_task(client: FlaskClient, tasks: Tasks) -> None:
    """Until it has begun; then another, as there is at most one that waits."""
    told = [client.post(PATH, headers=BEARER).json["taskUid"] for _ in range(3)]
    tasks.begin(Source.SCHEDULE)
    told += [client.post(PATH, headers=BEARER).json["taskUid"] for _ in range(3)]

    assert told == [1, 1, 1, 2, 2, 2]


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ({"query_string": {"force": "true"}}, Options(force=True)),
        ({"json": {"rebuild": True}}, Options(rebuild=True)),
        ({"data": '{"rebuild": true}', "query_string": {"force": "1"}}, Options(rebuild=True, force=True)),
        ({"data": '{"rebuild": true}', "content_type": "application/x-www-form-urlencoded"}, Options(rebuild=True)),
    ],
)
def test_who_sends_the_key_may_tell_what_to_do(
    client: FlaskClient, tasks: Tasks, asked: dict[str, Any], options: Options
) -> None:
    """Whatever the body is called."""
    assert client.post(PATH, headers=BEARER, **asked).status_code == 202
    waiting = tasks.waiting()
    assert waiting
    assert waiting.options == options


@pytest.mark.slow
@pytest.mark.parametrize("content_type", ["application/json", "application/x-www-form-urlencoded", None])
@pytest.mark.parametrize("body", [b"", b'{"ref": "refs/heads/main"}', b"payload=%7B%7D", b"\xff\0", b"{" * 100_000])
def test_a_signed_body_is_nobodys_matter(client: FlaskClient, tasks: Tasks, body: bytes, content_type: str) -> None:
    """It is only known to be the sender's."""
    response = client.post(PATH, **signed(body), content_type=content_type)
    waiting = tasks.waiting()
    assert waiting

    assert (response.status_code, waiting.source, waiting.options) == (202, Source.WEBHOOK, Options())


def test_a_ping_asks_for_nothing(client: FlaskClient, tasks: Tasks) -> None:
    """GitHub sends one when a webhook is set up."""
    response = client.post(PATH, **signed(b'{"zen": "Calm."}', **{"X-GitHub-Event": "ping"}))

    assert (response.status_code, response.json) == (200, {"status": "pong"})
    assert tasks.count() == 0


def test_a_replay_gives_the_first_task(client: FlaskClient, tasks: Tasks) -> None:
    """Also under another number, which is not signed; unless that task failed."""
    first = client.post(PATH, **signed(b"{}", **{"X-GitHub-Delivery": "1"})).json
    tasks.cancel(tasks.begin(Source.WEBHOOK).uid, TaskError("canceled", ""))
    again = client.post(PATH, **signed(b"{}", **{"X-GitHub-Delivery": "1"})).json
    uid = tasks.begin(Source.WEBHOOK).uid
    replayed = client.post(PATH, **signed(b"{}", **{"X-GitHub-Delivery": "2"})).json
    other = client.post(PATH, **signed(b"{ }", **{"X-GitHub-Delivery": "1"})).json

    assert [one["taskUid"] for one in (first, again, replayed, other)] == [1, 2, 2, 3]
    assert (uid, replayed["status"]) == (2, "processing")


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"headers": {"Authorization": "Bearer wrong"}},
        {"headers": {"Authorization": f"Basic {KEY}"}},
        {"headers": {"X-Gitlab-Token": "wrong"}},
        {**signed(b"{}"), "data": b"{ }"},
        {"query_string": {"key": KEY}},
        {"json": {"key": KEY}},
        {"headers": {"Cookie": f"key={KEY}"}},
    ],
)
def test_nobody_else_may_ask(
    client: FlaskClient, index: Path, asked: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """All are told the same; nothing is written, and the key is said nowhere."""
    with caplog.at_level(logging.DEBUG):
        response = client.post(PATH, **asked)

    assert (response.status_code, response.json["code"]) == (401, "unauthorized")
    assert response.headers["WWW-Authenticate"] == 'Bearer realm="asking for a sync"'
    assert "Authorization: Bearer KEY" in response.json["detail"]
    assert KEY not in response.get_data(as_text=True) + caplog.text
    assert not index.exists()


def test_the_key_is_never_repeated(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """Not even where it stands in the wrong place."""
    with caplog.at_level(logging.DEBUG):
        response = client.post(PATH, headers=BEARER, query_string={"key": KEY})

    assert (response.status_code, response.json["code"]) == (400, "unknown_parameter")
    assert KEY not in response.get_data(as_text=True) + caplog.text


def test_without_a_key_nobody_may_ask(config: Config, engine: Engine, index: Path) -> None:
    """The answer says how to change that."""
    client = create_app(replace(config, index=index, key=""), engine).test_client()
    for headers in ({}, {"Authorization": "Bearer "}, {"X-Gitlab-Token": ""}, BEARER):
        response = client.post(PATH, headers=headers)
        assert (response.status_code, response.json["code"]) == (403, "reindex_off")
        assert "set BACKMATTER_KEY" in response.json["detail"]
    assert not index.exists()


def test_asking_takes_post(client: FlaskClient, tasks: Tasks) -> None:
    """A link that somebody follows must not start anything."""
    answers = [client.open(PATH, method=method, headers=BEARER) for method in ("GET", "HEAD", "PUT", "DELETE")]

    assert {response.status_code for response in answers} == {405}
    assert {frozenset(response.allow) for response in answers} == {frozenset({"OPTIONS", "POST"})}
    assert tasks.count() == 0


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY + 1, 202), (MAX_SIGNED_BODY, 202), (MAX_SIGNED_BODY + 1, 413)])
def test_a_webhook_may_be_large(client: FlaskClient, size: int, status: int) -> None:
    """As large as eight megabytes."""
    response = client.post(PATH, **signed(b"x" * size))

    assert response.status_code == status
    assert response.mimetype == ("application/json" if status == 202 else "application/problem+json")


def test_who_signs_nothing_sends_little(client: FlaskClient) -> None:
    """And who has no right at all is not listened to."""
    large = b"x" * (MAX_BODY + 1)
    known, unknown = client.post(PATH, headers=BEARER, data=large), client.post(PATH, data=large)

    assert (known.status_code, known.json["code"]) == (413, "request_entity_too_large")
    assert unknown.status_code == 401
    assert client.post(PATH, headers={"X-Gitlab-Token": KEY}, data=large).status_code == 202


def test_a_webhook_tells_the_sync_nothing(client: FlaskClient, tasks: Tasks) -> None:
    """What is in its address is not signed."""
    response = client.post(PATH, **signed(b"{}"), query_string={"force": "true"})

    assert (response.status_code, response.json["parameter"]) == (400, "force")
    assert "send the key itself" in response.json["detail"]
    assert tasks.count() == 0


def test_other_origins_cannot_use_what_a_browser_keeps(client: FlaskClient) -> None:
    """Tasks are public, and no page of another site can send the key or a cookie for them."""
    origin = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    for response in (client.options(PATH, headers=origin), client.get("/api/tasks", headers=origin)):
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in response.headers
        # The wildcard means all headers but Authorization, which would have to be named.
        assert response.headers["Access-Control-Allow-Headers"] == "*"


def test_only_who_sends_the_key_is_told_of_the_server(client: FlaskClient, tasks: Tasks) -> None:
    """Others are told in general words what failed."""
    tasks.fail(tasks.begin(Source.COMMAND).uid, TaskError("posts_unreadable", "/srv/posts: no such folder."))
    public, full = client.get("/api/tasks/1").json, client.get("/api/tasks/1", headers=BEARER).json
    listed = [client.get("/api/tasks", headers=headers).json["results"][0] for headers in ({}, BEARER)]

    assert public["error"]["message"] == "The posts folder is missing or cannot be read."
    assert full["error"]["message"] == "/srv/posts: no such folder."
    assert [one["error"] for one in listed] == [public["error"], full["error"]]


def test_every_code_of_a_failed_task_is_explained(client: FlaskClient, tasks: Tasks) -> None:
    """At the address that it names."""
    tasks.fail(tasks.begin(Source.COMMAND).uid, TaskError("pull_failed", ""))
    link = client.get("/api/tasks/1").json["error"]["link"]

    assert link == "/docs#pull_failed"
    assert 'id="pull_failed"' in client.get("/docs").get_data(as_text=True)


def test_tasks_are_listed(client: FlaskClient, tasks: Tasks) -> None:
    """In pages, of some statuses or of all."""
    for _ in range(3):
        tasks.cancel(tasks.begin(Source.COMMAND).uid, TaskError("canceled", ""))
    tasks.request(Source.REQUEST)
    first = client.get("/api/tasks?limit=3").json
    second = client.get(f"/api/tasks?limit=3&from={first['next']}").json
    ended = client.get("/api/tasks?statuses=succeeded,canceled&statuses=failed&limit=1").json

    assert [one["uid"] for one in first["results"] + second["results"]] == [4, 3, 2, 1]
    assert [(page["from"], page["next"], page["total"]) for page in (first, second)] == [(4, 1, 4), (1, None, 4)]
    assert (ended["total"], ended["next"], ended["limit"]) == (3, 2, 1)
    assert client.get("/api/tasks?limit=0").json["next"] == 4


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("limit=101", "a whole number from 0 to 100"),
        ("limit=-1", "a whole number from 0 to 100"),
        ("from=-1", "a task's number"),
        ("from=99999999999999999999", "a task's number"),
        ("from=x", "a task's number"),
        ("statuses=done", "enqueued, processing, succeeded, failed, canceled"),
        ("status=failed", 'did you mean "statuses"?'),
    ],
)
def test_a_bad_list_is_told(client: FlaskClient, query: str, told: str) -> None:
    """With parameter, value and cure."""
    response = client.get(f"/api/tasks?{query}")

    assert response.status_code == 400
    assert told in response.json["detail"]


@pytest.mark.parametrize("uid", ["0", "2", "999999999999999", "9223372036854775808", "-1", "1.0", "x", "%00", "١"])
def test_there_is_no_such_task(client: FlaskClient, tasks: Tasks, uid: str) -> None:
    """Whatever its number is said to be."""
    tasks.request(Source.REQUEST)
    response = client.get(f"/api/tasks/{uid}")

    assert (response.status_code, response.json["code"]) == (404, "task_not_found")


def test_a_list_that_cannot_be_used_is_told(client: FlaskClient, index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The log says which file and why; the process lives, and searches go on."""
    (index / FILE).mkdir(parents=True)
    with caplog.at_level(logging.ERROR):
        answers = [client.post(PATH, headers=BEARER), client.get("/api/tasks"), client.get("/api/status")]

    assert {(one.status_code, one.json["code"]) for one in answers} == {(503, "tasks_unavailable")}
    assert {one.headers["Retry-After"] for one in answers} == {"30"}
    assert str(index) not in "".join(one.get_data(as_text=True) for one in answers)
    assert f"{index / FILE}: the list of syncs cannot be used" in caplog.text
    assert "Traceback" not in caplog.text
    assert client.get("/health").status_code == client.get("/api/search?q=flask").status_code == 200


HEADERS = ("Authorization", "X-Gitlab-Token", "X-Hub-Signature-256", "X-GitHub-Event", "Content-Type", "webhook-id")
VALUES = st.text(st.characters(max_codepoint=255, blacklist_characters="\r\n\0"), max_size=30)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(HEADERS), VALUES | st.just(f"Bearer {KEY}") | st.just(KEY)),
    st.binary(max_size=60) | st.sampled_from([b"{}", b'{"force": true}', b"[" * 5_000]),
    st.dictionaries(st.sampled_from(["force", "rebuild", "key"]), VALUES, max_size=2),
)
def test_whatever_is_sent_gets_an_answer(
    client: FlaskClient, headers: dict[str, str], body: bytes, query: dict[str, str]
) -> None:
    """A task, or a problem that is the request's."""
    response = client.post(PATH, headers=headers, data=body, query_string=query)

    assert response.status_code in {202, 400, 401}
    assert response.is_json
    json.loads(response.data)


def test_what_is_asked_for_while_nobody_syncs_waits(client: FlaskClient, tasks: Tasks) -> None:
    """For the next sync, by whatever it comes; and says so until then."""
    client.post(PATH, headers=BEARER)
    waiting = client.get("/api/tasks/1").json
    tasks.begin(Source.COMMAND)
    begun = tasks.get(1)
    assert begun

    assert (waiting["status"], waiting["startedAt"]) == ("enqueued", None)
    assert begun.status is Status.PROCESSING
