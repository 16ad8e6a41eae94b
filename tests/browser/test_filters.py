"""Narrowing the posts: by tags and by years."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.slow_service import SlowService


@pytest.fixture
def box(page: Page, blog: Blog) -> Box:
    """A box that has found something."""
    page.goto(blog.with_box())
    box = Box(page)
    box.search("permalinks")
    return box


def test_tags_tell_how_many_posts_they_have(box: Box) -> None:
    """The most used first."""
    expect(box.chips.first.locator(".bs-name")).to_have_text("permalinks")
    expect(box.chip("redirects").locator(".bs-count")).to_have_text("4")
    expect(box.chip("redirects")).to_have_attribute("aria-pressed", "false")


def test_several_tags_widen_what_one_has_narrowed(box: Box) -> None:
    """A post needs one of them; their counts stay, as they tell what a further one would add."""
    box.chip("redirects").click()
    expect(box.all).to_have_text("All 4 posts")
    box.chip("migration").click()
    expect(box.chosen).to_have_text(["redirects", "migration"])
    expect(box.all).to_have_text("All 5 posts")
    expect(box.chip("permalinks").locator(".bs-count")).to_have_text("8")

    box.chip("redirects").click()
    box.chip("migration").click()
    expect(box.chosen).to_have_count(0)
    expect(box.all).to_have_text("All 8 posts")


def test_switches_pressed_before_the_answer_are_all_counted(slow: SlowService, slow_blog: Blog, page: Page) -> None:
    """What they were when they were drawn does not matter."""
    page.goto(slow_blog.with_box())
    box = Box(page)
    box.search("permalinks")
    slow.hold("permalinks")
    box.chip("redirects").click()
    box.chip("migration").click()
    slow.release()
    expect(box.chosen).to_have_text(["redirects", "migration"])
    expect(box.all).to_have_text("All 5 posts")
    slow.hold("permalinks")
    box.chip("redirects").click()
    box.chip("migration").click()
    slow.release()

    expect(box.all).to_have_text("All 8 posts")
    expect(box.chosen).to_have_count(0)


def test_a_choice_survives_typing(box: Box) -> None:
    """Until it is taken back, even where no post has it."""
    box.chip("redirects").click()
    expect(box.all).to_have_text("All 4 posts")
    box.write("images")
    expect(box.chosen).to_have_text(["redirects"])
    box.write("newsletter")

    box.shows("none")
    expect(box.chosen).to_have_text(["redirects"])


def test_years_have_a_first_and_a_last(box: Box) -> None:
    """Either may be left open."""
    box.year("From year").select_option("2022")
    expect(box.all).to_have_text("All 5 posts")
    box.year("To year").select_option("2022")
    expect(box.all).to_have_text("All 2 posts")
    box.year("From year").select_option("any")
    expect(box.all).to_have_text("All 5 posts")

    box.year("To year").select_option("any")
    expect(box.all).to_have_text("All 8 posts")


def test_years_and_tags_narrow_together(box: Box) -> None:
    """A post needs both."""
    box.year("To year").select_option("2020")
    box.chip("redirects").click()

    expect(box.page).to_have_url(re.compile("year=2019&year=2020&tag=redirects"))


def test_years_are_not_offered_where_all_posts_are_of_one(box: Box) -> None:
    """There is nothing to choose."""
    box.search("analytics")

    expect(box.panel.locator(".bs-year")).to_have_count(0)


def test_what_is_chosen_is_what_the_form_sends(box: Box, service: str) -> None:
    """The page with all hits is narrowed as the box is, whichever way one gets there."""
    box.chip("redirects").click()
    expect(box.all).to_have_attribute("href", f"{service}/search?q=permalinks&tag=redirects")
    box.input.focus()
    box.press("Enter")

    expect(box.page).to_have_url(f"{service}/search?q=permalinks&tag=redirects")
    expect(box.page.get_by_role("heading", level=1)).to_contain_text("4 posts")


def test_popular_tags_are_offered_before_typing(page: Page, blog: Blog) -> None:
    """One of them is a search by itself."""
    page.goto(blog.with_box())
    box = Box(page)
    box.input.click()
    box.shows("idle")
    expect(box.chips.first.locator(".bs-name")).to_have_text("permalinks")
    box.chip("writing").click()

    box.shows("results")
    expect(box.chosen).to_have_text(["writing"])
    expect(box.titles.first).to_be_visible()


def test_a_form_may_be_narrowed_by_the_site(page: Page, blog: Blog, service: str) -> None:
    """Its own hidden fields count, as they would without the script."""
    form = f"""
    <form action="{service}/search">
    <input type="hidden" name="lang" value="es"><input type="search" name="q" aria-label="Buscar">
    </form>"""
    page.goto(blog.with_box(inside=form))
    Box(page).search("permalinks")

    expect(Box(page).titles).to_have_text(["Un blog en dos idiomas"])
