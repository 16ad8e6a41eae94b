"""Clicks over HTTP: what is written down, and what is not."""

import json
import logging
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import Engine
from service.api.click_file import MAX_SIZE
from service.app import create_app
from service.config import Config
from service.problems import KINDS

PATH = "/api/clicks"
CLICK = {"query": "flask", "id": "2024_flask-views", "position": 1}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where clicks go."""
    return tmp_path / "clicks.jsonl"


@pytest.fixture
def client(config: Config, engine: Engine, file: Path) -> FlaskClient:
    """A client of a service that records clicks in *file*."""
    return create_app(replace(config, clicks=file), engine).test_client()


def lines(file: Path) -> list[Any]:
    """The clicks that were written down."""
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def test_a_click_becomes_a_line(client: FlaskClient, file: Path, engine: Engine) -> None:
    """With when it came and which state of the index it speaks of; nothing of whoever clicked."""
    headers = {"User-Agent": "Secret/1", "Referer": "https://blog.example/secret", "X-Forwarded-For": "192.0.2.1"}
    response = client.post(PATH, json=CLICK, headers=headers)
    (line,) = lines(file)

    assert (response.status_code, response.data) == (204, b"")
    assert line == {"time": line["time"], **CLICK, "generation": engine.generation}
    assert datetime.now(UTC) - datetime.fromisoformat(line["time"]) < timedelta(minutes=5)


@pytest.mark.parametrize("media", ["text/plain;charset=UTF-8", "application/json", "application/octet-stream", None])
def test_any_type_of_body_will_do(client: FlaskClient, file: Path, media: str | None) -> None:
    """A beacon sends text, other programs JSON."""
    assert client.post(PATH, data=json.dumps(CLICK), content_type=media).status_code == 204
    assert len(lines(file)) == 1


def test_other_sites_may_send_beacons(client: FlaskClient) -> None:
    """The blog stands on another origin than its search."""
    origin = {"Origin": "https://blog.example"}
    asked = client.options(PATH, headers={**origin, "Access-Control-Request-Method": "POST"})
    sent = client.post(PATH, data=json.dumps(CLICK), content_type="text/plain", headers=origin)

    assert {asked.headers["Access-Control-Allow-Origin"], sent.headers["Access-Control-Allow-Origin"]} == {"*"}
    assert "POST" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" not in sent.headers


@pytest.mark.parametrize("query", ["", "ü 日本語", 'a "b" \\ \n{}', "\u2028", "\u202e\0", "\ud800", "x" * 2_000])
def test_a_query_is_one_line_whatever_it_holds(client: FlaskClient, file: Path, query: str) -> None:
    """And is read back as it was; half a pair, which UTF-8 cannot say, as a question mark."""
    assert client.post(PATH, json={**CLICK, "query": query}).status_code == 204

    assert file.read_bytes().count(b"\n") == 1
    assert json.loads(file.read_bytes())["query"] == query.replace("\ud800", "?")


def test_without_the_setting_nothing_is_recorded(config: Config, engine: Engine) -> None:
    """The problem names the setting."""
    response = create_app(replace(config, clicks=None), engine).test_client().post(PATH, json=CLICK)

    assert (response.status_code, response.json["code"]) == (404, "clicks_off")
    assert 'clicks = "clicks.jsonl"' in response.json["detail"]


@pytest.mark.parametrize(
    ("changes", "code", "told"),
    [
        ({"query": None}, "invalid_parameter", '"query": null: write a text of at most 2,000 characters'),
        ({"query": "x" * 2_001}, "invalid_parameter", "2,000 characters"),
        ({"id": 3}, "invalid_parameter", '"id": 3: write the id of a hit'),
        ({"id": "x" * 201}, "invalid_parameter", "the id of a hit"),
        ({"id": "nowhere"}, "post_not_found", '"nowhere"'),
        ({"id": "../../etc/passwd"}, "post_not_found", "no post"),
        ({"position": 0}, "invalid_parameter", "a whole number from 1 to 1,000"),
        ({"position": 1_001}, "invalid_parameter", "a whole number from 1 to 1,000"),
        ({"position": True}, "invalid_parameter", '"position": true'),
        ({"position": "1"}, "invalid_parameter", '"position": "1"'),
        ({"user": "me"}, "unknown_parameter", '"user"'),
    ],
)
def test_what_is_no_click_is_told(
    client: FlaskClient, file: Path, changes: dict[str, Any], code: str, told: str
) -> None:
    """With the member, its value and the cure, and is not written down."""
    response = client.post(PATH, json={**CLICK, **changes})

    assert (response.status_code, response.json["code"]) == (KINDS[code].status, code)
    assert told in response.json["detail"]
    assert lines(file) == []


@pytest.mark.parametrize("missing", ["query", "id", "position"])
def test_every_member_must_be_there(client: FlaskClient, missing: str) -> None:
    """The first that is missing is named."""
    response = client.post(PATH, json={name: value for name, value in CLICK.items() if name != missing})

    assert (response.status_code, response.json["parameter"]) == (400, missing)


def test_other_requests_are_refused(client: FlaskClient) -> None:
    """What is no JSON, what is too long, and what should not change anything."""
    assert client.post(PATH, data=b"query=flask").json["code"] == "invalid_body"
    assert client.post(PATH, data=b"x" * 300_000).status_code == 413
    assert client.get(PATH).status_code == 405


def fill(file: Path) -> None:
    """Make *file* as long as it may get."""
    file.touch()
    os.truncate(file, MAX_SIZE)


@pytest.mark.parametrize(("spoil", "told"), [(Path.mkdir, "Is a directory"), (fill, "It holds 50 MB")])
def test_trouble_with_the_file_is_told_in_the_log_once(
    client: FlaskClient, file: Path, caplog: pytest.LogCaptureFixture, spoil: Callable[[Path], None], told: str
) -> None:
    """The reader cannot mend it. Once the owner has, clicks are written again."""
    spoil(file)
    with caplog.at_level(logging.ERROR):
        assert {client.post(PATH, json=CLICK).status_code for _ in range(3)} == {204}
        file.rename(file.with_suffix(".taken"))
        assert client.post(PATH, json=CLICK).status_code == 204

    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith(f"{file}: clicks are not recorded: {told}")
    assert len(lines(file)) == 1


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary()
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(lambda said: json.dumps(said).encode())
)
def test_any_body_gets_an_answer(client: FlaskClient, sent: bytes) -> None:
    """A problem, never a failure."""
    assert client.post(PATH, data=sent).status_code == 400
