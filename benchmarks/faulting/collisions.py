"""Many syncs at once, by command, over HTTP and by schedule: one runs, at most one waits, none is lost, none corrupts.

Needs nothing of the machine. Somebody searches all the time, and may see whole generations only.
"""

import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from benchmarks.faulting.asking import KEY, ask, ended, waiting
from benchmarks.faulting.commands import PROGRAM, Blog
from benchmarks.faulting.places import Trial, tried
from benchmarks.faulting.rounds import AT_ONCE, MARKER, found, searching, sound, write
from benchmarks.faulting.row import Row

LOCKED = 75


def run(*, quick: bool, seed: int) -> Iterator[Row]:  # noqa: ARG001  (the machine's own chance decides)
    """Let syncs collide in all ways."""
    yield from tried(trials(quick=quick))


def trials(*, quick: bool) -> Mapping[str, Trial]:
    """All trials by what they try."""
    rounds = 1 if quick else 10
    return {
        "two commands at once": partial(commands, count=2, rounds=rounds),
        "ten commands at once": partial(commands, count=10, rounds=rounds),
        "a command is killed while another one runs": partial(killed, rounds=rounds * 2),
        "ten requests at once": partial(requests, rounds=rounds),
        "a server's schedule, commands and requests at once": partial(everything, seconds=6 if quick else 60),
        "two servers on one index": partial(two_servers, seconds=4 if quick else 20),
    }


def commands(blog: Blog, *, count: int, rounds: int) -> Iterator[str]:
    """So many ``backmatter index`` are started in the same moment, again and again."""
    codes: list[int] = []
    with searching(blog) as complaints:
        for number in range(rounds):
            write(blog, number)
            with ThreadPoolExecutor(count) as people:
                runs = list(people.map(lambda _: blog.sync(), range(count)))
            codes += [ran.code for ran in runs]
            for ran in runs:
                yield from ran.complaints(ran.code and LOCKED, "another sync" if ran.code else "")
            if 0 not in codes[-count:]:
                yield f"none of {count} succeeded: {codes[-count:]}"
            if found(blog, number) != AT_ONCE:
                yield f"round {number}: {found(blog, number)} of {AT_ONCE} posts are found"
    yield from complaints
    yield from sound(blog)
    blog.seen = f"{codes.count(0)} ended with 0, {codes.count(LOCKED)} with 75"


def killed(blog: Blog, *, rounds: int) -> Iterator[str]:
    """The lock is free when who held it is killed, and what it left is no obstacle."""
    with searching(blog) as complaints:
        for number in range(rounds):
            write(blog, number)
            with subprocess.Popen(
                [*PROGRAM, "index", str(blog.posts), "--index", str(blog.index), "--rebuild"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ) as first:
                blog.tried += 1
                time.sleep(0.2 + number / rounds)
                meanwhile = blog.sync()
                first.kill()
            yield from meanwhile.complaints(meanwhile.code and LOCKED, "another sync" if meanwhile.code else "")
            yield from blog.sync().complaints(0)
            if found(blog, number) != AT_ONCE:
                yield f"round {number}: {found(blog, number)} of {AT_ONCE} posts are found"
    yield from complaints
    yield from sound(blog)


def requests(blog: Blog, *, rounds: int) -> Iterator[str]:
    """A sync runs, ten ask for one, and a post is written right before the last of them does."""
    blog.prefix = ("env", f"BACKMATTER_KEY={KEY}")
    with blog.serving("--workers", "2") as service, searching(blog) as complaints:
        for number in range(rounds):
            blog.edit()
            ask(service)
            with ThreadPoolExecutor(10) as people:
                given = list(people.map(lambda _: ask(service), range(9)))
            write(blog, number)
            given.append(ask(service))
            blog.tried += len(given) + 1
            yield from (f"round {number}: answered {status}" for status, _ in given if status != 202)
            uids = sorted({location for _, location in given})
            if (number_waiting := waiting(service)) > 1:
                yield f"round {number}: {number_waiting} tasks wait"
            task = ended(service, given[-1][1])
            if task["status"] != "succeeded":
                yield f"round {number}: {task}"
            if found(blog, number) != AT_ONCE:
                yield f"round {number}: {found(blog, number)} of {AT_ONCE} posts are found when the task has ended"
            blog.seen = f"{len(given)} requests became {len(uids)} tasks"
    yield from complaints
    yield from service.stop().complaints(0)
    blog.prefix = ()
    yield from sound(blog)


def everything(blog: Blog, *, seconds: int) -> Iterator[str]:
    """A schedule of one second, commands, and requests, while posts change."""
    blog.prefix = ("env", f"BACKMATTER_KEY={KEY}")
    number = 0
    with blog.serving("--workers", "2", "--every", "1s") as service, searching(blog) as complaints:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            number += 1
            write(blog, number)
            with ThreadPoolExecutor(4) as people:
                asked = people.map(lambda _: ask(service)[0], range(2))
                runs = list(people.map(lambda _: blog.sync(), range(2)))
            yield from (f"a request was answered {status}" for status in asked if status != 202)
            for ran in runs:
                yield from ran.complaints(ran.code and LOCKED, "another sync" if ran.code else "")
        ended(service, ask(service)[1])
    yield from complaints
    yield from service.stop().complaints(0)
    blog.prefix = ()
    if found(blog, number) != AT_ONCE:
        yield f"{found(blog, number)} of {AT_ONCE} posts are found at the end"
    yield from sound(blog)
    blog.seen = f"{number} changes in {seconds} s"


def two_servers(blog: Blog, *, seconds: int) -> Iterator[str]:
    """Both serve the same, both keep it in step, neither minds the other."""
    number = 0
    with blog.serving("--every", "1s") as one, blog.serving("--every", "1s") as other, searching(blog) as complaints:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            number += 1
            write(blog, number)
            deadline = time.monotonic() + 30
            while found(blog, number) != AT_ONCE and time.monotonic() < deadline:
                time.sleep(0.1)
            answers = [service.ask(f"/api/search?q={MARKER}{number}&limit=0")[1] for service in (one, other)]
            right = f'"totalHits":{AT_ONCE}'.encode()
            yield from (f"round {number}: {body[:200]!r}" for body in answers if right not in body)
    yield from complaints
    for service in (one, other):
        yield from service.stop().complaints(0)
    blog.seen = f"{number} changes, seen by both"
    yield from sound(blog)
