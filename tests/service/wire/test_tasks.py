"""Tasks to JSON, and requests for them."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indexer import Problem, SyncReport
from service.tasks.failures import ABOUT
from service.tasks.task import Options, Source, Status, Task, TaskError
from service.wire import tasks as wire
from service.wire.parameters import ParameterError

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
REPORT = SyncReport(NOW, "7-a", 3, 2, 0, added=1, left_out={"draft": 1}, problems=(Problem("a.md", 2, "c", "m"),))
WAITING = Task(4, Status.ENQUEUED, Source.WEBHOOK, Options(force=True), 3, NOW)
RUNNING = replace(WAITING, status=Status.PROCESSING, started_at=NOW + timedelta(seconds=1))
DONE = replace(
    RUNNING, status=Status.SUCCEEDED, finished_at=NOW + timedelta(seconds=2.25), report=REPORT, total_problems=1
)
FAILED = replace(DONE, status=Status.FAILED, error=TaskError("posts_unreadable", "/srv/blog/posts: is no folder."))


def test_a_task_that_is_done_tells_everything() -> None:
    """Under the names that other search services use."""
    told = wire.task(DONE, in_full=False)

    assert told == {
        "uid": 4,
        "status": "succeeded",
        "type": "reindex",
        "details": {
            "source": "webhook",
            "requests": 3,
            "rebuild": False,
            "force": True,
            "sync": told["details"]["sync"],
            "totalProblems": 1,
            "problems": [{"path": "a.md", "line": 2, "code": "c", "message": "m"}],
        },
        "error": None,
        "duration": "PT1.25S",
        "enqueuedAt": "2026-06-01T12:00:00Z",
        "startedAt": "2026-06-01T12:00:01Z",
        "finishedAt": "2026-06-01T12:00:02.250000Z",
    }
    assert told["details"]["sync"]
    assert told["details"]["sync"]["added"] == 1


@pytest.mark.parametrize("task", [WAITING, RUNNING])
def test_a_task_that_has_not_ended_took_no_time(task: Task) -> None:
    """And did nothing yet."""
    told = wire.task(task, in_full=True)

    assert (told["duration"], told["finishedAt"], told["details"]["sync"], told["error"]) == (None, None, None, None)


@pytest.mark.parametrize(
    ("seconds", "written"), [(0, "PT0S"), (10, "PT10S"), (0.5, "PT0.5S"), (100.000001, "PT100.000001S"), (-5, "PT0S")]
)
def test_durations_are_iso_8601(seconds: float, written: str) -> None:
    """Without zeros that say nothing; a clock that was set back gives no negative ones."""
    task = replace(DONE, started_at=NOW, finished_at=NOW + timedelta(seconds=seconds))

    assert wire.task(task, in_full=True)["duration"] == written


def test_only_who_is_trusted_is_told_of_the_server() -> None:
    """Others get the code's general sentence, also for a code that nobody knows any more."""
    full, general = wire.task(FAILED, in_full=True)["error"], wire.task(FAILED, in_full=False)["error"]
    odd = wire.task(replace(FAILED, error=TaskError("gone", "/srv")), in_full=False)["error"]
    assert full
    assert general
    assert odd

    assert full["message"] == "/srv/blog/posts: is no folder."
    assert general["message"] == ABOUT["posts_unreadable"]
    assert "/srv" not in json.dumps([general, odd])
    assert (full["code"], full["link"]) == ("posts_unreadable", "/docs#posts_unreadable")


def test_lists_say_where_to_go_on() -> None:
    """And leave problems out, which may be many."""
    three = [replace(DONE, uid=uid) for uid in (9, 7, 4)]
    first, last = (wire.listing(found, 3, 2, in_full=False) for found in (three, three[2:]))
    none = wire.listing([], 0, 2, in_full=False)

    assert [(page["from"], page["next"], page["total"]) for page in (first, last, none)] == [
        (9, 4, 3),
        (4, None, 3),
        (None, None, 0),
    ]
    assert [task["uid"] for task in first["results"]] == [9, 7]
    assert "problems" not in first["results"][0]["details"]


@pytest.mark.parametrize(
    ("arguments", "content", "options"),
    [
        ({}, b"", Options()),
        ({}, b" \n", Options()),
        ({}, b"{}", Options()),
        ({"force": ["true"]}, b"", Options(force=True)),
        ({"force": ["0"], "rebuild": ["1"]}, b'{"force": false}', Options(rebuild=True)),
        ({"force": ["1"]}, b'{"rebuild": true}', Options(rebuild=True, force=True)),
    ],
)
def test_what_a_sync_is_told(arguments: dict[str, list[str]], content: bytes, options: Options) -> None:
    """By parameters, by the body, or by both."""
    assert wire.options(arguments, content) == options


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[]", "is no object; send an object such as"),
        (b"a=b", "is not JSON"),
        (b'{"force": 1}', '"force": 1: write true or false'),
        (b'{"forced": true}', '"forced" is not a parameter here; did you mean "force"?'),
    ],
)
def test_what_cannot_be_told(content: bytes, told: str) -> None:
    """With the cure."""
    with pytest.raises(ParameterError, match=re.escape(told)):
        wire.options({}, content)


@pytest.mark.parametrize(
    ("text", "is_one"), [("0", True), ("9" * 15, True), ("9" * 16, False), ("-1", False), ("1.0", False), ("١", False)]
)
def test_numbers_of_tasks_are_whole(text: str, *, is_one: bool) -> None:
    """And none is larger than the list could hold."""
    assert wire.is_uid(text) == is_one
