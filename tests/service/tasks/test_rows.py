"""Tasks as rows: nothing is lost or changed on the way."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import Problem, SyncReport
from service.tasks.store import Tasks
from service.tasks.task import MAX_PROBLEMS, Source, TaskError
from tests.service.tasks.conftest import START

NUMBERS = st.integers(0, 10**9)
ANYTHING = st.text(st.characters(codec=None, categories=None), max_size=20)
MOMENTS = st.datetimes(
    datetime(1970, 1, 1),  # noqa: DTZ001  (hypothesis adds the zone)
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))]),
)
REPORTS = st.builds(
    SyncReport,
    *(MOMENTS, ANYTHING, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    left_out=st.dictionaries(ANYTHING, NUMBERS, max_size=3),
    problems=st.lists(st.builds(Problem, ANYTHING, NUMBERS, ANYTHING, ANYTHING), max_size=3).map(tuple),
    next_due=st.none() | MOMENTS,
)


@settings(max_examples=40)
@given(REPORTS, ANYTHING)
def test_reports_and_messages_come_back_as_they_were(report: SyncReport, message: str) -> None:
    """Names of files may hold halves of pairs, and nothing is too odd to be a message."""
    with TemporaryDirectory() as folder:
        tasks = Tasks(Path(folder))
        uid = tasks.begin(Source.COMMAND).uid
        tasks.fail(uid, TaskError("code", message), report)
        task = tasks.get(uid)

    assert task
    assert task.report == report
    assert task.error == TaskError("code", message)


def test_the_first_problems_are_kept_and_all_are_counted(tasks: Tasks) -> None:
    """A blog may have thousands."""
    problems = tuple(Problem("a.md", line, "code", "message") for line in range(3_000))
    tasks.succeed(tasks.begin(Source.COMMAND).uid, SyncReport(START, "g", 1, 1, 0, problems=problems))
    task = tasks.last_success()

    assert task
    assert task.report
    assert task.report.problems == problems[:MAX_PROBLEMS]
    assert task.total_problems == 3_000
