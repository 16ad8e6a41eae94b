"""What the box says about the hits, or when there are none, and the ways on that it offers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box


@pytest.fixture
def box(page: Page, blog: Blog) -> Box:
    """A box whose site wants to be told what is missing."""
    page.goto(blog.with_box('report="/missing?words={q}"'))
    return Box(page)


def test_what_was_searched_for_instead_is_said(box: Box) -> None:
    """Never in silence."""
    box.search("permalnks")

    expect(box.note).to_contain_text("permalnks")
    expect(box.note).to_contain_text("These are the posts for “permalinks”.")
    expect(box.titles.first).to_have_text("Permalinks are promises")


def test_what_may_have_been_meant_is_one_step_away(box: Box) -> None:
    """And may be gone back from."""
    box.search("html form xyzzyplugh")
    expect(box.page).to_have_url(re.compile("q=html"))
    box.note.get_by_role("button", name="Did you mean html for xyzzyplugh?").click()

    expect(box.input).to_have_value("html for xyzzyplugh")
    expect(box.page).to_have_url(re.compile(r"q=html\+for\+xyzzyplugh"))
    box.page.go_back()
    expect(box.input).to_have_value("html form xyzzyplugh")


def test_that_only_some_words_were_found_is_said(box: Box) -> None:
    """So that nobody looks for the others in vain."""
    box.search("migration redirects kangaroo")

    expect(box.note).to_contain_text("these hold some of them")


def test_usual_hits_come_without_a_note(box: Box) -> None:
    """There is nothing to say."""
    box.search("permalinks")

    expect(box.note).to_be_hidden()


def test_nothing_found_is_said_with_ways_on(box: Box) -> None:
    """The site can be told what is missing."""
    box.write("xyzzyplugh & zyzzyva")
    box.shows("none")

    expect(box.note).to_contain_text("No posts for “xyzzyplugh & zyzzyva”.")
    expect(box.action("Tell us what is missing")).to_have_attribute("href", "/missing?words=xyzzyplugh%20%26%20zyzzyva")
    expect(box.input).to_have_attribute("aria-expanded", "false")
    expect(box.hits).to_have_count(0)


def test_nobody_is_told_where_the_site_does_not_ask(page: Page, blog: Blog) -> None:
    """No link that leads nowhere."""
    page.goto(blog.with_box())
    Box(page).write("xyzzyplugh")
    Box(page).shows("none")

    expect(Box(page).action("Tell us what is missing")).to_have_count(0)


def test_filters_that_leave_nothing_can_be_dropped(box: Box) -> None:
    """All at once, by a button."""
    box.search("permalinks")
    box.chip("redirects").click()
    expect(box.chosen).to_have_text(["redirects"])
    box.write("newsletter")
    box.shows("none")
    box.action("Search without the filters").click()

    box.shows("results")
    expect(box.chosen).to_have_count(0)
    expect(box.titles.first).to_have_text("A newsletter made from the feed")


def test_hits_show_when_a_post_was_written_and_its_tags(box: Box) -> None:
    """As the reader's language writes a day."""
    box.search("permalinks")

    expect(box.hits.first.locator("time")).to_have_attribute("datetime", "2019-09-17")
    expect(box.hits.first.locator("time")).to_have_text("Sep 17, 2019")
    expect(box.hits.first).to_contain_text("link rot")


def test_the_site_says_how_many_hits_are_shown(page: Page, blog: Blog) -> None:
    """All others are one link away."""
    page.goto(blog.with_box('hits="3"'))
    Box(page).search("permalinks")

    expect(Box(page).hits).to_have_count(3)
    expect(Box(page).all).to_have_text("All 8 posts")


def test_a_box_without_a_form_makes_one(page: Page, blog: Blog, service: str) -> None:
    """It leads to the same page of hits."""
    page.goto(blog.with_box(inside=""))
    box = Box(page)
    expect(box.input).to_have_accessible_name("Search the blog")
    box.search("permalinks")
    box.press("Enter")

    expect(page).to_have_url(f"{service}/search?q=permalinks")
