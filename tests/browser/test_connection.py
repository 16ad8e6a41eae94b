"""When the service or the line is away: it is said, nothing looks like "nothing found", and it goes on by itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.slow_service import SlowService
from tests.browser.watch import Watch

AWAY = "The search does not answer at the moment."


@pytest.fixture
def box(page: Page, slow_blog: Blog, watch: Watch) -> Box:
    """A box behind a bad line; that requests fail belongs to these tests."""
    watch.expected += ["Failed to load resource", "net::ERR_"]
    page.goto(slow_blog.with_box())
    return Box(page)


@pytest.fixture
def away(box: Box, slow: SlowService) -> Box:
    """A box that has just found that the service is away."""
    slow.origin.stop()
    box.write("feed")
    box.shows("error")
    return box


def test_a_service_that_is_away_is_said_to_be(away: Box) -> None:
    """It is not said that there are no posts."""
    expect(away.note).to_contain_text(AWAY)
    expect(away.status).to_have_text(AWAY)
    expect(away.hits).to_have_count(0)
    expect(away.input).to_have_value("feed")


def test_the_search_can_be_tried_again(away: Box, slow: SlowService) -> None:
    """By a button, as often as it takes."""
    away.action("Try again").click()
    away.shows("error")
    slow.origin.start()
    away.action("Try again").click()

    away.shows("results")
    expect(away.titles.first).to_contain_text("feed")
    expect(away.all).to_have_text("All 11 posts")


def test_typing_on_tries_again_too(away: Box, slow: SlowService) -> None:
    """Nobody has to notice the button."""
    slow.origin.start()
    away.type("s")

    away.shows("results")


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_refuses_is_away(box: Box, slow: SlowService, status: int) -> None:
    """Whatever status it gives."""
    slow.failing = status
    box.write("feed")
    box.shows("error")
    expect(box.note).to_contain_text(AWAY)

    slow.failing = None
    box.action("Try again").click()
    box.shows("results")


def test_a_connection_that_breaks_is_said(box: Box, slow: SlowService) -> None:
    """In the middle of an answer."""
    slow.losing = True
    box.write("feed")
    box.shows("error")
    slow.losing = False
    box.type("s")

    box.shows("results")


def test_an_answer_that_is_none_is_said(box: Box, slow: SlowService) -> None:
    """Such as the page that a hotel's network gives for every address."""
    slow.failing = 200
    box.write("feed")

    box.shows("error")


def test_hits_make_way_for_an_error(box: Box, slow: SlowService) -> None:
    """Old hits below new words would be wrong ones."""
    box.search("feed")
    slow.failing = 503
    box.write("permalinks")

    box.shows("error")
    expect(box.hits).to_have_count(0)
    expect(box.input).to_have_attribute("aria-expanded", "false")


def test_who_is_offline_is_told_so_and_the_search_goes_on_later(box: Box) -> None:
    """By itself, once the line is back."""
    box.input.click()
    box.page.context.set_offline(offline=True)
    box.write("feed")
    box.shows("offline")
    expect(box.note).to_contain_text("You are offline.")
    box.page.context.set_offline(offline=False)

    box.shows("results")
    expect(box.titles.first).to_contain_text("feed")


def test_going_offline_takes_no_hits_away(box: Box) -> None:
    """What is shown can still be read."""
    box.search("feed")
    box.page.context.set_offline(offline=True)
    box.page.wait_for_timeout(200)

    box.shows("results")


def test_popular_tags_that_cannot_be_had_are_not_missed(box: Box, slow: SlowService, watch: Watch) -> None:
    """The box is as usable as ever, and offers them when they can be had."""
    slow.origin.stop()
    box.input.click()
    box.page.wait_for_timeout(300)
    expect(box.chips).to_have_count(0)
    slow.origin.start()
    box.search("feed")
    box.write("")

    box.shows("idle")
    expect(box.chip("permalinks")).to_be_visible()
    assert watch.complaints == []


def test_the_form_still_leads_to_the_page(away: Box, slow: SlowService) -> None:
    """Enter asks the service itself, which may be back."""
    slow.origin.start()
    away.press("Enter")

    expect(away.page).to_have_url(f"{slow.origin.url}/search?q=feed")
