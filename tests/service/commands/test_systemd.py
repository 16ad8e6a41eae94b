"""``backmatter systemd``: units that systemd takes."""

import shutil
import subprocess
import sys
from collections.abc import Mapping
from configparser import RawConfigParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.cli import cli

PROGRAM = Path(sys.executable).parent / "backmatter"
NAMES = ("backmatter.service", "backmatter-index.service", "backmatter-index.timer")


class Unit(RawConfigParser):
    """A unit file; of lines with the same name the last."""

    def optionxform(self, optionstr: str) -> str:
        """The names, in the case that they have."""
        return optionstr


def written(runner: CliRunner, here: Path, *arguments: str) -> Mapping[str, Unit]:
    """The units that the command writes with *arguments*."""
    folder = here / "units"
    folder.mkdir(exist_ok=True)
    result = runner.invoke(cli, ["systemd", *arguments, "--into", str(folder)])
    assert result.exit_code == 0, result.output
    found = {name: Unit(strict=False) for name in NAMES}
    for name, unit in found.items():
        unit.read_string((folder / name).read_text("utf-8"))
    return found


def test_units_name_this_installation(runner: CliRunner, here: Path) -> None:
    """With absolute paths; the timer goes every quarter of an hour."""
    units = written(runner, here, "posts", "--user", "ann")

    command = f"{here}/posts --index {here}/.backmatter"
    assert units[NAMES[0]]["Service"]["ExecStart"] == f"{PROGRAM} serve {command}"
    assert units[NAMES[1]]["Service"]["ExecStart"] == f"{PROGRAM} index {command}"
    assert units[NAMES[1]]["Service"]["SuccessExitStatus"] == "75"
    assert {units[name]["Service"]["User"] for name in NAMES[:2]} == {"ann"}
    assert units[NAMES[1]]["Service"]["ReadWritePaths"] == f"{here}/.backmatter"
    assert units[NAMES[2]]["Timer"]["OnUnitActiveSec"] == "900"


def test_units_name_the_settings_file(runner: CliRunner, here: Path) -> None:
    """What it says may change later, so nothing of it is copied but what the timer and the fences need."""
    (here / "backmatter.toml").write_text(
        'posts = "p"\nindex = "/var/lib/blog search"\n[schedule]\ncron = "0 3 * * *"\n'
    )

    units = written(runner, here, "--port", "8100")

    assert units[NAMES[0]]["Service"]["ExecStart"] == f"{PROGRAM} --config {here}/backmatter.toml serve --port 8100"
    assert units[NAMES[1]]["Service"]["ExecStart"] == f"{PROGRAM} --config {here}/backmatter.toml index"
    assert units[NAMES[1]]["Service"]["StateDirectory"] == '"blog search"'
    assert units[NAMES[2]]["Timer"]["OnCalendar"] == "*-*-* 03:00:00"
    assert units[NAMES[2]]["Timer"]["Persistent"] == "true"


def test_pulling_may_write_the_repository(runner: CliRunner, here: Path) -> None:
    """All of it, of which the posts are a part."""
    (here / "blog/.git").mkdir(parents=True)

    units = written(runner, here, "blog/content/posts", "--pull")

    assert units[NAMES[1]]["Service"]["ReadWritePaths"] == f"{here}/.backmatter {here}/blog"
    assert units[NAMES[1]]["Service"]["ExecStart"].endswith(" --pull")


def test_changed_units_are_not_overwritten(runner: CliRunner, here: Path) -> None:
    """Nor are any written then."""
    written(runner, here, "posts")
    (here / "units" / NAMES[0]).unlink()
    (here / "units" / NAMES[2]).write_text("mine")

    result = runner.invoke(cli, ["systemd", "posts", "--into", "units"])

    assert result.exit_code == 1
    assert "there is another one already" in result.stderr
    assert not (here / "units" / NAMES[0]).exists()


def test_times_that_systemd_cannot_tell_are_refused(runner: CliRunner) -> None:
    """With the cure."""
    result = runner.invoke(cli, ["systemd", "--cron", "0 0 L * *"])

    assert result.exit_code == 2
    assert "name days by number" in result.stderr


def test_units_are_printed_with_their_places(runner: CliRunner) -> None:
    """And nothing else on the standard output."""
    result = runner.invoke(cli, ["systemd", "posts"])

    assert [line for line in result.stdout.splitlines() if line.startswith("# /")] == [
        f"# /etc/systemd/system/{name}" for name in NAMES
    ]
    assert "systemctl enable --now backmatter.service backmatter-index.timer" in result.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_to_complain_about(runner: CliRunner, here: Path) -> None:
    """Whatever stands in paths."""
    (here / 'a %n "b" $c').mkdir()
    written(runner, here, 'a %n "b" $c', "--index", "/srv/an index", "--user", "root", "--cron", "0 4 1,15 * FRI")

    files = [str(here / "units" / name) for name in NAMES]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files], check=False, capture_output=True, text=True, timeout=60
    )

    assert [line for line in done.stderr.splitlines() if "backmatter" in line] == []
    assert done.returncode == 0, done.stderr
