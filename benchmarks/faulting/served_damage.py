"""Harm to the files of a service that runs, while clients search."""

import json
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import quote

from benchmarks.faulting.commands import Blog, Service
from benchmarks.faulting.harm import files, harms
from benchmarks.faulting.questions import TEXTS
from benchmarks.faulting.row import Row
from benchmarks.faulting.telling import tell
from indexer import open_engine

FLIPS, CUTS, CLIENTS = 50, 30, 4
_UNDER_LOAD = 0.3
"""Seconds for which clients search a harmed index before it is repaired."""


def served(share: int, seed: int) -> Iterator[Row]:
    """Four clients search two workers, whose files are harmed and repaired all the time."""
    with TemporaryDirectory() as home:
        blog = Blog(Path(home))
        blog.fill()
        with blog.serving("--workers", "2") as service:
            right = {address: [_content(service, address)] for address in _addresses(_ids(blog)[:5])}
            blog.edit()
            blog.sync()
            for address, known in right.items():
                known.append(_content(service, address))
            workers = _workers(service)
            clients = _Clients(service, right)
            failures = [*_harmed(blog, clients, share, random.Random(seed))]  # noqa: S311
            clients.stop()
            if _workers(service) != workers:
                failures.append(f"other workers: {workers}, then {_workers(service)}")
        failures += [*clients.failures, *service.stop().complaints(0)]
        for failure in failures:
            tell("a running service", [failure])
        tried = max(1, FLIPS // share) + max(1, CUTS // share)
        yield Row("files of a running service harmed", tried, len(failures), f"{clients.asked:,} requests")


def _harmed(blog: Blog, clients: "_Clients", share: int, chance: random.Random) -> Iterator[str]:
    """Harm, look for a moment, repair; always the generation that serves then."""
    kinds = [True] * max(1, FLIPS // share) + [False] * max(1, CUTS // share)
    for is_flip in kinds:
        found = files(blog.index, f"generations/{(blog.index / 'current').read_text('ascii').strip()}")
        path = chance.choice(found)
        (harm,) = harms(blog.index, [path], is_flip, not is_flip, chance)[-1:]
        clients.harm = str(harm)
        harm.do(blog.index)
        time.sleep(_UNDER_LOAD)
        yield from (f"{harm}: {complaint}" for complaint in blog.sync().complaints(0))


class _Clients:
    """Clients that search all the time.

    Attributes:
        asked: Requests so far.
        failures: What was not answered rightly.
        harm: What was done last.
    """

    def __init__(self, service: Service, right: dict[str, list[str]]) -> None:
        self.asked = 0
        self.failures: list[str] = []
        self.harm = ""
        self._service = service
        self._right = right
        self._ended = Event()
        self._threads = [Thread(target=self._search, args=(number,)) for number in range(CLIENTS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Search no more."""
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _search(self, first: int) -> None:
        addresses = list(self._right)
        for number in count(first * 7):
            if self._ended.is_set():
                return
            address = addresses[number % len(addresses)]
            try:
                content = _content(self._service, address, number)
            except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
                content = f"{type(error).__name__}: {error}"
            if content not in self._right[address]:
                self.failures.append(f"{self.harm}: {address}: {content[:300]}")
            self.asked += 1


def _addresses(ids: Sequence[str]) -> list[str]:
    searches = [f"/api/search?q={quote(text)}&facets=tags" for text in TEXTS]
    return [*searches, *(f"/api/posts/{post_id}{more}" for post_id in ids for more in ("", "/related")), "/api/tags"]


def _ids(blog: Blog) -> list[str]:
    with closing(open_engine("whoosh", blog.index)) as engine:
        return sorted(engine.fingerprints())


def _content(service: Service, address: str, number: int = 0) -> str:
    """The answer at *address* without what changes between requests; another *number* is not answered by the cache."""
    status, body = service.ask(address, Accept=f"application/json;number={number}")
    read = json.loads(body)
    return json.dumps([status, {key: value for key, value in read.items() if key not in _OF_THE_MOMENT}])


_OF_THE_MOMENT = {"processingTimeMs", "generation"}


def _workers(service: Service) -> list[str]:
    """The processes that answer."""
    pid = service.process.pid
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
