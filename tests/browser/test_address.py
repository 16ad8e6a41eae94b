"""The page's address: a search can be shared, the back button works, and a site's own parameters stay."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box


@pytest.fixture
def home(blog: Blog) -> str:
    """The address of a page with a box."""
    return blog.with_box(around="{box} <a href='/elsewhere'>elsewhere</a>")


def history_length(page: Page) -> int:
    """How many steps the back button could go, and one."""
    length = page.evaluate("history.length")
    assert isinstance(length, int)
    return length


def test_typing_is_followed_without_steps_for_the_back_button(page: Page, home: str) -> None:
    """Nobody wants to go back through letters."""
    page.goto(home)
    steps = history_length(page)
    Box(page).type("permalinks")
    expect(page).to_have_url(f"{home}?q=permalinks")
    Box(page).shows("results")

    assert history_length(page) <= steps + 1
    page.go_back()
    expect(page).not_to_have_url(f"{home}?q=permalinks")


def test_a_link_opens_the_search_that_it_names(page: Page, home: str) -> None:
    """With its tags."""
    page.goto(f"{home}?q=permalinks&tag=redirects")
    box = Box(page)

    box.shows("results")
    expect(box.input).to_have_value("permalinks")
    expect(box.chosen).to_have_text(["redirects"])
    expect(box.all).to_have_text("All 4 posts")


def test_a_link_may_name_years(page: Page, home: str) -> None:
    """As the choices write them."""
    page.goto(f"{home}?q=permalinks&year=2019&year=2020")
    box = Box(page)

    box.shows("results")
    expect(box.all).to_have_text("All 3 posts")
    expect(box.year("To year")).to_have_value("2020")


def test_a_page_of_the_sites_own_parameters_is_left_alone(page: Page, home: str) -> None:
    """They stay when one searches; a tag without a search is none of ours."""
    page.goto(f"{home}?tag=garden&utm_source=letter#top")
    box = Box(page)
    page.wait_for_timeout(200)
    box.is_closed()
    box.search("feed")

    expect(page).to_have_url(f"{home}?utm_source=letter&q=feed#top")


def test_choosing_is_a_step_that_the_back_button_takes_back(page: Page, home: str) -> None:
    """And forward again; box and hits follow."""
    page.goto(home)
    box = Box(page)
    box.search("permalinks")
    expect(page).to_have_url(f"{home}?q=permalinks")
    box.chip("redirects").click()
    expect(page).to_have_url(f"{home}?q=permalinks&tag=redirects")
    expect(box.all).to_have_text("All 4 posts")

    page.go_back()
    expect(page).to_have_url(f"{home}?q=permalinks")
    expect(box.chosen).to_have_count(0)
    expect(box.all).to_have_text("All 8 posts")
    page.go_forward()
    expect(box.chosen).to_have_text(["redirects"])
    expect(box.all).to_have_text("All 4 posts")


def test_back_from_a_post_leads_to_the_hits(page: Page, home: str) -> None:
    """As they were."""
    page.goto(home)
    box = Box(page)
    box.search("permalinks")
    box.hits.first.click()
    expect(page).to_have_url(re.compile("/2019/permalinks-are-promises/"))
    page.go_back()

    expect(page).to_have_url(f"{home}?q=permalinks")
    box.shows("results")
    expect(box.input).to_have_value("permalinks")
    expect(box.titles.first).to_have_text("Permalinks are promises")


def test_a_cleared_box_leaves_a_clean_address(page: Page, home: str) -> None:
    """Nothing of ours stays."""
    page.goto(home)
    Box(page).search("feed")
    Box(page).press("Escape", "Escape")

    expect(page).to_have_url(home)


def test_the_address_stays_as_it_is_where_the_site_wants_so(page: Page, blog: Blog) -> None:
    """Neither written nor read."""
    home = blog.with_box('address="off"')
    page.goto(f"{home}?q=feed")
    box = Box(page)
    page.wait_for_timeout(200)
    box.is_closed()
    box.search("permalinks")
    box.chip("redirects").click()
    expect(box.all).to_have_text("All 4 posts")

    expect(page).to_have_url(f"{home}?q=feed")


def test_the_state_of_a_sites_own_router_is_kept(page: Page, home: str) -> None:
    """What it wrote into the history is still there."""
    page.goto(home)
    page.evaluate("history.replaceState({route: 7}, '')")
    Box(page).search("feed")
    expect(page).to_have_url(f"{home}?q=feed")

    assert page.evaluate("history.state?.route") == 7


def test_a_search_in_a_dialog_can_be_shared_too(page: Page, blog: Blog) -> None:
    """The dialog opens; closed, it leaves the address clean."""
    home = blog.with_box('mode="dialog"')
    page.goto(f"{home}?q=permalinks")
    box = Box(page)
    expect(box.dialog).to_be_visible()
    box.shows("results")
    box.press("Escape")

    expect(box.dialog).to_be_hidden()
    expect(page).to_have_url(home)
