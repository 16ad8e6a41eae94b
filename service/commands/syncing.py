"""What came of a sync or a check, told by the commands in lines or as JSON."""

from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter

from indexer import SyncReport, check
from service.config import Config
from service.tasks.running import Outcome
from service.terminal import counted, printable, progress
from service.wire import answers, shapes

_PROBLEMS_SHOWN = 20


def run_check(config: Config, *, quiet: bool = False) -> Outcome:
    """Read every post and report; raises PostsFolderError."""
    started = perf_counter()
    with progress(quiet=quiet) as report:
        done = check(config.posts, site=config.site, now=datetime.now(UTC), progress=report)
    return Outcome(done, perf_counter() - started)


def as_json(outcome: Outcome, config: Config) -> shapes.SyncOutcome:
    """The outcome for programs."""
    return {
        **answers.sync(outcome.report),
        "problems": [answers.problem(problem) for problem in outcome.report.problems],
        "seconds": round(outcome.seconds, 3),
        "notes": list(config.notes),
    }


def summary(outcome: Outcome) -> Iterator[str]:
    """The outcome of a sync for people; one line where nothing changed and nothing is wrong."""
    report, seconds = outcome.report, outcome.seconds
    changes = report.added + report.changed + report.removed
    yield f"{counted(report.seen, 'file')}: {', '.join(_counts(report))}"
    if changes:
        written = report.added + report.changed
        rate = f" ({written / seconds:,.0f} posts/s)" if written and seconds else ""
        done = f"{report.added:,} added, {report.changed:,} changed, {report.removed:,} removed"
        yield f"{done} in {seconds:.1f} s{rate}"
        yield from _some_problems(report)
    else:
        found = f"; {counted(len(report.problems), 'problem')}: backmatter check" if report.problems else ""
        yield f"Nothing changed{found}"


def _counts(report: SyncReport) -> Iterator[str]:
    yield f"{counted(report.indexed, 'post')} indexed"
    if report.left_out:
        reasons = ", ".join(f"{number:,} {reason}" for reason, number in report.left_out.items())
        yield f"{sum(report.left_out.values()):,} left out ({reasons})"
    if report.failed:
        yield f"{report.failed:,} failed"


def _some_problems(report: SyncReport) -> Iterator[str]:
    if report.problems:
        yield f"{counted(len(report.problems), 'problem')}:"
    yield from problem_lines(report, _PROBLEMS_SHOWN)
    if len(report.problems) > _PROBLEMS_SHOWN:
        yield f"… and {len(report.problems) - _PROBLEMS_SHOWN:,} more: backmatter check"


def problem_lines(report: SyncReport, most: int | None = None) -> Iterator[str]:
    """The problems as ``path:line: code: message``, which editors can jump to."""
    return (printable(str(problem)) for problem in report.problems[:most])
