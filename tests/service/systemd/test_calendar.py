"""Cron's times in systemd's words."""

import shutil
import subprocess
from datetime import UTC, datetime
from itertools import islice

import pytest
from cronsim import CronSim

from service.systemd.calendar import NotInCalendar, on_calendar

START = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "times"),
    [
        ("*/15 * * * *", ("*-*-* *:00,15,30,45:00",)),
        ("0 3 * * *", ("*-*-* 03:00:00",)),
        ("30 2 * * 1-5", ("Mon,Tue,Wed,Thu,Fri *-*-* 02:30:00",)),
        ("0 0 * * 0", ("Sun *-*-* 00:00:00",)),
        ("0 0 * * 7", ("Sun *-*-* 00:00:00",)),
        ("0 8-18 * JAN-MAR *", ("*-01..03-* 08..18:00:00",)),
        ("0 4 1,15 * FRI", ("*-*-01,15 04:00:00", "Fri *-*-* 04:00:00")),
        ("0 4 */2 * FRI", ("Fri *-*-" + ",".join(f"{day:02}" for day in range(1, 32, 2)) + " 04:00:00",)),
    ],
)
def test_times_are_translated(cron: str, times: tuple[str, ...]) -> None:
    """Days of the month and days of the week are joined by "or", as cron has it, unless one of them is a star."""
    assert on_calendar(cron) == times


@pytest.mark.parametrize("cron", ["0 0 L * *", "0 0 LW * *", "0 0 * * 5#2", "0 0 * * 5L"])
def test_what_systemd_cannot_tell_is_refused(cron: str) -> None:
    """Rather than to run at other times."""
    with pytest.raises(NotInCalendar, match="name days by number"):
        on_calendar(cron)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize(
    "cron", ["*/7 */5 * * *", "5-50/5 8-18 * JAN-MAR *", "0 0 31 12 *", "30 2 1-31 * MON", "9 9 13 * 5"]
)
def test_systemd_runs_when_cron_does(cron: str) -> None:
    """By systemd's own reckoning."""
    ticks = {moment for line in on_calendar(cron) for moment in elapses(line)}

    expected = list(islice(CronSim(cron, START), 12))

    assert sorted(ticks)[:12] == expected


def elapses(calendar: str) -> list[datetime]:
    """The next moments at which a timer with this line starts its unit."""
    command = ["systemd-analyze", "calendar", "--iterations=12", f"--base-time={START:%Y-%m-%d %H:%M:%S} UTC", calendar]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={"TZ": "UTC"}, timeout=60)
    lines = [line for line in done.stdout.splitlines() if "elapse:" in line or "Iter. #" in line]
    texts = [line.split(": ")[1].removesuffix(" UTC").partition(" ")[2] for line in lines]
    return [datetime.fromisoformat(text).replace(tzinfo=UTC) for text in texts]
