"""Commands that are ended from outside, and outputs that nobody reads or can be written to."""

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.faulting.commands import PROGRAM, Blog

STREAMS = {
    "no input": ('exec "$@" <&-', 0),
    "no output": ('exec "$@" >&-', 0),
    "no streams at all": ('exec "$@" <&- >&- 2>&-', 0),
    "an output nobody reads": ('"$@" | true; exit "${PIPESTATUS:-0}"', 0),
    "a full output": ('exec "$@" >/dev/full', 1),
    "full streams": ('exec "$@" >/dev/full 2>/dev/full', 1),
}
"""Shell around a command, and the exit code that is wanted."""
_INTERRUPTED = 128 + signal.SIGINT
"""What a command ends with that a signal has interrupted; SIGTERM does what Ctrl+C does."""


def streams(blog: Blog) -> Iterator[str]:
    """Whatever becomes of what is printed, the sync is done."""
    for what, (shell, code) in STREAMS.items():
        blog.edit()
        blog.prefix = ("sh", "-c", shell, "sh")
        ran = blog.sync()
        search = blog.run("search", "feed", "--index", str(blog.index))
        blog.prefix = ()
        for name, told in (("index", ran), ("search", search)):
            if told.code != code or "Traceback" in told.err or "Exception" in told.err:
                yield f"{name} with {what}: exit {told.code}: {told.err.splitlines()[-1:]}"
        yield from (f"{what}: {difference}" for difference in blog.differences())


def signals(blog: Blog, *, times: int) -> Iterator[str]:
    """SIGTERM, SIGINT and SIGHUP at any moment of a sync: the old index or the new, and no traceback."""
    for number in range(times):
        sent = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)[number % 3]
        wanted = blog.found()
        blog.edit()
        command = [*PROGRAM, "index", str(blog.posts), "--index", str(blog.index), "--rebuild"]
        with subprocess.Popen(command, cwd=blog.home, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            blog.tried += 1
            try:
                process.wait(timeout=0.1 + 1.2 * number / times)
            except subprocess.TimeoutExpired:
                process.send_signal(sent)
            _, err = process.communicate(timeout=30)
        if b"Traceback" in err:
            yield f"{sent.name}: {err.decode().splitlines()[-1]}"
        if process.returncode not in (0, -sent, _INTERRUPTED):
            yield f"{sent.name}: exit {process.returncode}"
        if process.returncode and blog.found() not in (wanted, _newest(blog)):
            yield f"{sent.name}: neither the old nor the new index answers"
    yield from blog.sync().complaints(0)
    yield from blog.differences()
    left = [path.name for path in Path(blog.index, "generations").iterdir()]
    if len(left) > 2:
        yield f"litter: {left}"


def _newest(blog: Blog) -> str:
    """What is found once the newest posts are indexed."""
    blog.sync()
    return blog.found()
