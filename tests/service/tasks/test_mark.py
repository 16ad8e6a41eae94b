"""The mark of whoever runs a task."""

import subprocess
import sys
from pathlib import Path

import pytest

from service.tasks import mark
from service.tasks.mark import Mark

HOLD = """
import sys, time
from pathlib import Path
from service.tasks.mark import Mark
held = Mark(Path(sys.argv[1]))
held.set()
print("set", flush=True)
time.sleep(60)
"""


def test_a_mark_is_seen_by_everybody_until_it_is_cleared(tmp_path: Path) -> None:
    """And may be set and cleared again and again."""
    mine, other = Mark(tmp_path / "new" / "mark"), Mark(tmp_path / "new" / "mark")
    seen = [other.is_set()]
    for _ in range(2):
        mine.set()
        mine.set()
        seen.append(other.is_set())
        mine.clear()
        mine.clear()
        seen.append(other.is_set())

    assert seen == [False, True, False, True, False]


def test_a_mark_goes_with_its_process(tmp_path: Path) -> None:
    """However it dies."""
    path = tmp_path / "mark"
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline() == b"set\n"
        before = Mark(path).is_set()
        process.kill()

    assert before
    assert not Mark(path).is_set()


def test_only_one_can_set_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits in vain is told; who only looks is in nobody's way."""
    monkeypatch.setattr(mark, "_PATIENCE", 0.0)
    mine, other = Mark(tmp_path / "mark"), Mark(tmp_path / "mark")
    mine.set()

    with pytest.raises(BlockingIOError):
        other.set()
    mine.clear()
    other.set()
    assert mine.is_set()
