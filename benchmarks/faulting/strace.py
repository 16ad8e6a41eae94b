"""What a program asks of the kernel, as strace writes it down."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

LONGEST = 1 << 17
"""Bytes of one write that are written down; a longer one raises. More would make strace slow."""

_WATCHED = ("-f", "-y", "-xx", "-e", "signal=none")
_LINE = re.compile(r"^(\d+) +(.*)$")
_CALL = re.compile(r"^(\w+)\((.*)\) += (-1|\?|\d+|0x[0-9a-f]+)(?:<|$| )")
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"^<\.\.\. \w+ resumed>")
_PUNCTUATION = re.compile(r"[\[{]|[\]}]|, ")


class Call(NamedTuple):
    """One system call.

    Attributes:
        name: Of the call.
        arguments: As strace writes them, see `text`, `number` and `path_of`.
        result: What the kernel answered; -1 where it refused, or the program was killed before.
    """

    name: str
    arguments: tuple[str, ...]
    result: int


def is_here() -> bool:
    """Whether strace is installed and may be used."""
    program = shutil.which("strace")
    return program is not None and subprocess.run([program, "-o", "/dev/null", "true"], check=False).returncode == 0


def record(command: Sequence[str], calls: Sequence[str], **options: Mapping[str, str] | Path) -> list[Call]:
    """Run *command*, and write down its *calls* with all bytes that they carry.

    *options* are those of `subprocess.run`. Raises CalledProcessError if the command fails.
    """
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        watched = (*_WATCHED, "-s", str(LONGEST), "-e", f"trace={','.join(calls)}")
        subprocess.run(["strace", *watched, "-o", log, *command], check=True, capture_output=True, **options)  # type: ignore[call-overload]
        return list(parse(log.read_text("ascii").splitlines()))


def attach(pid: int, calls: Sequence[str], begin: Callable[[], None], kill: "Nth | None" = None) -> list[Call]:
    """Watch the *calls* of the process *pid*, which waits, once *begin* has told it to go on; all until it has ended.

    If it is to be killed, that happens in place of the n-th call of a kind, which is the last of the list then.
    """
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        inject = ("-e", f"inject={kill.name}:signal=SIGKILL:when={kill.number}") if kill else ()
        watched = (*_WATCHED, "-s", "512", "-e", f"trace={','.join(calls)}", *inject)
        command = ("strace", *watched, "-o", log, "-p", str(pid))
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as watching:
            assert watching.stderr
            if "attached" not in (said := watching.stderr.readline()):
                raise OSError(f"strace cannot watch process {pid}: {said}")
            begin()
            watching.communicate()  # it dies if nobody listens
        return list(parse(log.read_text("ascii").splitlines()))


class Nth(NamedTuple):
    """The call of that *name* which comes as the *number*-th of its kind, from 1."""

    name: str
    number: int


def parse(lines: Sequence[str]) -> Iterator[Call]:
    """The calls in *lines*, in the order in which they returned."""
    begun: dict[str, str] = {}
    for line in lines:
        found = _LINE.match(line)
        if not found or found[2].startswith(("+++", "---")):
            continue
        thread, said = found[1], found[2]
        if said.endswith(_UNFINISHED):
            begun[thread] = said.removesuffix(_UNFINISHED)
            continue
        if resumed := _RESUMED.match(said):
            said = begun.pop(thread) + said[resumed.end() :]
        if call := _CALL.match(said):
            yield Call(call[1], tuple(_arguments(call[2])), -1 if call[3] == "?" else int(call[3], 0))
        else:
            raise ValueError(f"strace writes what cannot be read: {said[:100]} … {said[-100:]}")


def _arguments(said: str) -> Iterator[str]:
    """What stands between commas that are in no brackets; strings hold neither, as they are written in hexadecimal."""
    start = depth = 0
    for mark in _PUNCTUATION.finditer(said):
        depth += (mark[0] in "[{") - (mark[0] in "]}")
        if mark[0] == ", " and not depth:
            yield said[start : mark.start()]
            start = mark.end()
    yield said[start:]


def text(argument: str) -> bytes:
    """The bytes of a string, or of all parts of a vector of them."""
    if '"...' in argument:
        raise ValueError(f"a call carries more than {LONGEST:,} bytes")
    return b"".join(_decoded(part) for part in re.findall(r'"([^"]*)"', argument))


def number(argument: str) -> int:
    """The number, or the descriptor in front of the path that it was opened by."""
    return int(argument.partition("<")[0].strip("[]"), 0)


def path_of(argument: str) -> str:
    """The path that a descriptor stands for."""
    return _decoded(argument.partition("<")[2].partition(">")[0]).decode("utf-8", "surrogateescape")


def _decoded(written: str) -> bytes:
    return bytes.fromhex(written.replace("\\x", ""))
