"""The box as a dialog: what opens it, what closes it, and where the focus goes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box

WITH_OPENERS = """
<p id="away">Some text.</p>
<input aria-label="Name"> <textarea aria-label="Words"></textarea>
<div contenteditable="true" role="textbox" aria-label="Notes"></div>
<a href="#" data-blog-search>Look for it</a>
{box}
"""


@pytest.fixture
def box(page: Page, blog: Blog) -> Box:
    """A dialog on a page with other ways to open it, and other places to write."""
    page.goto(blog.with_box('mode="dialog"', around=WITH_OPENERS))
    return Box(page)


def test_a_button_opens_it(box: Box) -> None:
    """The page behind cannot be reached, the cursor stands in the input."""
    expect(box.opener).to_have_attribute("aria-haspopup", "dialog")
    expect(box.input).to_be_hidden()
    box.opener.click()

    expect(box.dialog).to_be_visible()
    expect(box.dialog).to_have_accessible_name("Search the blog")
    expect(box.input).to_be_focused()
    assert box.dialog.evaluate("dialog => dialog.matches(':modal')")


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_shortcuts_open_it(box: Box, keys: str) -> None:
    """From anywhere on the page; the key itself is not written."""
    box.press(keys)

    expect(box.input).to_be_focused()
    expect(box.input).to_have_value("")


@pytest.mark.parametrize("place", ["Name", "Words", "Notes"])
def test_shortcuts_are_letters_where_one_writes(box: Box, place: str) -> None:
    """A slash in another field is a slash."""
    box.page.get_by_label(place).focus()
    box.press("/")
    box.page.wait_for_timeout(100)

    expect(box.dialog).to_be_hidden()
    assert "/" in box.page.get_by_label(place).evaluate("e => e.value ?? e.textContent")


def test_a_shortcut_in_the_open_dialog_is_a_letter(box: Box) -> None:
    """There one writes, too."""
    box.press("/", "/")

    expect(box.input).to_have_value("/")


def test_elements_of_the_page_open_it(box: Box) -> None:
    """Whatever has the attribute data-blog-search."""
    link = box.page.get_by_role("link", name="Look for it")
    link.focus()
    box.press("Enter")
    expect(box.input).to_be_focused()
    box.press("Escape")

    expect(box.dialog).to_be_hidden()
    expect(link).to_be_focused()


def test_escape_closes_and_gives_the_focus_back(box: Box) -> None:
    """To what opened it."""
    box.opener.focus()
    box.press("Enter")
    box.search("feed")
    box.press("Escape")

    expect(box.dialog).to_be_hidden()
    expect(box.opener).to_be_focused()


def test_its_button_closes_it(box: Box) -> None:
    """For who has no Escape."""
    box.opener.click()
    box.dialog.get_by_role("button", name="Close").click()

    expect(box.dialog).to_be_hidden()
    expect(box.opener).to_be_focused()


def test_a_click_beside_it_closes_it(box: Box) -> None:
    """Within it, it stays."""
    box.opener.click()
    box.search("feed")
    box.note.or_(box.panel).first.click(position={"x": 3, "y": 3})
    expect(box.dialog).to_be_visible()
    box.page.mouse.click(3, 3)

    expect(box.dialog).to_be_hidden()


def test_tab_stays_within_the_page_and_the_dialog(box: Box) -> None:
    """Nothing behind a modal dialog gets the focus."""
    box.opener.click()
    box.search("permalinks")
    for _ in range(box.chips.count() + 12):
        box.press("Tab")
        inside = "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        assert box.page.evaluate(inside)


def test_it_searches_as_the_other_form_does(box: Box) -> None:
    """And opens again with what was left."""
    box.opener.click()
    box.search("permalinks")
    box.press("ArrowDown")
    expect(box.active).to_contain_text("Permalinks are promises")
    box.press("Enter")

    expect(box.page).to_have_url(re.compile("/2019/permalinks-are-promises/"))


def test_it_is_opened_and_closed_by_a_script(box: Box) -> None:
    """By the methods of the element."""
    box.root.evaluate("box => box.open()")
    expect(box.input).to_be_focused()
    box.root.evaluate("box => box.close()")
    expect(box.dialog).to_be_hidden()
    box.root.evaluate("box => box.search('feed')")

    box.shows("results")
    expect(box.input).to_have_value("feed")


def test_the_button_names_its_shortcut(box: Box) -> None:
    """To eyes, and to screen readers in their words."""
    expect(box.opener.locator("kbd")).to_have_text("Ctrl K")
    expect(box.opener).to_have_attribute("aria-keyshortcuts", "/ Control+k")


@pytest.mark.parametrize(
    ("attributes", "keys", "opens"),
    [
        ('shortcuts="mod+j"', "Control+j", True),
        ('shortcuts="s"', "s", True),
        ('shortcuts="mod+j"', "/", False),
        ('shortcuts=""', "/", False),
        ('shortcuts=""', "Control+k", False),
    ],
)
def test_shortcuts_are_the_sites_to_choose(page: Page, blog: Blog, attributes: str, keys: str, opens: bool) -> None:  # noqa: FBT001  (a column of the table)
    """Others, or none at all."""
    page.goto(blog.with_box(f'mode="dialog" {attributes}'))
    page.keyboard.press(keys)
    page.wait_for_timeout(100)

    expect(Box(page).dialog).to_be_visible(visible=opens)


def test_a_shortcut_that_the_site_uses_itself_is_left_alone(page: Page, blog: Blog) -> None:
    """Whoever was first has it."""
    page.goto(blog.with_box('mode="dialog"'))
    page.evaluate("addEventListener('keydown', event => event.preventDefault(), true)")
    page.keyboard.press("/")
    page.wait_for_timeout(100)

    expect(Box(page).dialog).to_be_hidden()
