"""What a screen reader is told: each state once, in a polite live region."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.slow_service import SlowService

LISTEN = """
status => {
  window.said = [];
  new MutationObserver(() => status.textContent && said.push(status.textContent))
    .observe(status, {childList: true, characterData: true, subtree: true});
}
"""


@pytest.fixture
def box(page: Page, slow_blog: Blog) -> Box:
    """A box that is listened to."""
    page.goto(slow_blog.with_box())
    box = Box(page)
    box.status.evaluate(LISTEN)
    return box


@pytest.fixture
def timeless_box(timeless_page: Page, slow_blog: Blog) -> Box:
    """The same where only the test lets time pass."""
    box = Box(timeless_page)
    box.page.goto(slow_blog.with_box())
    box.stop_time()
    box.status.evaluate(LISTEN)
    return box


def said(box: Box) -> list[str]:
    """All that was announced."""
    box.page.wait_for_timeout(600)
    texts = box.page.evaluate("said")
    assert isinstance(texts, list)
    return texts


def test_the_number_of_hits_is_announced_once(timeless_box: Box) -> None:
    """Not for each letter that was typed on the way."""
    box = timeless_box
    for letter in "permalinks":
        box.type(letter)
        box.page.clock.run_for(50)
    box.page.clock.run_for(100)
    expect(box.all).to_have_text("All 8 posts")
    box.page.clock.run_for(1000)

    assert box.page.evaluate("said") == ["8 posts for “permalinks”"]


def test_who_types_on_is_not_interrupted(timeless_box: Box, slow: SlowService) -> None:
    """By what was found for the first words, which nobody has told yet."""
    box = timeless_box
    box.write("feed")
    box.page.clock.run_for(200)
    expect(box.all).to_have_text("All 11 posts")
    slow.hold("feed reader")
    box.write("feed reader")
    box.page.clock.run_for(1000)

    assert box.page.evaluate("said") == []


def test_one_is_counted_as_one(box: Box) -> None:
    """In the language's own grammar."""
    box.search("dark mode analytics")

    expect(box.status).to_have_text("1 post for “dark mode analytics”")


def test_tags_without_words_are_announced_too(box: Box) -> None:
    """Without a query in quotes."""
    box.input.click()
    box.chip("permalinks").click()

    expect(box.status).to_have_text("8 posts")


def test_that_nothing_was_found_is_announced(box: Box) -> None:
    """As it is shown."""
    box.write("xyzzyplugh")

    expect(box.status).to_have_text("No posts for “xyzzyplugh”.")
    assert said(box) == ["No posts for “xyzzyplugh”."]


def test_a_closed_box_is_silent(box: Box, slow: SlowService) -> None:
    """Whatever comes late."""
    slow.hold("feed")
    box.write("feed")
    box.page.wait_for_timeout(100)
    box.press("Escape")
    slow.release()

    assert said(box) == []


def test_a_box_that_is_closed_before_it_has_learnt_its_language_is_silent(box: Box, slow: SlowService) -> None:
    """It does not even ask."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:  # Playwright marks what it is given, and a list's method cannot be marked
        waiting.append(route)

    box.page.route("**/blog-search/en.json", hold, times=1)
    with box.page.expect_request("**/blog-search/en.json"):
        box.write("feed")
    box.press("Escape")
    with box.page.expect_response("**/blog-search/en.json"):
        waiting[0].continue_()

    assert said(box) == []
    assert slow.asked == []


def test_the_region_is_there_before_anything_is_said_and_not_seen(box: Box) -> None:
    """One that comes with its text is not read out."""
    expect(box.status).to_be_attached()
    expect(box.status).to_have_text("")
    assert box.status.evaluate("element => element.getBoundingClientRect().width") <= 1


def test_in_a_dialog_it_is_announced_within(page: Page, blog: Blog) -> None:
    """What is outside a modal dialog is not read out."""
    page.goto(blog.with_box('mode="dialog"'))
    box = Box(page)
    box.press("/")
    box.search("permalinks")

    expect(box.dialog.get_by_role("status")).to_have_text("8 posts for “permalinks”")


def test_parts_have_roles_and_names(box: Box) -> None:
    """As the ARIA pattern of a combobox with a listbox has them."""
    box.search("permalinks")

    expect(box.root.get_by_role("search")).to_be_visible()
    expect(box.input).to_have_accessible_name("Search the blog")
    expect(box.input).to_have_attribute("aria-autocomplete", "list")
    expect(box.input).to_have_attribute("aria-controls", str(box.list.get_attribute("id")))
    expect(box.list).to_have_accessible_name("Search results")
    expect(box.list.get_by_role("group").first).to_have_accessible_name("Permalinks are promises")
    expect(box.panel.get_by_role("group", name="Narrow the posts")).to_be_visible()
