"""A crowd of readers, each with a connection of its own, who ask, read, think, and ask again."""

import gc
import random
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple
from urllib.parse import quote

from benchmarks.faulting.epochs import TOLD, WORD, posts_of

_GENERATION = re.compile(rb'"generation":"([^"]*)"')
_TOTAL = re.compile(rb'"totalHits":(\d+)')


class Sort(NamedTuple):
    """A sort of questions.

    Attributes:
        name: For people.
        share: How many of a hundred are of this sort.
        path: With {text}, {beginning}, {id} and {number}, of which no two are equal, to fill in.
        marked: Whether posts of an epoch answer it, and {id} is one of them.
        accepts: The media types that are asked for.
    """

    name: str
    share: int
    path: str
    marked: bool = False
    accepts: str = "application/json"


SORTS = (
    Sort("search", 50, "/api/search?q={text}&facets=tags&facets=year"),
    Sort("search page", 10, "/search?q={text}", accepts="text/html"),
    Sort("suggest", 15, "/api/suggest?q={beginning}"),
    Sort("related", 13, "/api/posts/{id}/related"),
    Sort("epoch, search", 4, f"/api/search?q={WORD}+-x{{number}}&facets=tags&hitsPerPage=20", marked=True),
    Sort("epoch, search page", 2, f"/search?q={WORD}+-x{{number}}", marked=True, accepts="text/html"),
    Sort("epoch, suggest", 2, "/api/suggest?q=epochm", marked=True),
    Sort("epoch, related", 2, "/api/posts/{id}/related", marked=True),
    Sort("epoch, page of a post", 2, "/posts/{id}", marked=True, accepts="text/html"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What readers want.

    Attributes:
        texts: What they search for.
        ids, marked: The ids of all posts, and of those that tell their epoch.
        pause: Seconds that a reader thinks between two questions, in the mean; 0 to never stop.
    """

    texts: Sequence[str]
    ids: Sequence[str]
    marked: Sequence[str]
    pause: float


class Answer(NamedTuple):
    """What became of one question.

    Attributes:
        sort: The name of its sort.
        began: When it was asked, by the clock that all processes of a machine share (`time.monotonic`).
        seconds: Until it was read to its end.
        generation: Which state of the index answered; "" if that is not told.
        epoch: The one that is told; None if there is none.
        fault: What is wrong with it; "" if nothing is.
    """

    sort: str
    began: float
    seconds: float
    generation: str
    epoch: int | None
    fault: str


def crowd(port: int, wanted: Wanted, readers: int, seconds: float, seed: int) -> list[Answer]:
    """What *readers* at once were answered by the service at *port* within *seconds*, in no order."""
    gc.disable()  # pauses of who measures are no pauses of the service
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(readers) as threads:
        asked = [threads.submit(_reader, port, wanted, until, f"{seed} {number}") for number in range(readers)]
        return [answer for one in asked for answer in one.result()]


def _reader(port: int, wanted: Wanted, until: float, seed: str) -> list[Answer]:
    chance = random.Random(seed)  # noqa: S311  (questions, not secrets)
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    answers = []
    for sort, path in _questions(wanted, chance):
        time.sleep(chance.uniform(0, 2 * wanted.pause))
        if time.monotonic() > until:
            break
        # By a host that nobody else asks: what a worker has kept must not answer, as it does less often after a sync.
        answers.append(_answer(connection, sort, path, f"host{chance.randrange(10**9)}.example"))
    connection.close()
    return answers


def _questions(wanted: Wanted, chance: random.Random) -> Iterator[tuple[Sort, str]]:
    shares = [sort.share for sort in SORTS]
    while True:
        (sort,) = chance.choices(SORTS, shares)
        text, word = chance.choice(wanted.texts), chance.choice(chance.choice(wanted.texts).split())
        yield (
            sort,
            sort.path.format(
                text=quote(text),
                beginning=quote(word[: chance.randint(1, 5)]),
                id=chance.choice(wanted.marked if sort.marked else wanted.ids),
                number=chance.randrange(10**9),
            ),
        )


def _answer(connection: HTTPConnection, sort: Sort, path: str, host: str) -> Answer:
    began = time.monotonic()
    try:
        connection.request("GET", path, headers={"Accept": sort.accepts, "Host": host})
        response = connection.getresponse()
        body = response.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return Answer(sort.name, began, time.monotonic() - began, "", None, f"{path}: {error!r}")
    seconds = time.monotonic() - began
    generation, told = _GENERATION.search(body), {int(epoch) for epoch in TOLD.findall(body)}
    return Answer(
        sort=sort.name,
        began=began,
        seconds=seconds,
        generation=generation[1].decode() if generation else "",
        epoch=min(told, default=None),
        fault=(fault := _fault(sort, response.status, told, body)) and f"{path}: {fault}",
    )


def _fault(sort: Sort, status: int, told: set[int], body: bytes) -> str:
    """What is wrong with an answer, or ""."""
    if status != 200:
        return f"status {status}: {body[:200]!r}"
    if len(told) > 1:
        return f"epochs {sorted(told)} in one answer"
    if not sort.marked:
        return ""
    if not told:
        return "no post of the epoch"
    total = _TOTAL.search(body)
    if total and int(total[1]) != posts_of(*told):
        return f"{int(total[1])} posts of epoch {told}"
    return ""
