"""The program ``backmatter``: what is started, before anything that takes time to load."""

import signal


def main() -> None:
    """Run the command line; Ctrl+C before it is loaded, and after it is done, ends the process without a traceback."""
    by_python = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else whoever started it wants none
    if by_python:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    from service.cli import cli  # noqa: PLC0415  (loads the libraries, which takes most of a second)

    try:
        cli(prog_name="backmatter")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM) if by_python else (signal.SIGTERM,):
            signal.signal(number, signal.SIG_DFL)
