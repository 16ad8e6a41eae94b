"""Being told to stop: SIGTERM does what Ctrl+C does, and both end a sync at once and cleanly."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from threading import Thread
from time import sleep
from types import FrameType

_LOOK = 1.0
"""Seconds between two looks at whether the parent lives."""


@contextmanager
def until_told_to_stop(again: signal.Handlers = signal.SIG_DFL) -> Iterator[None]:
    """Leave the block, without an error, at SIGTERM or SIGINT.

    What a second signal does is *again*: by default it does not wait for what the first has interrupted, which an index
    survives, too.
    """
    before = {number: signal.signal(number, _stopping(again)) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let Ctrl+C raise KeyboardInterrupt in the block, where it would otherwise end the process at once."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def sigterm_interrupts() -> None:
    """Let SIGTERM do what Ctrl+C does.

    By itself it would end nothing in a container, whose first process is deaf to signals that it does not await.
    """
    signal.signal(signal.SIGTERM, _stopping(signal.SIG_DFL))


def _stopping(again: signal.Handlers) -> Callable[[int, FrameType | None], None]:
    def stop(number: int, _: FrameType | None) -> None:
        signal.signal(number, again)
        raise KeyboardInterrupt

    return stop


def stop_without_parent(within: float) -> None:
    """Tell this process to stop once the one that started it is dead, and end it if that takes longer than *within*.

    *within* is in seconds. Does nothing in a process that `multiprocessing` has not started.

    No pipe tells that reliably: forked processes of the parent's hold its end open, and may live on.
    """
    parent = parent_process()
    if parent and parent.pid:
        Thread(target=_wait_for_death, args=(parent.pid, within), daemon=True).start()


def _wait_for_death(parent: int, within: float) -> None:
    while os.getppid() == parent:
        sleep(_LOOK)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(within)
    os._exit(1)
