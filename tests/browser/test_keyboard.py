"""Every function of the box by keyboard alone, as the ARIA combobox pattern has it."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box

BEFORE_AND_AFTER = '<a href="/before">before</a> {box} <a href="/after">after</a>'


@pytest.fixture
def box(page: Page, blog: Blog) -> Box:
    """A box with a link before it and one after it."""
    page.goto(blog.with_box(around=BEFORE_AND_AFTER))
    return Box(page)


def is_active(box: Box, option: Locator) -> None:
    """Wait until *option* is the active one, for eyes and for screen readers; the focus stays in the input."""
    expect(option).to_have_attribute("aria-selected", "true")
    expect(box.active).to_have_count(1)
    expect(box.input).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    expect(box.input).to_be_focused()


def test_arrows_walk_through_hits_and_their_sections(box: Box) -> None:
    """Down from the input to the first, through all, and past the last to the input again; up the other way round."""
    box.search("permalinks")
    count = box.options.count()
    assert count > box.hits.count()
    for place in range(count):
        box.press("ArrowDown")
        is_active(box, box.options.nth(place))

    box.press("ArrowDown")
    expect(box.active).to_have_count(0)
    expect(box.input).not_to_have_attribute("aria-activedescendant", "")
    box.press("ArrowDown")
    is_active(box, box.options.first)
    box.press("ArrowUp", "ArrowUp")
    is_active(box, box.options.last)


def test_the_active_option_is_scrolled_into_view(box: Box) -> None:
    """However long the list."""
    box.search("permalinks")
    for _ in range(box.options.count()):
        box.press("ArrowDown")

    expect(box.options.last).to_be_in_viewport()


def test_enter_opens_the_active_hit(box: Box) -> None:
    """As a click would."""
    box.search("permalinks")
    box.press("ArrowDown", "Enter")

    expect(box.page).to_have_url(re.compile("/2019/permalinks-are-promises/"))


def test_enter_opens_the_active_section(box: Box) -> None:
    """At its heading."""
    box.search("permalinks")
    box.press("ArrowDown", "ArrowDown", "Enter")

    expect(box.page).to_have_url(re.compile("/2019/permalinks-are-promises/#leave-out-what-will-change"))


def test_enter_without_an_active_hit_shows_all(box: Box, service: str) -> None:
    """On the service's page, by the form that the site wrote."""
    box.search("permalinks")
    box.press("Enter")

    expect(box.page).to_have_url(f"{service}/search?q=permalinks")


@pytest.mark.parametrize("keys", ["Control+Enter", "Shift+Enter"])
def test_a_hit_opens_elsewhere_while_a_key_is_held(box: Box, keys: str) -> None:
    """In a new tab or window, and the page stays as it is."""
    box.search("permalinks")
    box.press("ArrowDown")
    with box.page.context.expect_page() as opened:
        box.press(keys)

    expect(opened.value).to_have_url(re.compile("/2019/permalinks-are-promises/"))
    expect(box.panel).to_be_visible()


def test_home_and_end_stay_with_the_text(box: Box) -> None:
    """They move the cursor and not through the hits."""
    box.search("permalinks")
    box.press("Home", "Delete")
    expect(box.input).to_have_value("ermalinks")
    box.press("End", "Backspace")

    expect(box.input).to_have_value("ermalink")


def test_escape_closes_and_then_clears(box: Box) -> None:
    """The text is still there after the first."""
    box.search("permalinks")
    box.press("Escape")
    box.is_closed()
    expect(box.input).to_have_value("permalinks")
    expect(box.input).to_have_attribute("aria-expanded", "false")
    expect(box.input).to_be_focused()

    box.press("Escape")
    expect(box.input).to_have_value("")


@pytest.mark.parametrize("key", ["ArrowDown", "ArrowUp"])
def test_an_arrow_opens_what_escape_closed(box: Box, key: str) -> None:
    """With the same hits."""
    box.search("permalinks")
    box.press("Escape")
    box.is_closed()
    box.press(key)

    box.shows("results")


def test_tab_goes_on_to_the_choices_and_out(box: Box) -> None:
    """Chips, years, the link to all hits, then the rest of the page; the panel closes behind."""
    box.search("permalinks")
    box.press("Tab")
    if box.page.get_by_role("button", name="Search", exact=True).evaluate("e => e === document.activeElement"):
        box.press("Tab")
    for choice in box.chips.all():
        expect(choice).to_be_focused()
        box.press("Tab")
    for label in ("From year", "To year"):
        expect(box.year(label)).to_be_focused()
        box.press("Tab")
    expect(box.all).to_be_focused()
    box.press("Tab")

    expect(box.page.get_by_role("link", name="after")).to_be_focused()
    box.is_closed()


def test_shift_tab_leaves_backwards(box: Box) -> None:
    """The panel closes behind."""
    box.search("permalinks")
    box.press("Shift+Tab")

    expect(box.page.get_by_role("link", name="before")).to_be_focused()
    box.is_closed()


def test_a_chip_is_pressed_by_keyboard_and_keeps_the_focus(box: Box) -> None:
    """So that the next can be reached from there."""
    box.search("permalinks")
    chip = box.chip("redirects")
    chip.focus()
    box.press("Space")
    expect(box.chosen).to_have_text(["redirects"])
    expect(box.all).to_have_text("All 4 posts")

    expect(chip).to_be_focused()


def test_escape_from_a_chip_leads_back_to_the_input(box: Box) -> None:
    """And closes."""
    box.search("permalinks")
    box.chips.first.focus()
    box.press("Escape")

    box.is_closed()
    expect(box.input).to_be_focused()


def test_a_year_is_chosen_by_keyboard(box: Box) -> None:
    """The focus stays with it."""
    box.search("permalinks")
    box.year("From year").focus()
    box.press("ArrowDown", "ArrowDown")

    expect(box.all).not_to_have_text("All 8 posts")
    expect(box.year("From year")).to_be_focused()


def test_a_new_search_begins_without_an_active_hit(box: Box) -> None:
    """Enter after typing on never opens what was active before."""
    box.search("feed")
    box.press("ArrowDown")
    is_active(box, box.options.first)
    box.type("s")

    expect(box.active).to_have_count(0)
    expect(box.input).not_to_have_attribute("aria-activedescendant", "bs-1-option-0")


def test_options_are_links_out_of_the_tab_order(box: Box) -> None:
    """They can be opened in a tab by the middle button, copied and dragged as any link."""
    box.search("permalinks")
    for option in box.options.all():
        assert option.evaluate("element => element.tagName") == "A"
        assert str(option.get_attribute("href")).startswith("http")
        assert option.get_attribute("tabindex") == "-1"
    with box.page.context.expect_page() as opened:
        box.hits.first.click(button="middle")

    expect(opened.value).to_have_url(re.compile("/2019/permalinks-are-promises/"))
