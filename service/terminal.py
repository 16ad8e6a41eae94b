"""What people see in a terminal: text that cannot harm it, numbers they can read, how far long work is."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from typing import TextIO

import click

Report = Callable[[int, int], None]
"""Told (files done, files to do)."""

# Controls could move the cursor or rename the window, direction marks could reorder a line,
# halves of surrogate pairs (bytes of a file's name that are no UTF-8) could not be written at all.
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_EVERY = 10.0
"""Seconds between two lines about progress where there is no terminal to draw a bar on."""


def printable(text: str) -> str:
    r"""*text* on one line; what a terminal would act upon is written as ``\x1b`` and the like."""
    return _UNPRINTABLE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def counted(number: int, noun: str) -> str:
    """*number* with its *noun*: "1 post", "1,204 posts"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def say(text: str) -> None:
    """Write a line to the standard output. Raises OSError, which names it, if it cannot be written."""
    try:
        click.echo(printable(text))
    except OSError as error:
        error.filename = error.filename or "the output"
        raise


def last_words(text: str) -> None:
    """Write a line to the standard error, if that can be, after something could not be written.

    What could not be is lost, as Python would try again when it ends, and fail once more.
    """
    _forget(sys.stdout)
    try:
        warn(text)
    except OSError:
        _forget(sys.stderr)


def _forget(stream: TextIO | None) -> None:
    with suppress(OSError, ValueError):  # it may be closed
        if stream:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def warn(text: str, *, loud: bool = False) -> None:
    """Write a line to the standard error."""
    click.secho(printable(text), err=True, fg="red" if loud else None, bold=loud)


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[Report | None]:
    """Show how far work is: a bar on a terminal, a line now and then elsewhere, nothing if *quiet*."""
    if quiet:
        yield None
    elif sys.stderr and sys.stderr.isatty():  # None in a process that was started without one
        from service.bar import bar  # noqa: PLC0415  (most services start where there is no terminal)

        with bar() as report:
            yield report
    else:
        yield Milestones(monotonic).report


class Milestones:
    """A line about progress every few seconds; none about what is done before the first."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._started = self._last = clock()

    def report(self, done: int, total: int) -> None:
        """Write a line if the last one is long enough ago."""
        now = self._clock()
        if now - self._last < _EVERY:
            return
        self._last = now
        rate = done / (now - self._started)
        left = f", {(total - done) / rate:.0f} s left" if rate else ""
        warn(f"{done:,} of {counted(total, 'file')}, {rate:,.0f}/s{left}")
