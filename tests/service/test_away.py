"""A cluster that does not answer as it should: readers are told so, at once, and never that nothing was found."""

import json
import logging
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from indexer import open_engine
from service.app import create_app
from service.cli import cli
from service.config import load
from service.serving import outage
from tests.service import stand_in
from tests.service.test_server import ask, free_port, serving

PASSWORD = "correct-horse-battery"  # noqa: S105  (of nobody)
UNAUTHORIZED = b"Unauthorized"
RED = json.dumps(
    {
        "error": {
            "root_cause": [{"type": "cluster_block_exception", "reason": "state not recovered"}],
            "type": "cluster_block_exception",
            "reason": "state not recovered",
        },
        "status": 503,
    }
).encode()
PAGE = b"<!doctype html><title>It works!</title>"

Fault = tuple[AbstractContextManager[int], str, str]
"""What answers, and by which code and in which state of the engine that is told."""

FAULTS = ("nobody", "silence", "unauthorized", "forbidden", "red", "busy", "page")
AT_ONCE = tuple(name for name in FAULTS if name != "silence")


def fault(name: str) -> Fault:
    """What stands at the address of the cluster."""
    return {
        "nobody": (nullcontext(stand_in.nobody()), "search_unreachable", "unreachable"),
        "silence": (stand_in.silence(), "search_unreachable", "unreachable"),
        "unauthorized": (stand_in.answering(401, UNAUTHORIZED, "text/plain"), "search_refused", "refused"),
        "forbidden": (stand_in.answering(403, b"{}"), "search_refused", "refused"),
        "red": (stand_in.answering(503, RED), "search_not_ready", "red"),
        "busy": (stand_in.answering(429, b"{}"), "search_not_ready", "red"),
        "page": (stand_in.answering(200, PAGE, "text/html"), "search_unreachable", "unreachable"),
    }[name]


class Away:
    """A service whose cluster is away."""

    def __init__(self, folder: Path, port: int, code: str, state: str) -> None:
        given = {
            "engine": f"opensearch://127.0.0.1:{port}/posts",
            "opensearch.user": "blog",
            "opensearch.password": PASSWORD,
            "opensearch.timeout": "1s",
        }
        self.code, self.state = code, state
        self.settings = {f"BACKMATTER_{name.replace('.', '_').upper()}": value for name, value in given.items()}
        self.config = load(given, environment={}, folder=folder)
        self.engine = open_engine(self.config.engine, self.config.index, self.config.access)

    @cached_property
    def client(self) -> FlaskClient:
        """A client of the service."""
        return create_app(self.config, self.engine).test_client()


@pytest.fixture(params=FAULTS)
def away(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Away]:
    """One for each fault; a cluster that is away stays so for as long as a test takes."""
    monkeypatch.setattr(outage, "PAUSE", 3600.0)
    stands_there, code, state = fault(request.param)
    with stands_there as port:
        away = Away(tmp_path, port, code, state)
        yield away
        away.engine.close()


@pytest.mark.slow
def test_programs_get_a_problem_and_people_a_page(away: Away, caplog: pytest.LogCaptureFixture) -> None:
    """Both say that search is down, when to ask again, and no secret; the log says where and why."""
    with caplog.at_level(logging.ERROR):
        answers = [away.client.get(path) for path in ("/api/search?q=words", "/api/tags", "/ready", "/api/status")]
        page = away.client.get("/search?q=words", headers={"Accept": "text/html"})

    assert {answer.status_code for answer in answers} == {page.status_code} == {503}
    assert {answer.mimetype for answer in answers} == {"application/problem+json"}
    assert {answer.json["code"] for answer in answers} == {away.code}
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in (*answers, page))
    assert answers[0].json["title"] in page.text
    assert "No posts" not in page.text
    told = "".join(answer.text for answer in (*answers, page))
    assert "127.0.0.1" in caplog.text
    assert "127.0.0.1" not in told
    assert PASSWORD not in told + caplog.text


@pytest.mark.slow
def test_the_process_lives(away: Away) -> None:
    """And tells what is wrong, while whatever needs no index is served as ever."""
    health = away.client.get("/health")

    assert health.status_code == 200
    assert (health.json["engine"], health.json["generation"]) == (away.state, None)
    assert not health.json["damage"]
    assert away.client.get("/blog-search.js").status_code == 200


@pytest.mark.slow
def test_whether_the_process_lives_does_not_depend_on_the_cluster(tmp_path: Path) -> None:
    """Where that hangs, it is told without it: nothing but a glance asks for it."""
    with stand_in.silence() as port:
        away = Away(tmp_path, port, "search_unreachable", "unreachable")
        config = replace(away.config, access=replace(away.config.access, timeout=3600.0))
        engine = open_engine(config.engine, config.index, config.access)
        health = create_app(config, engine).test_client().get("/health")
    away.engine.close()

    assert (health.status_code, health.json["engine"]) == (200, "unreachable")


@pytest.mark.slow
@pytest.mark.parametrize("away", AT_ONCE, indirect=True)
@pytest.mark.parametrize("command", [["search", "words"], ["status"], ["rollback"], ["index", "posts"]])
def test_commands_say_it_in_one_line(
    away: Away, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """And exit with 1."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    result = CliRunner().invoke(cli, command, env=away.settings)

    assert result.exit_code == 1
    assert not result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: opensearch://127.0.0.1:")
    assert PASSWORD not in line


@pytest.mark.slow
def test_only_the_first_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Later requests are answered without a connection, until the pause is over."""
    monkeypatch.setattr(outage, "PAUSE", 3600.0)
    with stand_in.silence() as port:
        away = Away(tmp_path, port, "search_unreachable", "unreachable")
        first = away.client.get("/api/search?q=words")
    # Whoever asked now would be refused, which is told in other words.
    again = [away.client.get(f"/api/search?q={number}") for number in range(5)]
    away.engine.close()

    assert {answer.status_code for answer in (first, *again)} == {503}
    assert {answer.json["code"] for answer in again} == {"search_unreachable"}
    assert away.client.get("/health").json["engine"] == "unreachable"


@pytest.mark.slow
def test_a_service_starts_while_its_cluster_is_away(posts: Path, tmp_path: Path) -> None:
    """It says so, and answers by 503 until the cluster is there."""
    port, engine = free_port(), f"opensearch://127.0.0.1:{stand_in.nobody()}/posts"
    with serving(posts, tmp_path, port, "--engine", engine) as process:
        answers = [ask(port, path)[0] for path in ("/api/search?q=words", "/ready", "/health")]
        process.terminate()
        said, warned = (stream.decode() for stream in process.communicate(timeout=30))

    assert answers == [503, 503, 200]
    assert f"Search is down: {engine}: no node answers" in warned
    assert f"Open         http://127.0.0.1:{port}" in said


@pytest.mark.slow
def test_a_service_that_is_not_let_in_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting does not help."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts").mkdir()
    with stand_in.answering(401, UNAUTHORIZED, "text/plain") as port:
        settings = {"BACKMATTER_ENGINE": f"opensearch://127.0.0.1:{port}/posts"}
        result = CliRunner().invoke(cli, ["serve", "posts", "--port", str(free_port())], env=settings)

    assert result.exit_code == 1
    assert "opensearch.password" in result.stderr
