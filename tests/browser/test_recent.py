"""Recent searches: kept in the reader's browser, as long as the reader likes."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.conftest import NewPage
from tests.browser.slow_service import SlowService

REFUSE = """
for (const name of ["getItem", "setItem", "removeItem"])
  Storage.prototype[name] = () => { throw new DOMException("refused", "SecurityError") };
"""


def choose(page: Page, home: str, query: str) -> None:
    """Search for *query*, open the first hit and come back to an empty box."""
    page.goto(home)
    box = Box(page)
    box.search(query)
    box.press("ArrowDown", "Enter")
    expect(page).to_have_url(re.compile(r"/20\d\d/"))
    page.goto(home)


def idle(page: Page) -> Box:
    """The box, used and empty."""
    box = Box(page)
    box.input.click()
    box.shows("idle")
    return box


def test_what_led_to_a_post_is_offered_again(page: Page, blog: Blog) -> None:
    """The newest first, each once; by keyboard."""
    home = blog.with_box()
    for query in ("feed", "permalinks", "feed"):
        choose(page, home, query)
    box = idle(page)
    expect(box.recent).to_have_text(["feed", "permalinks"])
    box.press("ArrowDown", "ArrowDown", "Enter")

    expect(box.input).to_have_value("permalinks")
    box.shows("results")
    expect(box.input).to_be_focused()


def test_what_was_only_typed_is_not_kept(page: Page, blog: Blog) -> None:
    """Nor what was given up."""
    home = blog.with_box()
    page.goto(home)
    Box(page).search("feed")
    page.goto(home)

    expect(idle(page).recent).to_have_count(0)


def test_one_is_forgotten_by_delete(page: Page, blog: Blog) -> None:
    """The active one; in the text, Delete deletes text."""
    home = blog.with_box()
    for query in ("feed", "permalinks"):
        choose(page, home, query)
    box = idle(page)
    box.press("ArrowDown", "Delete")
    expect(box.recent).to_have_text(["feed"])
    page.goto(home)

    expect(idle(page).recent).to_have_text(["feed"])


def test_all_are_forgotten_by_a_button(page: Page, blog: Blog) -> None:
    """At once and for good."""
    home = blog.with_box()
    choose(page, home, "feed")
    box = idle(page)
    box.panel.get_by_role("button", name="Forget all").click()
    expect(box.recent).to_have_count(0)
    page.goto(home)

    expect(idle(page).recent).to_have_count(0)
    assert "feed" not in page.evaluate("JSON.stringify(localStorage)")


def test_each_service_has_its_own(page: Page, blog: Blog, slow: SlowService) -> None:
    """Two blogs on one host, such as two projects of one account, do not mix."""
    choose(page, blog.with_box(), "feed")
    other = f"{blog.service} {slow.origin.url}"
    policy = f"script-src {other}; style-src {other}; connect-src {other}"
    address = slow.origin.url
    page.goto(
        blog.write(
            f'<blog-search src="{address}"><form action="{address}/search"><input name="q"></form></blog-search>',
            head=blog.script(),
            policy=policy,
        )
    )

    expect(idle(page).recent).to_have_count(0)


def test_a_site_may_do_without(page: Page, blog: Blog) -> None:
    """Then nothing is kept."""
    home = blog.with_box('recent="off"')
    choose(page, home, "feed")

    expect(idle(page).recent).to_have_count(0)
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_may_refuse_to_keep_anything(new_page: NewPage, blog: Blog) -> None:
    """All else works."""
    page = new_page()
    page.add_init_script(REFUSE)
    home = blog.with_box()
    choose(page, home, "feed")

    expect(idle(page).recent).to_have_count(0)


def test_they_never_leave_the_browser(page: Page, slow_blog: Blog, slow: SlowService) -> None:
    """Only what is typed now is asked for."""
    home = slow_blog.with_box()
    choose(page, home, "permalinks")
    page.goto(home)
    slow.paths.clear()
    idle(page)
    page.wait_for_load_state("networkidle")

    assert not [path for path in slow.paths if "permalinks" in path]


@pytest.mark.parametrize("value", ["{", '{"a": 1}'])
def test_what_somebody_else_wrote_there_does_no_harm(page: Page, blog: Blog, value: str) -> None:
    """Another script, an older version, a curious reader."""
    home = blog.with_box()
    choose(page, home, "feed")
    page.evaluate("value => { for (const key of Object.keys(localStorage)) localStorage[key] = value }", value)
    page.goto(home)

    expect(idle(page).recent).to_have_count(0)
    Box(page).search("feed")
