"""What the service says of itself: whether it lives, how its index stands."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer import Engine, open_engine
from service.app import create_app
from service.config import Config, load
from service.tasks.running import run
from service.tasks.store import FILE, Tasks
from service.tasks.task import Expectation, Source, TaskError
from tests.documents import document

HOUR = timedelta(hours=1)


@pytest.fixture
def config(posts: Path, tmp_path: Path) -> Config:
    """A blog with an index of its own, not made yet."""
    return load({"posts": str(posts)}, environment={}, folder=tmp_path)


@pytest.fixture
def engine(config: Config) -> Iterator[Engine]:
    """Its engine."""
    engine = open_engine(config.engine, config.index)
    yield engine
    engine.close()


@pytest.fixture
def tasks(config: Config) -> Tasks:
    """Its tasks."""
    return Tasks(config.index)


@pytest.fixture
def client(config: Config, engine: Engine) -> FlaskClient:
    """A client of its application."""
    return create_app(config, engine).test_client()


def test_a_service_without_an_index_lives(client: FlaskClient) -> None:
    """And is ready for nothing."""
    assert client.get("/health").json == {
        "status": "available",
        "engine": "red",
        "generation": None,
        "lastSync": None,
        "ageSeconds": None,
        "nextSync": None,
        "stale": False,
        "damage": False,
    }
    assert client.get("/ready").status_code == client.get("/api/status").status_code == 503


def test_a_damaged_index_answers_from_the_state_before(client: FlaskClient, config: Config, engine: Engine) -> None:
    """So the service is ready, and says that something is wrong."""
    for body in ("fox", "hen"):
        engine.apply([document("a", "A", body)], [])
    for file in (config.index / "generations/000002").glob("*.columns"):
        os.truncate(file, 100)

    health, ready = client.get("/health").json, client.get("/ready")

    assert (health["engine"], health["damage"]) == ("yellow", True)
    assert (ready.status_code, ready.json["engine"]) == (200, "yellow")


def test_health_follows_each_sync(client: FlaskClient, config: Config, engine: Engine, tasks: Tasks) -> None:
    """At once, whoever ran it."""
    generations = []
    for _ in range(2):
        (config.index / FILE).unlink(missing_ok=True)
        outcome = run(config, engine, tasks, Source.COMMAND)
        health = client.get("/health").json
        generations.append(health["generation"])
        assert datetime.fromisoformat(health["lastSync"]) == outcome.report.synced_at
        assert 0 <= health["ageSeconds"] < 60
        assert not health["stale"]

    assert set(generations) == {engine.generation}


def test_health_tells_when_to_look_after_it(client: FlaskClient, config: Config, engine: Engine, tasks: Tasks) -> None:
    """The last sync failed, or the next one is overdue."""
    run(config, engine, tasks, Source.SCHEDULE)
    stale = [client.get("/health").json["stale"]]
    tasks.fail(tasks.begin(Source.SCHEDULE).uid, TaskError("posts_unreadable", ""))
    stale.append(client.get("/health").json["stale"])
    run(config, engine, tasks, Source.SCHEDULE)
    tasks.expect(Expectation(datetime.now(UTC) + HOUR, datetime.now(UTC) + HOUR))
    stale.append(client.get("/health").json["stale"])
    tasks.expect(Expectation(datetime.now(UTC) - HOUR, datetime.now(UTC) - HOUR))
    stale.append(client.get("/health").json["stale"])

    assert stale == [False, True, False, True]


def test_health_never_fails(
    client: FlaskClient, config: Config, engine: Engine, tasks: Tasks, caplog: pytest.LogCaptureFixture
) -> None:
    """Not by a list of tasks that cannot be read, which the log tells once."""
    run(config, engine, tasks, Source.COMMAND)
    (config.index / FILE).write_bytes(b"nothing of ours" * 1_000)
    with caplog.at_level(logging.ERROR):
        answers = [client.get("/health") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].json["generation"] == engine.generation
    assert len(caplog.records) == 1
    assert f"{config.index / FILE}: the list of syncs cannot be used" in caplog.text


def test_status_tells_of_the_last_sync(client: FlaskClient, config: Config, engine: Engine, tasks: Tasks) -> None:
    """Of the one that succeeded, and of the one that runs."""
    outcome = run(config, engine, tasks, Source.COMMAND)
    before = client.get("/api/status").json
    running = tasks.begin(Source.WEBHOOK)
    during = client.get("/api/status").json
    tasks.succeed(running.uid, outcome.report)

    assert (before["syncing"], before["lastTask"]["taskUid"], before["lastTask"]["status"]) == (False, 1, "succeeded")
    assert (during["syncing"], during["lastTask"]["taskUid"], during["lastTask"]["status"]) == (True, 2, "processing")
    assert before["lastSync"]["indexed"] == before["posts"] == outcome.report.indexed
    assert before["ageSeconds"] is not None
    assert not client.get("/api/status").json["syncing"]


def test_status_knows_a_sync_that_was_not_written_down(
    client: FlaskClient, config: Config, engine: Engine, tasks: Tasks
) -> None:
    """As by a disk that was full."""
    report = run(config, engine, tasks, Source.COMMAND).report
    (config.index / FILE).unlink()
    status = client.get("/api/status").json

    assert (status["lastSync"]["generation"], status["lastTask"]) == (report.generation, None)


@pytest.mark.parametrize("path", ["/health", "/ready", "/api/status"])
def test_what_is_of_the_moment_is_kept_by_nobody(client: FlaskClient, path: str) -> None:
    """Whether it is an answer or a problem."""
    assert client.get(path).headers["Cache-Control"] == "no-store"
