"""What the box tells the site, for its own analytics, and the service, if the site wants so."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box, record_events, told
from tests.browser.slow_service import SlowService
from tests.browser.waiting import wait_until
from tests.browser.watch import Watch


@pytest.fixture
def box(page: Page, slow_blog: Blog) -> Box:
    """A box whose events are recorded."""
    page.goto(slow_blog.with_box())
    record_events(page)
    return Box(page)


def test_a_search_is_told_with_what_was_asked_and_found(box: Box) -> None:
    """Once for each answer."""
    box.search("permalinks")
    box.chip("redirects").click()
    expect(box.all).to_have_text("All 4 posts")

    first, second = told(box.page)
    assert isinstance(first.pop("milliseconds"), int)
    assert first == {"name": "query", "query": "permalinks", "tags": [], "years": [], "total": 8}
    assert (second["tags"], second["total"]) == (["redirects"], 4)


def test_that_nothing_was_found_is_told(box: Box) -> None:
    """What readers look for in vain is what a blog should know."""
    box.write("xyzzyplugh")
    box.shows("none")

    assert [event["name"] for event in told(box.page)] == ["query", "zero"]
    assert told(box.page)[1] == {"name": "zero", "query": "xyzzyplugh", "tags": [], "years": []}


def test_what_was_chosen_is_told(box: Box) -> None:
    """With its place among the hits; a section is a way into the same post."""
    box.page.evaluate("addEventListener('click', event => event.preventDefault())")
    box.search("permalinks")
    box.hits.nth(1).click()
    box.sections.first.click()

    second, first = told(box.page)[-2:]
    assert (second["name"], second["query"], second["position"]) == ("select", "permalinks", 2)
    assert (second["id"], second["url"]) == ("es_un-blog-en-dos-idiomas", box.hits.nth(1).get_attribute("href"))
    assert (first["id"], first["position"]) == ("2019_permalinks-are-promises", 1)


def test_a_site_may_take_its_readers_there_itself(box: Box) -> None:
    """By cancelling the event, as those without page loads do."""
    address = box.page.url
    box.page.evaluate("addEventListener('search:select', event => event.preventDefault())")
    box.search("permalinks")
    box.press("ArrowDown", "Enter")
    box.page.wait_for_timeout(200)

    assert box.page.url == f"{address}?q=permalinks"


@pytest.mark.parametrize(("failing", "reason", "status"), [(503, "status", 503), (None, "unreachable", 0)])
def test_that_the_service_is_away_is_told(
    box: Box, slow: SlowService, watch: Watch, *, failing: int | None, reason: str, status: int
) -> None:
    """With why."""
    watch.expected.append("Failed to load resource")
    slow.failing = failing
    if failing is None:
        slow.origin.stop()
    box.write("feed")
    box.shows("error")

    assert told(box.page) == [
        {"name": "error", "query": "feed", "tags": [], "years": [], "reason": reason, "status": status}
    ]


def test_the_service_is_told_nothing_that_it_was_not_asked(box: Box, slow: SlowService) -> None:
    """Unless the site wants so."""
    box.search("permalinks")
    box.press("ArrowDown", "Enter")
    expect(box.page.get_by_role("heading", level=1)).to_have_text("A post")

    assert not [path for path in slow.paths if path.startswith("/api/clicks")]


def test_the_service_is_told_what_was_chosen_if_the_site_wants_so(page: Page, blog: Blog, clicks: Path) -> None:
    """Without holding up the reader, who is on the way already."""
    page.goto(blog.with_box("beacon"))
    box = Box(page)
    box.search("permalinks")
    box.press("ArrowDown", "Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A post")
    wait_until(page, clicks.is_file)

    written = json.loads(clicks.read_text("utf-8"))
    assert {"query": "permalinks", "id": "2019_permalinks-are-promises", "position": 1}.items() <= written.items()
