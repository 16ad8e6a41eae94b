"""The first page and the playground in a browser: what is copied from them works, and they fit any window."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.conftest import NewPage

PAGES = ("/", "/playground", "/playground?q=the+permalnks+OR+%22static+site%22+-hugo+feed&tag=writing")
MAY_COPY = ["clipboard-read", "clipboard-write"]
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
SIDEWAYS = "document.scrollingElement.scrollWidth - innerWidth"


def copied(page: Page, service: str, name: str) -> str:
    """What is in the clipboard after the code called *name* was copied from the first page."""
    page.goto(service)
    if name != "Any site":
        page.locator("summary", has_text=name).first.click()
    page.get_by_role("button", name=f"Copy the code: {name}").first.click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("name", ["Any site", "As a dialog", "One version, checked"])
def test_what_is_copied_works_on_a_blog(service: str, new_page: NewPage, blog: Blog, name: str) -> None:
    """Pasted as it is, on another origin, under a strict policy."""
    page = new_page(permissions=MAY_COPY)
    page.goto(blog.write(copied(page, service, name)))
    page.keyboard.press("/")
    page.keyboard.type("permalinks")

    expect(page.locator(".bs-hit").first).to_contain_text("Permalinks")


def test_copying_is_announced(service: str, new_page: NewPage) -> None:
    """And the button says it, for a moment."""
    page = new_page(permissions=MAY_COPY)
    copied(page, service, "Any site")

    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    expect(page.get_by_role("button", name="Copied")).to_have_count(0)


def test_what_may_not_be_copied_is_selected(service: str, page: Page) -> None:
    """As on a service without https, where browsers give no clipboard."""
    page.add_init_script(NO_CLIPBOARD)
    page.goto(service)
    button = page.get_by_role("button", name="Copy the code: Any site")
    button.click()

    expect(page.get_by_role("button", name="Selected")).to_be_visible()
    assert str(page.evaluate("String(getSelection())")).startswith("<script")


def test_without_scripts_there_is_nothing_that_does_nothing(service: str, plain_page: Page) -> None:
    """No buttons to copy; the search leads to its page, the codes open all the same."""
    plain_page.goto(service)
    expect(plain_page.get_by_role("button")).to_have_count(1)
    plain_page.locator("summary", has_text="Hugo").first.click()
    expect(plain_page.get_by_text("site.Language.Lang")).to_be_visible()
    plain_page.get_by_role("searchbox").fill("permalinks")
    plain_page.keyboard.press("Enter")

    expect(plain_page).to_have_url(f"{service}/search?q=permalinks")


def test_the_box_of_the_first_page_leads_to_the_texts_here(service: str, page: Page) -> None:
    """The blog's own address is not known."""
    page.goto(service)
    page.get_by_role("combobox").fill("permalinks")
    page.locator(".bs-hit").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Permalinks are promises")


def test_the_playground_is_a_form(service: str, plain_page: Page) -> None:
    """What was asked stays, and hits open to their scores."""
    plain_page.goto(f"{service}/playground")
    plain_page.get_by_role("searchbox", name="Query").fill("permalnks")
    plain_page.get_by_role("button", name="Try it").click()
    expect(plain_page.get_by_text("Corrected to")).to_be_visible()
    plain_page.locator(".ranked summary").nth(1).click()

    expect(plain_page.locator(".ranked details").nth(1).get_by_role("row", name="permalnks")).to_be_visible()
    expect(plain_page.get_by_role("searchbox", name="Query")).to_have_value("permalnks")


@pytest.mark.parametrize("path", PAGES)
def test_they_fit_a_small_window(service: str, new_page: NewPage, path: str) -> None:
    """With all that can be opened open."""
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(service + path)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.name = ''; one.open = true })")

    assert page.evaluate(SIDEWAYS) <= 0
