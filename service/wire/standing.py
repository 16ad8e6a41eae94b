"""How the index stands: how old it is, and whether that is too old."""

from datetime import datetime, timedelta

from indexer import EngineError, EngineRefused, EngineUnreachable, Results, SyncReport
from service.tasks.task import Standing, Status
from service.wire import shapes, tasks
from service.wire.answers import moment, problem, sync

MAX_PROBLEMS = 100

_STATES: dict[type[EngineError], shapes.EngineState] = {EngineUnreachable: "unreachable", EngineRefused: "refused"}


def engine_state(error: EngineError) -> shapes.EngineState:
    """The state of an engine that answers by *error*."""
    return _STATES.get(type(error), "red")


def health(
    stands: Standing, generation: str | None, now: datetime, *, engine: shapes.EngineState, is_damaged: bool
) -> shapes.Health:
    """That the process lives, how the engine is, and how old the index is that it answers from."""
    last = _last(stands)
    return {
        "status": "available",
        "engine": engine,
        "generation": generation,
        "lastSync": moment(last.synced_at) if last else None,
        **_freshness(stands, last, now, is_damaged=is_damaged),
    }


def status(
    version: str,
    found: Results,
    stands: Standing,
    now: datetime,
    *,
    engine: shapes.EngineState,
    is_damaged: bool,
    unrecorded: SyncReport | None = None,
) -> shapes.Status:
    """How the index stands, which answered *found*.

    *unrecorded* is what is known of a sync that no task was written down for.
    """
    last = _last(stands) or unrecorded
    problems = last.problems if last else ()
    return {
        "version": version,
        "engine": engine,
        "generation": found.generation,
        "posts": found.total,
        "lastSync": sync(last) if last else None,
        "problems": [problem(one) for one in problems[:MAX_PROBLEMS]],
        "totalProblems": stands.succeeded.total_problems if stands.succeeded else len(problems),
        **_freshness(stands, last, now, is_damaged=is_damaged),
        "syncing": bool(stands.begun and stands.begun.status is Status.PROCESSING),
        "lastTask": tasks.summary(stands.begun) if stands.begun else None,
    }


def _last(stands: Standing) -> SyncReport | None:
    return stands.succeeded.report if stands.succeeded else None


def _freshness(stands: Standing, last: SyncReport | None, now: datetime, *, is_damaged: bool) -> shapes.Freshness:
    expected = stands.expectation
    is_late = expected.stale_after is not None and now > expected.stale_after
    has_failed = stands.ended is not None and stands.ended.status is Status.FAILED
    return {
        # A clock that was set back would make it negative.
        "ageSeconds": max(now - last.synced_at, timedelta()) // timedelta(seconds=1) if last else None,
        "nextSync": moment(expected.next_run) if expected.next_run else None,
        "stale": is_late or has_failed or is_damaged,
        "damage": is_damaged,
    }
