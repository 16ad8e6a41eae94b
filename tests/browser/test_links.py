"""Where hits lead: to the post, to the passage in it, by the site's own pattern."""

import re

from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box

TALL = "<p>{filler}</p>".format(filler="Some other words stand here. " * 400)
POST = f"""
<main><h1>Permalinks are promises</h1>{TALL}
<h2 id="leave-out-what-will-change">Leave out what will change</h2>{TALL}
<p id="passage">/2019/permalinks-are-promises/ has both. The year is enough: it tells the reader how old the advice is,
and it keeps two posts called "Notes" apart.</p>{TALL}</main>
"""
PATH = "/2019/permalinks-are-promises/"


def test_a_link_leads_to_the_passage(page: Page, blog: Blog) -> None:
    """The browser scrolls there; the site needs no script for it."""
    blog.write(POST, path=PATH)
    page.goto(blog.with_box())
    box = Box(page)
    box.search("permalinks")
    expect(box.hits.first).to_have_attribute("href", re.compile(f"{PATH}#:~:text="))
    box.hits.first.click()

    expect(page).to_have_title("A blog")
    expect(page.locator("#passage")).to_be_in_viewport()


def test_a_link_into_a_section_names_heading_and_passage(page: Page, blog: Blog) -> None:
    """A browser that knows no passages scrolls to the heading."""
    page.goto(blog.with_box())
    Box(page).search("permalinks")

    expect(Box(page).sections.first.locator(".bs-heading")).to_have_text("Leave out what will change")
    expect(Box(page).sections.first).to_have_attribute(
        "href", re.compile(f"^{blog.origin.url}{PATH}#leave-out-what-will-change:~:text=")
    )


def test_a_passage_ends_with_its_sentence(page: Page, blog: Blog) -> None:
    """The next one may stand in another paragraph, and browsers find no passage that goes on there."""
    page.goto(blog.with_box())
    Box(page).search("folder")

    expect(Box(page).hits.first.locator(".bs-snippet")).to_contain_text("my drafts folder. The oldest")
    expect(Box(page).hits.first).to_have_attribute("href", re.compile(":~:text=my%20drafts%20folder\\.$"))


def test_a_post_without_that_passage_opens_at_its_top(page: Page, blog: Blog) -> None:
    """It may have changed since it was indexed."""
    page.goto(blog.with_box())
    Box(page).search("permalinks")
    Box(page).press("ArrowDown", "Enter")

    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_a_site_may_do_without_passages(page: Page, blog: Blog) -> None:
    """Then addresses are as the service names them."""
    page.goto(blog.with_box('highlight="off"'))
    Box(page).search("permalinks")

    expect(Box(page).hits.first).to_have_attribute("href", blog.origin.url + PATH)
    expect(Box(page).sections.first).to_have_attribute("href", f"{blog.origin.url}{PATH}#leave-out-what-will-change")


def test_a_site_may_have_a_pattern_of_its_own(page: Page, blog: Blog) -> None:
    """Headings keep their anchors."""
    page.goto(blog.with_box('link="/read/{id}.html" highlight="off"'))
    Box(page).search("permalinks")

    address = f"{blog.origin.url}/read/2019_permalinks-are-promises.html"
    expect(Box(page).hits.first).to_have_attribute("href", address)
    expect(Box(page).sections.first).to_have_attribute("href", f"{address}#leave-out-what-will-change")


def test_a_hit_without_marked_words_has_no_passage(page: Page, blog: Blog) -> None:
    """There is nothing to scroll to."""
    page.goto(blog.with_box())
    Box(page).search("tag:permalinks lang:es")

    expect(Box(page).hits.first).to_have_attribute("href", f"{blog.origin.url}/es/un-blog-en-dos-idiomas/")
