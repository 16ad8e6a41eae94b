"""The file of tasks: shared, durable, put aside when it is damaged."""

import logging
import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

from service.tasks.database import Database, TasksUnavailable

ADD = "INSERT INTO deliveries VALUES (randomblob(8), 1)"
COUNT = "SELECT count(*) FROM deliveries"


WRITE_UNTIL_KILLED = f"""
import sys, time
from pathlib import Path
from service.tasks.database import Database
while True:
    with Database(Path(sys.argv[1])).writing() as connection:
        connection.execute("{ADD}")
        connection.execute("{ADD}")
    time.sleep(0.01)  # so that others find a moment to read
"""

WRITE_AND_FORK = f"""
import os, sys
from pathlib import Path
from service.tasks.database import Database
database = Database(Path(sys.argv[1]))
def add():
    with database.writing() as connection:
        connection.execute("{ADD}")
add()
is_child = not os.fork()
add()
if not is_child:
    os.wait()
"""


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A file that is not there yet, in a folder that is not there yet; "?" and "%" mean something in addresses."""
    return Database(tmp_path / "in%20dex?a#b" / "tasks.db")


def rows(database: Database) -> int:
    """How many rows there are."""
    with database.reading() as connection:
        return int(connection.execute(COUNT).fetchone()[0])


def add(database: Database) -> None:
    """Write a row."""
    with database.writing() as connection:
        connection.execute(ADD)


def test_reading_writes_nothing(database: Database) -> None:
    """Where nothing was written there is nothing to read, and no file comes of looking."""
    assert (rows(database), database.version()) == (0, 0)
    assert not database.path.parent.exists()


def test_what_is_written_is_read(database: Database) -> None:
    """By everybody who opens the file; the version tells each change apart."""
    versions = [database.version()]
    for _ in range(3):
        add(database)
        versions.append(database.version())

    assert rows(Database(database.path)) == 3
    assert len(set(versions)) == 4
    assert database.version() == versions[-1]


def test_half_a_change_is_none(database: Database) -> None:
    """An error in the middle leaves what was there before."""
    add(database)
    with pytest.raises(TasksUnavailable, match="UNIQUE"), database.writing() as connection:
        connection.executemany("INSERT INTO deliveries VALUES (?, 1)", [(b"new",), (b"same",), (b"same",)])

    assert rows(database) == 1


def test_a_writer_that_is_killed_leaves_whole_changes(database: Database) -> None:
    """However often: two rows are written at a time."""
    for _ in range(3):
        before = rows(database)
        with subprocess.Popen([sys.executable, "-c", WRITE_UNTIL_KILLED, str(database.path)]) as writer:
            while rows(database) == before and writer.poll() is None:
                time.sleep(0.01)
            writer.kill()
        assert rows(database) > before
        assert rows(database) % 2 == 0
    assert {path.name for path in database.path.parent.iterdir()} <= {"tasks.db", "tasks.db-journal"}


def test_a_forked_child_may_use_it_too(database: Database) -> None:
    """Nothing that belongs to the parent crosses the fork."""
    subprocess.run([sys.executable, "-c", WRITE_AND_FORK, str(database.path)], check=True)

    assert rows(database) == 3


@pytest.mark.parametrize("content", [b"not a database" * 1_000, b"\0" * 4_096, None], ids=["text", "zeros", "cut"])
def test_a_damaged_file_is_put_aside(
    database: Database, content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    """By who writes; the log names it. Who only reads is told."""
    add(database)
    content = database.path.read_bytes()[:4_097] if content is None else content
    database.path.write_bytes(content)
    with pytest.raises(TasksUnavailable, match=r"tasks\.db.*move it away; the next sync begins a new one"):
        rows(database)
    with caplog.at_level(logging.ERROR):
        add(database)

    assert rows(database) == 1
    assert database.path.with_name("tasks.db.damaged").read_bytes() == content
    assert "a new one is begun, and the old one is tasks.db.damaged" in caplog.text.replace(
        f"{database.path.parent}/", ""
    )


def test_an_empty_file_is_no_damage(database: Database) -> None:
    """A process that died at the very beginning leaves one."""
    database.path.parent.mkdir()
    database.path.touch()
    assert rows(database) == 0
    add(database)

    assert rows(database) == 1


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bits_are_never_worse_than_an_error(database: Database, seed: int) -> None:
    """Which names the file; and soon the list can be used again, whole or new."""
    with database.writing() as connection:
        for _ in range(300):
            connection.execute(ADD)
    content = bytearray(database.path.read_bytes())
    place = random.Random(seed)  # noqa: S311  (the same bits in every run)
    content[place.randrange(len(content) if seed % 2 else 100)] ^= 1 << place.randrange(8)
    database.path.write_bytes(content)
    for step in (rows, add):
        with suppress(TasksUnavailable):
            step(database)

    add(database)
    assert rows(database) > 0


def test_a_list_of_another_version_is_put_aside(database: Database) -> None:
    """Where it can be found by who goes back to that version."""
    add(database)
    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(TasksUnavailable, match="no version of Backmatter that is known here"):
        rows(database)
    add(database)

    assert rows(database) == 1
    assert database.path.with_name("tasks.db.damaged").exists()


def test_a_file_that_is_kept_too_long_is_told(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the cure; nobody waits for ever."""
    monkeypatch.setattr("service.tasks.database.BUSY", 0.01)
    add(database)
    with database.writing(), pytest.raises(TasksUnavailable, match="another process keeps it; try again"):
        add(database)


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    """The message names the file and says what to do."""
    (tmp_path / "index").touch()
    with pytest.raises(TasksUnavailable, match=r"index/tasks\.db: .*; see that it and its folder can be written\."):
        add(Database(tmp_path / "index" / "tasks.db"))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_what_may_only_be_read_is_read(database: Database) -> None:
    """And writing is told."""
    add(database)
    database.path.chmod(0o444)
    database.path.parent.chmod(0o555)
    try:
        assert rows(database) == 1
        with pytest.raises(TasksUnavailable, match="readonly"):
            add(database)
    finally:
        database.path.parent.chmod(0o755)
