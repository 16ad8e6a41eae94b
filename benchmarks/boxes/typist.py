"""A reader who types into a search box in a real browser, and how long what they look for takes."""

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, Playwright, Request, ViewportSize

from benchmarks.boxes import Box

CHROMIUM = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WINDOW = ViewportSize(width=1280, height=900)
QUIET = 250
"""Milliseconds without another hit after which there will be no more."""
PAUSE = 0.3
"""Seconds between two searches."""
CALM, PATIENCE = 0.5, 3
"""The part of the machine that must be idle before a search, and seconds after which it is made all the same."""
_COMPRESSED = ("text/", "application/json", "application/javascript")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds since the last key of a query went down.

    Attributes:
        asked: Until the box began to look for the whole query.
        answered: Until it put the hits into the page, or places for them.
        first: Until a hit was painted, or that there is none.
        whole: Until all hits were painted that are seen without scrolling.
        watching: What the measuring itself took of that.
        hits: How many these are.
    """

    asked: float
    answered: float
    first: float
    whole: float
    watching: float
    hits: int


def browser(playwright: Playwright) -> Browser:
    """Debian's Chromium, without a window."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))


@contextmanager
def visit(browser: Browser, box: Box, address: str, told: Callable[[Page], None] | None = None) -> Iterator[Page]:
    """The page *address*, opened by somebody who was never there before and goes to its search box."""
    context = browser.new_context(viewport=WINDOW)
    context.add_init_script(box.probe)
    try:
        page = context.new_page()
        if told:
            told(page)
        page.goto(address)
        page.click(box.input)
        yield page
    finally:
        context.close()


def search(page: Page, query: str, interval: float | None) -> Timing:
    """Type *query*, a letter every *interval* seconds (None: paste it), as soon as the machine has time."""
    _await_calm()
    page.evaluate("query => probe.expect(query)", query)
    if interval is None:
        page.keyboard.insert_text(query)
    else:
        _type(page, query, interval)
    page.wait_for_function(f"() => probe.quiet({QUIET})", polling=100)
    return Timing(**page.evaluate("probe.measured()"))


def _type(page: Page, query: str, interval: float) -> None:
    started = time.perf_counter()
    for number, letter in enumerate(query):
        time.sleep(max(0, started + number * interval - time.perf_counter()))
        page.keyboard.type(letter)


def _await_calm() -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        before = _processor_time()
        time.sleep(PAUSE)
        idle, total = (after - earlier for after, earlier in zip(_processor_time(), before, strict=True))
        if idle >= CALM * total:
            break


def _processor_time() -> tuple[int, int]:
    """How long the processors were idle, and all, since they were started."""
    with Path("/proc/stat").open(encoding="ascii") as lines:
        times = [int(value) for value in lines.readline().split()[1:]]
    return times[3], sum(times[:8])


def clear(page: Page) -> None:
    """Empty the input and give the page time to settle."""
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    time.sleep(PAUSE)


class Weight(NamedTuple):
    """What a page loaded: requests, and bytes of their bodies, texts as a host that compresses sends them."""

    requests: int
    bytes: int


class Scale:
    """Weighs what a page loads besides itself; `told` must be called before it does."""

    def __init__(self) -> None:
        self._requests: list[Request] = []

    def told(self, page: Page) -> None:
        """Watch *page* and its workers."""
        page.on("requestfinished", lambda request: self._requests.append(request))  # noqa: PLW0108  (it marks what it is given)

    def weight(self) -> Weight:
        """Of all that has come so far."""
        loaded = [request for request in self._requests if not request.is_navigation_request() and _is_loaded(request)]
        return Weight(len(loaded), sum(map(_size, loaded)))


def _is_loaded(request: Request) -> bool:
    return request.url.startswith("http")


def _size(request: Request) -> int:
    response = request.response()
    assert response
    body = response.body()
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body)) if kind.startswith(_COMPRESSED) else len(body)


def heap(page: Page) -> float:
    """MB of JavaScript objects in *page* that are in use; workers and WebAssembly are not counted."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    session.send("Performance.enable")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["JSHeapUsedSize"]) / 1e6
