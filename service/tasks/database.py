"""The file of tasks: an SQLite database that several processes read and write at once.

It is opened for each question and each change anew. So no thread waits for another, no connection crosses a fork, and
a file that was moved away or put back is noticed at once; it takes 0.2 ms.
"""

import logging
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from sqlite3 import Connection
from typing import TypeVar

T = TypeVar("T")

_log = logging.getLogger(__name__)

VERSION = 1
BUSY = 10.0
"""Seconds to wait for others, who write for some milliseconds, on a slow disk longer."""

_SCHEMA = (
    """
    CREATE TABLE tasks (
        uid INTEGER PRIMARY KEY AUTOINCREMENT,
        status TEXT NOT NULL,
        turn INTEGER,  -- in which order they began
        source TEXT NOT NULL,
        rebuild INTEGER NOT NULL,
        force INTEGER NOT NULL,
        requests INTEGER NOT NULL DEFAULT 1,
        enqueued_at TEXT NOT NULL,
        started_at TEXT,
        finished_at TEXT,
        total_problems INTEGER NOT NULL DEFAULT 0,
        error TEXT,  -- JSON: code and message
        report TEXT  -- JSON
    )
    """,
    "CREATE UNIQUE INDEX one_waits ON tasks (status) WHERE status = 'enqueued'",
    "CREATE INDEX by_turn ON tasks (turn)",
    "CREATE TABLE deliveries (digest BLOB PRIMARY KEY, uid INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE expectation (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), next_run TEXT, stale_after TEXT)",
    f"PRAGMA user_version = {VERSION}",
)


class TasksUnavailable(Exception):
    """The file of tasks cannot be read or written; the message names it, says why, and what to do."""


class Damaged(sqlite3.DatabaseError):
    """The file of tasks holds what this version has not written."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


# SQLITE_ERROR: a statement that is right asks for a table that is not there.
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_OTHER_CURE = "see that it and its folder can be written"
_CURES = {
    sqlite3.SQLITE_BUSY: "another process keeps it; try again in a moment",
    sqlite3.SQLITE_FULL: "make room on the disk",
    **dict.fromkeys(_DAMAGE, "move it away; the next sync begins a new one"),
}


class Database:
    """The file at *path*, which is made with its folder when something is first written."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the tasks, for some questions; empty where there is none yet. Raises TasksUnavailable."""
        with self.explained(), closing(self._to_read()) as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: at the end of the block all of it is on the disk, after an error nothing of it.

        A damaged file is put aside first, and a new one begun; if the block alone notices the damage, by the next
        transaction. Raises TasksUnavailable.
        """
        with self.explained():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._to_write()) as connection:
                opened = self.path.stat().st_ino
                try:
                    yield connection
                    connection.execute("COMMIT")
                except Damaged as error:
                    self._put_aside(opened, error)
                    raise
            # By itself the time moves on in steps of some milliseconds, in which two changes may come.
            now = time.time_ns()
            with suppress(OSError):  # another user's file, whose time only that user may set; or just moved away
                os.utime(self.path, ns=(now, now))

    def version(self) -> int:
        """A number that changes with every change; 0 if there is no file."""
        try:
            return self.path.stat().st_mtime_ns
        except OSError:
            return 0

    def _to_read(self) -> Connection:
        if self.path.exists():
            # To write, too, where that is allowed, as what a dead process has left half done is undone then.
            connection = self._connect("rw")
            if _closed_on_error(connection, _version):
                return connection
            connection.close()
        connection = sqlite3.connect(":memory:", isolation_level=None)
        _prepare(connection)
        return connection

    def _to_write(self) -> Connection:
        """A connection in a transaction, to a file that is whole."""
        connection = self._connect("rwc")
        opened = self.path.stat().st_ino
        try:
            _closed_on_error(connection, _begin)
        except sqlite3.Error as error:
            if _code(error) not in _DAMAGE:
                raise
            self._put_aside(opened, error)
            return self._to_write()
        return connection

    def _connect(self, mode: str) -> Connection:
        return sqlite3.connect(f"{self.path.as_uri()}?mode={mode}", uri=True, timeout=BUSY, isolation_level=None)

    def _put_aside(self, opened: int, why: Exception) -> None:
        """Move the file away, unless somebody else has done so since it was *opened*."""
        if self.path.stat().st_ino != opened:
            return
        aside = self.path.with_name(self.path.name + ".damaged")
        self.path.with_name(self.path.name + "-journal").unlink(missing_ok=True)
        self.path.replace(aside)
        _log.error(
            "%s: the list of syncs is damaged (%s); a new one is begun, and the old one is %s.", self.path, why, aside
        )

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Raise TasksUnavailable for whatever keeps the file, or what lies beside it, from being used."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._unavailable(error, _CURES.get(_code(error), _OTHER_CURE)) from error
        except OSError as error:
            raise self._unavailable(error.strerror, _OTHER_CURE) from error

    def _unavailable(self, why: object, cure: str) -> TasksUnavailable:
        return TasksUnavailable(f"{self.path}: the list of syncs cannot be used ({why}); {cure}.")


def _version(connection: Connection) -> int:
    """Of the schema, 0 where there is none yet."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise Damaged("no version of Backmatter that is known here has written it")
    return int(version)


def _prepare(connection: Connection) -> None:
    for statement in _SCHEMA:
        connection.execute(statement)


def _begin(connection: Connection) -> None:
    """Begin a transaction on a file that is whole; raises Damaged or another of SQLite's errors if it is not."""
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("BEGIN IMMEDIATE")
    if not _version(connection):
        _prepare(connection)
    (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise Damaged(found)


def _closed_on_error(connection: Connection, step: Callable[[Connection], T]) -> T:
    try:
        return step(connection)
    except BaseException:
        connection.close()
        raise


def _code(error: sqlite3.Error) -> int:
    """What SQLite says is wrong, without the details."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE) & 0xFF
