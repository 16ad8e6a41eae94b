"""Being told to stop."""

import os
import signal
import subprocess
import sys
import time

import pytest

from service.schedule.stopping import until_told_to_stop

_SLEEPER = """
import sys, time
from service.schedule.stopping import until_told_to_stop
with until_told_to_stop():
    try:
        print("here", flush=True)
        time.sleep(600)
    finally:
        if "stubborn" in sys.argv:
            print("tidying", flush=True)
            time.sleep(600)
print("done", flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_both_signals_leave_the_block(number: signal.Signals) -> None:
    """Without an error, and what they did before is what they do again."""
    before = signal.getsignal(number)

    with until_told_to_stop():
        os.kill(os.getpid(), number)
        time.sleep(60)

    assert signal.getsignal(number) is before


def test_other_errors_come_through() -> None:
    """Only the signals end the block in silence."""
    with pytest.raises(ZeroDivisionError), until_told_to_stop():
        _ = 1 / 0


@pytest.mark.parametrize(("arguments", "code"), [([], 0), (["stubborn"], -signal.SIGTERM)])
def test_a_second_signal_does_not_wait(arguments: list[str], code: int) -> None:
    """For whatever the first has interrupted."""
    with subprocess.Popen([sys.executable, "-c", _SLEEPER, *arguments], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "here\n"
        process.send_signal(signal.SIGTERM)
        if arguments:
            assert process.stdout.readline() == "tidying\n"
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == code
