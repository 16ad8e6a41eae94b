"""Boxes among the other things of a page: several of them, added late, moved, taken away."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box, record_events, told

ADD = """
service => {
  const box = document.createElement("blog-search");
  box.setAttribute("src", service);
  document.body.append(box);
}
"""


@pytest.fixture
def two(page: Page, blog: Blog) -> tuple[Box, Box]:
    """Two boxes on a page."""
    page.goto(blog.with_box(around="<header>{box}</header><main>{box}</main>"))
    return Box(page), Box(page, 1)


def test_two_boxes_do_not_meet(two: tuple[Box, Box]) -> None:
    """Each has its own text, hits and ids."""
    first, second = two
    first.search("permalinks")
    second.search("feed")
    ids = first.page.evaluate("Array.from(document.querySelectorAll('[id]'), element => element.id)")

    assert len(ids) == len(set(ids))
    first.is_closed()
    expect(first.input).to_have_value("permalinks")
    expect(second.titles.first).to_contain_text("feed")


def test_the_first_box_has_the_address_and_the_shortcuts(two: tuple[Box, Box]) -> None:
    """Once each."""
    first, second = two
    home = first.page.url
    second.search("feed")
    first.page.wait_for_timeout(500)  # an address follows what is typed after 300 ms
    assert first.page.url == home
    second.input.blur()
    first.press("/")

    expect(first.input).to_be_focused()
    first.search("permalinks")
    expect(first.page).to_have_url(f"{home}?q=permalinks")


def test_a_deep_link_opens_one_of_two(two: tuple[Box, Box]) -> None:
    """The first."""
    first, second = two
    first.page.goto(f"{first.page.url}?q=permalinks")

    first.shows("results")
    second.is_closed()
    expect(second.input).to_have_value("")


def test_two_dialogs_open_once(page: Page, blog: Blog) -> None:
    """One shortcut, one dialog."""
    page.goto(blog.with_box('mode="dialog"', around="{box}{box}"))
    page.keyboard.press("Control+k")

    expect(Box(page).dialog).to_be_visible()
    expect(Box(page, 1).dialog).to_be_hidden()


def test_the_second_box_takes_over_from_the_first(two: tuple[Box, Box]) -> None:
    """When that is taken away, shortcuts and address are the other's."""
    first, _ = two
    page, home = first.page, first.page.url
    page.locator("header").evaluate("header => header.remove()")
    box = Box(page)
    box.press("/")
    expect(box.input).to_be_focused()
    box.search("feed")

    expect(page).to_have_url(f"{home}?q=feed")


def test_a_box_that_is_moved_goes_on(page: Page, blog: Blog) -> None:
    """As sites do that replace parts of a page; nothing is there twice."""
    page.goto(blog.with_box(around="<header>{box}</header><main></main>"))
    record_events(page)
    box = Box(page)
    box.search("permalinks")
    page.evaluate("document.querySelector('main').append(document.querySelector('blog-search'))")
    expect(box.panel).to_have_count(1)
    expect(box.status).to_have_count(1)
    box.search("feed")

    expect(box.titles.first).to_contain_text("feed")
    assert [event["query"] for event in told(page)].count("feed") == 1
    box.press("ArrowDown")
    expect(box.options.first).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("mode", ["inline", "dialog"])
def test_a_page_that_is_kept_and_shown_again_is_as_before(page: Page, blog: Blog, mode: str) -> None:
    """Turbo and its like keep a copy of a page, boxes included, and put it back later."""
    page.goto(blog.with_box(f'mode="{mode}"', around="<main>{box}</main>"))
    Box(page).press("/")
    Box(page).search("permalinks")
    page.evaluate("""
        const copy = document.body.cloneNode(true);
        document.body.replaceWith(Object.assign(document.createElement("body"), {textContent: "Elsewhere"}));
        document.body.replaceWith(copy);
    """)
    box = Box(page)
    page.keyboard.press("/")
    expect(box.input).to_be_focused()
    box.search("feed")

    expect(box.titles.first).to_contain_text("feed")
    for part in (".bs-panel", ".bs-status", "form"):
        expect(box.root.locator(part)).to_have_count(1)
    if mode == "dialog":
        expect(box.opener).to_have_count(1)
        expect(box.root.locator("dialog")).to_have_count(1)


def test_a_box_that_is_taken_away_leaves_nothing(page: Page, blog: Blog) -> None:
    """Neither shortcuts nor an open panel nor a request; put back, it works again."""
    page.goto(blog.with_box())
    Box(page).search("permalinks")
    page.evaluate("window.box = document.querySelector('blog-search'); box.remove()")
    page.keyboard.press("/")
    page.keyboard.press("Control+k")
    expect(page.locator(".bs-panel")).to_have_count(0)
    page.evaluate("document.body.append(window.box)")
    Box(page).search("feed")

    expect(Box(page).titles.first).to_contain_text("feed")


def test_a_box_that_comes_late_is_improved(page: Page, blog: Blog, service: str) -> None:
    """Made by a script, after everything else."""
    page.goto(blog.write("<p>Nothing yet.</p>", head=blog.script()))
    page.evaluate(ADD, service)
    Box(page).search("permalinks")

    expect(Box(page).titles.first).to_have_text("Permalinks are promises")


@pytest.mark.parametrize("place", ["head", "end", "async", "twice"])
def test_the_script_may_stand_anywhere(page: Page, blog: Blog, place: str) -> None:
    """Before the box or after it, early or late, once or twice."""
    script = blog.script("async" if place == "async" else "")
    head = script if place in {"head", "async", "twice"} else ""
    end = script.replace("blog-search.js", "blog-search.js?again") if place == "twice" else script
    page.goto(blog.with_box(around="{box}" + (end if place in {"end", "twice"} else ""), head=head))
    box = Box(page)
    box.search("permalinks")

    expect(box.panel).to_have_count(1)
    expect(box.titles.first).to_have_text("Permalinks are promises")


def test_without_an_address_the_service_is_where_the_script_is(page: Page, blog: Blog) -> None:
    """One tag is enough."""
    page.goto(blog.write("<blog-search></blog-search>", head=blog.script()))
    Box(page).search("permalinks")

    expect(Box(page).all).to_have_attribute("href", f"{blog.service}/search?q=permalinks")


def test_a_click_elsewhere_closes_the_panel(page: Page, blog: Blog) -> None:
    """One within it does not."""
    page.goto(blog.with_box(around="{box}<p id='elsewhere'>Elsewhere</p>"))
    box = Box(page)
    box.search("permalinks")
    box.panel.click(position={"x": 2, "y": 2})
    expect(box.panel).to_be_visible()
    page.mouse.click(5, page.viewport_size["height"] - 5 if page.viewport_size else 500)

    box.is_closed()
    expect(box.input).to_have_value("permalinks")


def test_the_style_is_added_once_and_not_where_the_site_has_it(page: Page, blog: Blog) -> None:
    """Or where it has one of its own."""
    link = page.locator("link[rel=stylesheet]")
    page.goto(blog.with_box(around="{box}{box}"))
    expect(link).to_have_count(1)
    own = f'<link rel="stylesheet" href="{blog.service}/blog-search.css">'
    page.goto(blog.with_box(head=blog.script() + own))
    expect(link).to_have_count(1)
    page.goto(blog.with_box('styles="off"'))
    expect(Box(page).input).to_be_visible()

    expect(link).to_have_count(0)
