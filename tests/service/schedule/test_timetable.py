"""When to sync, by every and cron, on any clock."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.config import Schedule
from service.schedule.timetable import next_run, stale_after

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
QUARTER = Schedule(every=timedelta(minutes=15))


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose clocks change twice a year: on 2026-03-29 and on 2026-10-25, at 01:00 UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


def at(text: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def ticks(cron: str, after: str, number: int) -> list[str]:
    """The next moments of *cron* in UTC, each asked for just after the one before."""
    found, now = [], at(after)
    for _ in range(number):
        tick = next_run(Schedule(cron=cron), now, now)
        assert tick
        found.append(f"{tick:%d %H:%M}")
        now = tick + timedelta(milliseconds=250)
    return found


def test_without_a_timetable_nothing_is_planned() -> None:
    """Watching alone is none."""
    assert next_run(Schedule(watch=True), NOON, NOON) is None
    assert stale_after(Schedule(watch=True), NOON) is None


def test_every_counts_from_the_beginning_of_the_last_sync() -> None:
    """However long it took."""
    assert next_run(QUARTER, NOON, NOON) == NOON + timedelta(minutes=15)
    assert next_run(QUARTER, NOON, NOON + timedelta(minutes=4)) == NOON + timedelta(minutes=15)


def test_a_sync_that_takes_longer_than_the_interval_is_not_followed_by_several() -> None:
    """Nor by one that has no pause before it: the next moment of the row is taken."""
    assert next_run(QUARTER, NOON, NOON + timedelta(minutes=31)) == NOON + timedelta(minutes=45)
    assert next_run(QUARTER, NOON, NOON + timedelta(minutes=30)) == NOON + timedelta(minutes=45)


@given(
    every=st.integers(1, 100_000).map(lambda seconds: timedelta(seconds=seconds)),
    moved=st.integers(-(10**8), 10**8).map(lambda seconds: timedelta(seconds=seconds)),
)
def test_every_is_never_late_whatever_the_clock_does(every: timedelta, moved: timedelta) -> None:
    """The next sync lies ahead, and no further than one interval."""
    now = NOON + moved

    tick = next_run(Schedule(every=every), NOON, now)

    assert tick
    assert timedelta() < tick - now <= every


def test_cron_goes_by_the_local_clock() -> None:
    """Berlin is two hours ahead in summer."""
    assert next_run(Schedule(cron="30 6 * * *"), NOON, NOON) == at("2026-05-13 04:30")


def test_no_tick_comes_twice() -> None:
    """Not within its second, and not when the clock was set back a little."""
    hourly = Schedule(cron="0 * * * *")

    assert next_run(hourly, NOON, NOON + timedelta(milliseconds=1)) == NOON + timedelta(hours=1)
    assert next_run(hourly, NOON, NOON - timedelta(minutes=10)) == NOON + timedelta(hours=1)


def test_a_clock_that_was_set_back_far_is_believed() -> None:
    """Otherwise nothing would run until it has caught up."""
    assert next_run(Schedule(cron="0 * * * *"), NOON, NOON - timedelta(days=9)) == NOON - timedelta(days=9, hours=-1)


def test_a_time_that_summer_skips_comes_right_afterwards() -> None:
    """2:30 does not exist on that day; 3:00 is as good."""
    assert ticks("30 2 * * *", "2026-03-28 00:00", 3) == ["28 01:30", "29 01:00", "30 00:30"]


def test_a_time_that_comes_twice_in_autumn_counts_once() -> None:
    """The first time."""
    assert ticks("30 2 * * *", "2026-10-24 00:00", 3) == ["24 00:30", "25 00:30", "26 01:30"]


def test_wildcards_go_by_the_time_that_passes() -> None:
    """No hour without a sync, and none with more than usual, when clocks change."""
    assert ticks("*/30 * * * *", "2026-10-24 23:40", 6) == [f"25 0{half // 2}:{half % 2 * 3}0" for half in range(6)]
    assert ticks("*/30 * * * *", "2026-03-29 00:10", 3) == ["29 00:30", "29 01:00", "29 01:30"]


def test_an_index_is_stale_after_two_intervals() -> None:
    """One sync may fail."""
    assert stale_after(QUARTER, NOON) == NOON + timedelta(minutes=30)
    assert stale_after(Schedule(cron="0 * * * *"), NOON) == NOON + timedelta(hours=2)


def test_a_day_that_comes_every_four_years() -> None:
    """Is found."""
    assert next_run(Schedule(cron="0 0 29 2 *"), NOON, NOON) == at("2028-02-28 23:00")
