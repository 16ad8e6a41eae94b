"""How the index stands: how old it is, and whether that is too old."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from indexer import Problem, Results, SyncReport
from service.tasks.task import Expectation, Options, Source, Standing, Status, Task
from service.wire import standing

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
REPORT = SyncReport(NOW - HOUR, "7-a", seen=3, indexed=1, failed=1, left_out={"draft": 1})
DONE = Task(4, Status.SUCCEEDED, Source.SCHEDULE, Options(), 1, NOW - HOUR, NOW - HOUR, NOW - HOUR, REPORT)
FAILED = replace(DONE, uid=5, status=Status.FAILED, report=None)
FOUND = Results((), 1, "7-a", {})
STANDS = Standing(DONE, DONE, DONE)
UNKNOWN = {"ageSeconds": None, "nextSync": None, "stale": False, "damage": False}


def test_health_tells_how_old_the_index_is() -> None:
    """By the beginning of the last sync that succeeded: what came later may not be in it."""
    stands = replace(STANDS, expectation=Expectation(NOW + HOUR, NOW + HOUR))

    assert standing.health(stands, "7-a", NOW, engine="green", is_damaged=False) == {
        "status": "available",
        "engine": "green",
        "generation": "7-a",
        "lastSync": "2026-06-01T11:00:00Z",
        "ageSeconds": 3600,
        "nextSync": "2026-06-01T13:00:00Z",
        "stale": False,
        "damage": False,
    }


def test_where_nothing_is_known_nothing_is_wrong() -> None:
    """A service without an index lives."""
    told = standing.health(Standing(), None, NOW, engine="red", is_damaged=False)

    assert told == {"status": "available", "engine": "red", "generation": None, "lastSync": None, **UNKNOWN}


@pytest.mark.parametrize(
    ("stands", "is_damaged", "stale"),
    [
        (STANDS, False, False),
        (replace(STANDS, expectation=Expectation(None, NOW)), False, False),
        (replace(STANDS, expectation=Expectation(None, NOW - timedelta(microseconds=1))), False, True),
        (replace(STANDS, ended=FAILED), False, True),
        (replace(STANDS, ended=replace(FAILED, status=Status.CANCELED)), False, False),
        (STANDS, True, True),
    ],
    ids=["good", "just in time", "late", "failed", "canceled", "damaged"],
)
def test_an_index_is_stale_if_something_should_be_done(stands: Standing, *, is_damaged: bool, stale: bool) -> None:
    """It is late, the last sync failed, or it is damaged."""
    told = standing.health(stands, "7-a", NOW, engine="green", is_damaged=is_damaged)

    assert (told["stale"], told["damage"]) == (stale, is_damaged)


def test_a_clock_that_was_set_back_makes_no_negative_age() -> None:
    """It is as new as can be."""
    assert standing.health(STANDS, "7-a", NOW - 2 * HOUR, engine="green", is_damaged=False)["ageSeconds"] == 0


def test_the_status_tells_of_the_last_tasks() -> None:
    """Which one began last, whether it still runs, and what the last good one did."""
    running = replace(FAILED, uid=6, status=Status.PROCESSING)
    told = standing.status(
        "0", FOUND, replace(STANDS, begun=running, ended=FAILED), NOW, engine="green", is_damaged=False
    )
    assert told["lastSync"]
    assert told["lastTask"]

    assert (told["version"], told["generation"], told["posts"]) == ("0", "7-a", 1)
    assert (told["syncing"], told["stale"], told["lastTask"]["taskUid"]) == (True, True, 6)
    assert told["lastSync"]["leftOut"] == {"draft": 1}


def test_the_status_lists_at_most_a_hundred_problems() -> None:
    """A blog with thousands of them does not make the answer large."""
    problems = tuple(Problem("a.md", line, "c", "m") for line in range(101))
    unrecorded = standing.status(
        "0", FOUND, Standing(), NOW, engine="green", is_damaged=False, unrecorded=replace(REPORT, problems=problems)
    )
    done = replace(DONE, report=replace(REPORT, problems=problems[:100]), total_problems=3_000)
    recorded = standing.status("0", FOUND, replace(STANDS, succeeded=done), NOW, engine="green", is_damaged=False)

    assert (len(unrecorded["problems"]), unrecorded["totalProblems"]) == (100, 101)
    assert (len(recorded["problems"]), recorded["totalProblems"]) == (100, 3_000)


def test_a_status_without_any_sync_says_so() -> None:
    """Nothing is made up."""
    told = standing.status("0", FOUND, Standing(), NOW, engine="green", is_damaged=False)

    assert (told["lastSync"], told["problems"], told["lastTask"], told["syncing"]) == (None, [], None, False)
