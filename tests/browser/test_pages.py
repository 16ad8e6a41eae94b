"""The pages for readers without JavaScript, in a browser that runs none."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.watch import Watch


def heading(page: Page) -> Locator:
    """What the page says that it shows."""
    return page.get_by_role("heading", level=1)


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert isinstance(width, int)
    return width


def test_the_form_searches(service: str, plain_page: Page) -> None:
    """Typing and Enter are enough; the hits lead on to a post."""
    plain_page.goto(f"{service}/search")
    plain_page.get_by_role("searchbox").fill("permalinks")
    plain_page.keyboard.press("Enter")

    expect(plain_page).to_have_url(f"{service}/search?q=permalinks")
    expect(heading(plain_page)).to_contain_text("for permalinks")
    first = plain_page.locator(".hit a").first
    title = first.inner_text()
    first.click()
    expect(heading(plain_page)).to_have_text(title)


def test_the_first_tab_leads_past_the_form(service: str, plain_page: Page) -> None:
    """And the field is two steps on: who uses the keyboard only is not sent through all links."""
    plain_page.goto(f"{service}/search?q=feed")
    plain_page.keyboard.press("Tab")

    expect(plain_page.get_by_role("link", name="Skip to the content")).to_be_focused()
    plain_page.keyboard.press("Enter")
    expect(plain_page.get_by_role("main")).to_be_focused()


def test_facets_narrow_and_can_be_taken_back(service: str, plain_page: Page) -> None:
    """Each is a link; what is chosen stays when something else is searched."""
    plain_page.goto(f"{service}/search")
    before = heading(plain_page).inner_text()
    facets = plain_page.get_by_role("complementary", name="Narrow the posts")
    facets.get_by_role("link", name="permalinks").first.click()
    expect(plain_page).to_have_url(f"{service}/search?tag=permalinks")
    expect(heading(plain_page)).not_to_have_text(before)

    plain_page.get_by_role("searchbox").fill("address")
    plain_page.keyboard.press("Enter")
    expect(plain_page).to_have_url(f"{service}/search?q=address&tag=permalinks")

    plain_page.get_by_role("link", name="permalinks (remove)").click()
    expect(plain_page).to_have_url(f"{service}/search?q=address")


def test_pages_go_on_and_back(service: str, plain_page: Page) -> None:
    """By links, and by the browser's own way back and forward."""
    plain_page.goto(f"{service}/search?hitsPerPage=5")
    pages = plain_page.get_by_role("navigation", name="Pages")
    first = plain_page.locator(".hit a").first.inner_text()
    pages.get_by_role("link", name="Next").click()
    expect(pages.get_by_label("Page 2")).to_have_attribute("aria-current", "page")
    expect(plain_page.locator(".hit a").first).not_to_have_text(first)

    plain_page.go_back()
    expect(plain_page.locator(".hit a").first).to_have_text(first)
    plain_page.go_forward()
    expect(pages.get_by_label("Page 2")).to_have_attribute("aria-current", "page")


def test_tags_lead_to_their_posts(service: str, plain_page: Page) -> None:
    """From all tags to one, by looking for it."""
    plain_page.goto(f"{service}/tags")
    plain_page.get_by_label("Find a tag").fill("perma")
    plain_page.keyboard.press("Enter")
    plain_page.get_by_role("list", name="Tags").get_by_role("link", name="permalinks").click()

    expect(plain_page).to_have_url(f"{service}/tags/permalinks")
    expect(heading(plain_page)).to_contain_text("tagged permalinks")


@pytest.mark.parametrize(
    "path", ["/search?q=permalinks&tag=writing", "/search?q=xyzzyplugh", "/tags", "/posts/zahrat", "/search?page=x"]
)
def test_a_narrow_window_needs_no_scrolling_sideways(service: str, page: Page, watch: Watch, path: str) -> None:
    """320 px are the narrowest phones, or a window enlarged four times."""
    watch.expected.append("status of 400")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(service + path)

    assert sideways(page) <= 0


def test_a_page_is_printed_without_what_only_a_screen_needs(service: str, plain_page: Page) -> None:
    """No form and no facets on paper."""
    plain_page.goto(f"{service}/search?q=feed")
    plain_page.emulate_media(media="print")

    expect(plain_page.get_by_role("searchbox")).to_be_hidden()
    expect(plain_page.locator("#facets")).to_be_hidden()
    expect(plain_page.locator(".hit").first).to_be_visible()
