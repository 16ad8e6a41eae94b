"""Tasks to JSON and requests for them, under the names that Meilisearch made common."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Any, Literal, NotRequired, TypedDict

from service.tasks import task as tasks
from service.tasks.failures import ABOUT
from service.wire import shapes
from service.wire.answers import moment, problem, sync
from service.wire.bodies import Member, members
from service.wire.kinds import SWITCH, Kind, optional, whole_number
from service.wire.parameters import Arguments, Parameter

_EXAMPLE = '{"rebuild": true}'


class ReindexBody(TypedDict):
    """What the sync is told; only who sends the key itself may tell it anything."""

    rebuild: NotRequired[Annotated[bool, "Whether to read and index every post anew."]]
    force: NotRequired[Annotated[bool, "Whether to apply the sync even if it removes more than half of the posts."]]


class TaskDetails(TypedDict):
    """What a task was told, and what the sync found and did."""

    source: Annotated[
        Literal["command", "serve", "schedule", "watch", "due", "request", "webhook"], "Who asked for it first."
    ]
    requests: Annotated[int, "How many asked for it: who asks while it waits gets the same task."]
    rebuild: bool
    force: bool
    sync: Annotated[shapes.Sync, "What was found and done; null if it did not come so far."] | None
    problems: NotRequired[Annotated[list[shapes.Problem], "At most 100; not in lists of tasks."]]
    totalProblems: int


class TaskFailure(TypedDict):
    """Why a task failed."""

    code: Annotated[str, "A short stable name."]
    message: Annotated[str, "In general words; who sends the key is told all."]
    type: Literal["sync"]
    link: Annotated[str, "Where the code is explained."]


class Task(TypedDict):
    """One sync."""

    uid: int
    status: shapes.TaskStatus
    type: Literal["reindex"]
    details: TaskDetails
    error: TaskFailure | None
    duration: Annotated[str, "ISO 8601, such as PT1.25S; null until it has ended."] | None
    enqueuedAt: shapes.Moment
    startedAt: shapes.Moment | None
    finishedAt: shapes.Moment | None


# "from" is no name that a class could give a member.
_Place = TypedDict(
    "_Place",
    {
        "from": Annotated[int, "The number of the first of them; null if there is none."] | None,
        "next": Annotated[int, "Give this as from for those that follow; null after the last."] | None,
    },
)


class Tasks(_Place):
    """Some tasks, the newest first."""

    results: list[Task]
    total: Annotated[int, "How many there are in these statuses; the newest 1,000 are kept."]
    limit: int


def is_uid(text: str) -> bool:
    """Whether *text* could be a task's number."""
    return bool(re.fullmatch("[0-9]{1,15}", text))


def _number(text: str) -> int:
    if not is_uid(text):
        raise ValueError(text)
    return int(text)


def _statuses(text: str) -> tuple[tasks.Status, ...]:
    return tuple(tasks.Status(name.strip()) for name in text.split(",") if name.strip())


UID = Kind(_number, "a task's number", {"type": "integer", "minimum": 0})
_STATUS_NAMES = ", ".join(tasks.Status)
_STATUSES = Kind(_statuses, f"{_STATUS_NAMES}, with commas between them", {"type": "string", "examples": ["failed"]})

LIMIT = Parameter("limit", whole_number(0, 100), 20, "How many tasks to give.")
FROM = Parameter("from", optional(UID), None, "The number of the newest task to give.")
STATUSES = Parameter("statuses", _STATUSES, (), f"Only tasks in these statuses: {_STATUS_NAMES}.", repeatable=True)
REBUILD = Parameter("rebuild", SWITCH, False, "Whether to read and index every post anew.")
FORCE = Parameter("force", SWITCH, False, "Whether to apply the sync even if it removes more than half of the posts.")

TASKS: tuple[Parameter[Any], ...] = (LIMIT, FROM, STATUSES)
REINDEX: tuple[Parameter[Any], ...] = (REBUILD, FORCE)

_MEMBERS = tuple(
    Member(one.name, lambda value: isinstance(value, bool), "true or false, without quotes") for one in REINDEX
)


def options(arguments: Arguments, content: bytes) -> tasks.Options:
    """What the parameters and the body of a request tell the sync; an empty body tells nothing.

    Raises:
        ParameterError: The body is no JSON object, or something in it or among the parameters is bad.
    """
    by_address = tasks.Options(REBUILD.one(arguments), FORCE.one(arguments))
    return by_address | tasks.Options(**(members(content, _MEMBERS, _EXAMPLE) if content.strip() else {}))


def summary(task: tasks.Task) -> shapes.TaskSummary:
    """The task in short."""
    return {
        "taskUid": task.uid,
        "status": task.status.value,
        "type": "reindex",
        "enqueuedAt": moment(task.enqueued_at),
    }


def task(found: tasks.Task, *, in_full: bool, with_problems: bool = True) -> Task:
    """The task; what names folders of the server only *in_full*."""
    return {
        "uid": found.uid,
        "status": found.status.value,
        "type": "reindex",
        "details": _details(found, with_problems=with_problems),
        "error": _failure(found.error, in_full=in_full) if found.error else None,
        "duration": _duration(found),
        "enqueuedAt": moment(found.enqueued_at),
        "startedAt": moment(found.started_at) if found.started_at else None,
        "finishedAt": moment(found.finished_at) if found.finished_at else None,
    }


def listing(found: Sequence[tasks.Task], total: int, limit: int, *, in_full: bool) -> Tasks:
    """Some of *total* tasks; *found* has one more than the *limit* if there are more, which is where to go on."""
    shown = found[:limit]
    return {
        "results": [task(one, in_full=in_full, with_problems=False) for one in shown],
        "total": total,
        "limit": limit,
        "from": shown[0].uid if shown else None,
        "next": found[limit].uid if len(found) > limit else None,
    }


def _details(found: tasks.Task, *, with_problems: bool) -> TaskDetails:
    report = found.report
    details: TaskDetails = {
        "source": found.source.value,
        "requests": found.requests,
        "rebuild": found.options.rebuild,
        "force": found.options.force,
        "sync": sync(report) if report else None,
        "totalProblems": found.total_problems,
    }
    if with_problems:
        details["problems"] = [problem(one) for one in report.problems] if report else []
    return details


def _failure(error: tasks.TaskError, *, in_full: bool) -> TaskFailure:
    message = error.message if in_full else ABOUT.get(error.code, ABOUT["internal"])
    return {"code": error.code, "message": message, "type": "sync", "link": f"/docs#{error.code}"}


def _duration(found: tasks.Task) -> str | None:
    if not found.started_at or not found.finished_at:
        return None
    # A clock that was set back meanwhile would make it negative.
    seconds = max(found.finished_at - found.started_at, timedelta()).total_seconds()
    return f"PT{seconds:.6f}".rstrip("0").rstrip(".") + "S"
