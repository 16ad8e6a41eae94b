"""What is due when, after successes and failures, on clocks that jump."""

from datetime import UTC, datetime, timedelta

from indexer import SyncReport
from service.config import Schedule
from service.schedule.agenda import RETRY, RETRY_AT_MOST, Agenda
from service.tasks.task import Source

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
QUARTER = Schedule(every=15 * MINUTE)


def report(next_due: datetime | None = None) -> SyncReport:
    """What a sync may have found."""
    return SyncReport(NOON, "7", 1, 1, 0, next_due=next_due)


def after_a_success(schedule: Schedule, next_due: datetime | None = None) -> Agenda:
    """An agenda whose first sync went well at noon."""
    agenda = Agenda(schedule, NOON)
    agenda.succeeded(report(next_due), NOON, NOON)
    return agenda


def test_the_timetable_is_kept() -> None:
    """Not before its time, and until it is done."""
    agenda = after_a_success(QUARTER)

    assert agenda.reason(NOON + 14 * MINUTE) is None
    assert agenda.reason(NOON + 15 * MINUTE) is Source.SCHEDULE
    assert agenda.reason(NOON + 16 * MINUTE) is Source.SCHEDULE

    agenda.succeeded(report(), NOON + 16 * MINUTE, NOON + 16 * MINUTE)
    assert agenda.reason(NOON + 16 * MINUTE) is None


def test_a_post_that_becomes_due_is_a_reason() -> None:
    """Without any timetable; once."""
    agenda = after_a_success(Schedule(watch=True), next_due=NOON + 5 * MINUTE)

    assert agenda.reason(NOON + 4 * MINUTE) is None
    assert agenda.reason(NOON + 5 * MINUTE) is Source.DUE

    agenda.succeeded(report(), NOON + 5 * MINUTE, NOON + 5 * MINUTE)
    assert agenda.reason(NOON + 500 * MINUTE) is None


def test_a_failed_sync_is_tried_again_less_and_less_often() -> None:
    """For the same reason, and even if there is no timetable."""
    agenda, now, pauses = Agenda(Schedule(watch=True), NOON), NOON, []
    for _ in range(12):
        agenda.failed(Source.WATCH, now, now)
        pauses.append((agenda.expectation.next_run or now) - now)
        now += pauses[-1]
        assert agenda.reason(now) is Source.WATCH

    assert pauses[:3] == [RETRY, 2 * RETRY, 4 * RETRY]
    assert pauses[-1] == RETRY_AT_MOST


def test_a_success_ends_the_tries() -> None:
    """And the next failure begins them anew."""
    agenda = Agenda(Schedule(watch=True), NOON)
    agenda.failed(Source.WATCH, NOON, NOON)
    agenda.failed(Source.WATCH, NOON, NOON)
    agenda.succeeded(report(), NOON, NOON)

    assert agenda.reason(NOON + RETRY_AT_MOST) is None
    agenda.failed(Source.WATCH, NOON + RETRY_AT_MOST, NOON + RETRY_AT_MOST)
    assert agenda.expectation.next_run == NOON + RETRY_AT_MOST + RETRY


def test_a_due_post_is_no_reason_to_hurry_while_syncs_fail() -> None:
    """Or else a full disk would be met by one sync after another."""
    agenda = after_a_success(Schedule(watch=True), next_due=NOON + MINUTE)
    agenda.failed(Source.DUE, NOON + MINUTE, NOON + MINUTE)

    assert agenda.reason(NOON + MINUTE + RETRY / 2) is None


def test_a_leap_of_the_clock_makes_one_sync() -> None:
    """As after a night in which the machine slept."""
    agenda = after_a_success(QUARTER)
    morning = NOON + timedelta(hours=20, minutes=1)

    assert agenda.reason(morning) is Source.SCHEDULE
    agenda.succeeded(report(), morning, morning)
    assert agenda.reason(morning + 14 * MINUTE) is None


def test_a_clock_that_is_set_back_keeps_nothing_waiting() -> None:
    """What was planned for the old time is planned anew."""
    agenda = after_a_success(QUARTER)
    year_ago = NOON - timedelta(days=365)

    assert agenda.reason(year_ago) is None
    assert agenda.reason(year_ago + 15 * MINUTE) is Source.SCHEDULE


def test_a_retry_survives_a_clock_that_is_set_back() -> None:
    """It comes within its longest pause."""
    agenda = Agenda(Schedule(watch=True), NOON)
    agenda.failed(Source.WATCH, NOON, NOON)
    year_ago = NOON - timedelta(days=365)

    assert agenda.reason(year_ago) is None
    assert agenda.reason(year_ago + RETRY_AT_MOST) is Source.WATCH


def test_others_learn_what_is_to_come() -> None:
    """The next sync, whatever its reason, and when to worry."""
    agenda = after_a_success(QUARTER, next_due=NOON + 5 * MINUTE)

    assert agenda.expectation.next_run == NOON + 5 * MINUTE
    assert agenda.expectation.stale_after == NOON + 30 * MINUTE
    assert after_a_success(Schedule(watch=True)).expectation.stale_after is None
