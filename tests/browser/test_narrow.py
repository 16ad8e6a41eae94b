"""The box on phones, and in windows that are enlarged four times."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.conftest import NewPage

LONGEST = "html form xyzzyplugh"
"""A search whose note is long, with a button in it."""


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("mode", ["inline", "dialog"])
def test_all_fits_into_320_pixels(page: Page, blog: Blog, mode: str, lang: str) -> None:
    """Nothing lies outside the window, and the page need not be scrolled sideways."""
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(blog.with_box(f'mode="{mode}"', lang=lang))
    box = Box(page)
    box.press("/")
    for query in ("permalinks", LONGEST):
        box.search(query)
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
        for part in (box.panel, box.list, box.chips.first, box.all, box.note):
            rectangle = part.bounding_box() if part.is_visible() else None
            if rectangle:
                assert rectangle["x"] >= 0
                assert rectangle["x"] + rectangle["width"] <= 320


def test_it_is_used_by_touch(new_page: NewPage, blog: Blog) -> None:
    """Targets are as large as fingertips, letters so large that no phone zooms in, keys are not explained."""
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page.goto(blog.with_box('mode="dialog"'))
    box = Box(page)
    box.opener.tap()
    box.search("permalinks")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"
    for target in (box.chips.first, box.hits.first, box.all):
        rectangle = target.bounding_box()
        assert rectangle
        assert rectangle["height"] >= 44

    assert box.input.evaluate(size) >= 16
    expect(box.panel.locator(".bs-keys")).to_be_hidden()
    box.hits.first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("A post")


def test_a_dialog_fills_a_phones_screen(new_page: NewPage, blog: Blog) -> None:
    """No room is lost beside it."""
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page.goto(blog.with_box('mode="dialog"'))
    Box(page).opener.tap()

    assert Box(page).dialog.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
