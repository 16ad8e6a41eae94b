"""Everybody can use the pages and the box: what axe-core knows of the guidelines (WCAG 2.2), and what it cannot see."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, ViewportSize, expect

from indexer import open_engine, sync
from service.app import create_app
from service.config import load
from tests.browser.blog import FORM, Blog
from tests.browser.box import Box
from tests.browser.origin import Origin
from tests.browser.slow_service import SlowService
from tests.browser.watch import Watch
from tests.service.conftest import NOW

PAGES = {
    "start": "/",
    "playground": "/playground",
    "playground, explained": "/playground?q=permalinks+redirect",
    "newest": "/search",
    "hits": "/search?q=permalinks",
    "sections": "/search?q=redirects+that+last",
    "corrected": "/search?q=permalimks",
    "any words": "/search?q=permalinks+zwieback",
    "narrowed": "/search?q=post&tag=writing&tag=permalinks&from=2019&lang=en",
    "none": "/search?q=xyzzyplugh&tag=writing",
    "second page": "/search?page=2&hitsPerPage=5",
    "beyond the last page": "/search?page=99",
    "tags": "/tags",
    "some tags": "/tags?q=perma",
    "no tags": "/tags?q=xyzzyplugh",
    "tag": "/tags/permalinks",
    "post": "/posts/2026_the-page-that-lists-them-all",
    "post from right to left": "/posts/zahrat",
    "no such post": "/posts/nothing",
    "bad request": "/search?page=x",
    "documentation": "/docs",
}

AXE = """rules => axe.run({ resultTypes: ["violations"], preload: false, ...rules }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target, any, all, none }) =>
    `${id} at ${target}: ${[...any, ...all, ...none].map(check => check.message).join("; ")}`)))"""
UNUSUAL = ("target-size", "label-content-name-mismatch", "focus-order-semantics", "td-has-header")
ALL = {"rules": {rule: {"enabled": True} for rule in UNUSUAL}}
"""The usual rules, and some that have to be asked for."""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}

DESK, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=390, height=844)
Views = tuple[tuple[ViewportSize, Any, Any], ...]
VIEWS: Views = ((DESK, "light", ALL), (DESK, "dark", COLOURS), (PHONE, "light", COLOURS), (PHONE, "dark", ALL))


def violations(page: Page, views: Views = VIEWS) -> list[str]:
    """What axe-core finds on *page* as it stands, by day and by night, on a desk and on a phone."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for size, scheme, rules in views:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}, {size['width']} px: {one}" for one in page.evaluate(AXE, rules)]
    return found


def opened(page: Page, service: str, watch: Watch, path: str) -> Page:
    """*page*, at *path* of the *service*; a status of an error is what is asked for."""
    watch.expected.append("the server responded with a status of 4")
    page.goto(service + path)
    return page


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong_with_a_page(service: str, page: Page, watch: Watch, name: str) -> None:
    """Names, landmarks, headings, contrast, sizes of targets and the rest."""
    views = VIEWS[:1] if name == "documentation" else VIEWS  # its tables take minutes
    assert violations(opened(page, service, watch, PAGES[name]), views) == []


@pytest.mark.parametrize("state", ["missing", "empty"])
def test_axe_finds_nothing_wrong_where_there_is_nothing_to_find(
    tmp_path: Path, page: Page, watch: Watch, state: str
) -> None:
    """Without an index, which makes the search answer 503, and without posts."""
    watch.expected.append("the server responded with a status of 503")
    (tmp_path / "posts").mkdir()
    config = load({"posts": str(tmp_path / "posts")}, environment={}, folder=tmp_path)
    engine = open_engine(config.engine, config.index)
    if state == "empty":
        sync(config.posts, engine, site=config.site, state=config.index, now=NOW)
    with Origin(create_app(config, engine)) as origin:
        for path in ("/", "/search", "/tags", "/playground"):
            page.goto(origin.url + path)
            assert violations(page) == [], path
    engine.close()


# The box: each state, reached as a reader reaches it


def enter(box: Box) -> None:
    """Go where one types."""
    if box.opener.count():
        box.opener.click()
        expect(box.dialog).to_be_visible()
    box.input.click()


def idle(box: Box, _: SlowService) -> None:
    """Nothing is typed; there are recent searches and popular tags."""
    blog = box.page.url
    box.search("permalinks")
    box.press("ArrowDown", "Enter")
    expect(box.page.get_by_role("main")).to_contain_text("It stands at")
    box.page.goto(blog)
    enter(box)
    box.shows("idle")
    expect(box.recent.first).to_be_visible()
    expect(box.chips.first).to_be_visible()


def loading(box: Box, slow: SlowService) -> None:
    """The service thinks."""
    slow.hold("permalinks")
    box.write("permalinks")
    expect(box.panel).to_have_attribute("aria-busy", "true")


def results(box: Box, _: SlowService) -> None:
    """Posts, one of them the active one."""
    box.search("post")
    box.press("ArrowDown")
    expect(box.active).to_have_count(1)


def sections(box: Box, _: SlowService) -> None:
    """Posts with headings that were found, one of these the active one."""
    box.search("redirects")
    expect(box.sections.first).to_be_visible()
    box.press("ArrowDown", "ArrowDown")


def corrected(box: Box, _: SlowService) -> None:
    """Posts for something else than what was typed."""
    box.search("permalimks")
    expect(box.note).to_be_visible()


def narrowed(box: Box, _: SlowService) -> None:
    """Posts with a chosen tag."""
    box.search("post")
    box.chips.first.click()
    expect(box.chosen).to_have_count(1)


def none(box: Box, _: SlowService) -> None:
    """Nothing was found."""
    box.write("xyzzyplugh")
    box.shows("none")


def error(box: Box, slow: SlowService) -> None:
    """The service is down."""
    slow.failing = 503
    box.write("permalinks")
    box.shows("error")


def offline(box: Box, _: SlowService) -> None:
    """The reader is offline."""
    box.page.context.set_offline(True)
    box.write("permalinks")
    box.shows("offline")


STATES: dict[str, Callable[[Box, SlowService], None]] = {
    "closed": lambda box, _: box.is_closed(),
    "idle": idle,
    "loading": loading,
    "results": results,
    "sections": sections,
    "corrected": corrected,
    "narrowed": narrowed,
    "none": none,
    "error": error,
    "offline": offline,
}
COMPLAINTS = ("the server responded with a status of 503", "ERR_INTERNET_DISCONNECTED", "ERR_FAILED")
AROUND = "<header><p>A blog</p>{box}</header><main><h1>A post</h1><p>It is about posts.</p></main>"
SCHEMES = '<meta name="color-scheme" content="light dark">'


@pytest.fixture
def box(slow_blog: Blog, page: Page, watch: Watch, mode: str) -> Box:
    """A box on a blog that is light or dark as its reader likes it; the dialog is open."""
    watch.expected += COMPLAINTS
    inside = FORM if mode == "inline" else ""
    page.goto(slow_blog.with_box(f'mode="{mode}"', inside=inside, around=AROUND, head=SCHEMES + slow_blog.script()))
    box = Box(page)
    if mode == "dialog":
        enter(box)
    return box


@pytest.mark.parametrize("mode", ["inline", "dialog"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_wrong_with_a_state_of_the_box(box: Box, slow: SlowService, mode: str, state: str) -> None:
    """In both modes, by day and by night, on a desk and on a phone."""
    if (mode, state) == ("dialog", "closed"):
        box.press("Escape")
        expect(box.dialog).to_be_hidden()
    else:
        STATES[state](box, slow)

    assert violations(box.page) == []


# What axe cannot see


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert isinstance(width, int)
    return width


SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# What ends in an ellipsis on purpose is an excerpt.
CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const { textOverflow, webkitLineClamp, overflowX, clipPath } = getComputedStyle(element);
  const ends = textOverflow === "ellipsis" || webkitLineClamp !== "none";
  const cuts = !ends && !["visible", "auto"].includes(overflowX) && clipPath === "none" && element.innerText;
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  return cuts && clientHeight && (scrollWidth > clientWidth + 1 || scrollHeight > clientHeight + 1);
}).map(element => element.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("name", PAGES)
def test_pages_take_four_times_the_size_and_more_space(service: str, page: Page, watch: Watch, name: str) -> None:
    """At 400 % a window is 320 pixels wide (WCAG 1.4.10), and readers may set text wider (1.4.12): nothing is cut."""
    page.set_viewport_size({"width": 320, "height": 256})
    opened(page, service, watch, PAGES[name])
    assert sideways(page) <= 0

    page.evaluate(SPACED)
    assert sideways(page) <= 0
    assert page.evaluate(CUT) == []


STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex]")]
  .filter(element => element.tabIndex >= 0 && element.type !== "hidden" && element.checkVisibility()).length"""
REMEMBER = """() => {
  window.lookOf = element => [element, element.parentElement, element.closest("form")].filter(Boolean).map(one => {
    const { outline, boxShadow, borderColor, backgroundColor, top } = getComputedStyle(one);
    return [outline, boxShadow, borderColor, backgroundColor, top].join();
  }).join("|");
  window.looks = new Map([...document.querySelectorAll("body *")].map(element => [element, lookOf(element)]));
}"""
STOP = """() => {
  const now = document.activeElement, before = window.lastStop;
  window.lastStop = now;
  if (now === document.body || now === window.firstStop) return null;  // where the browser's own stops would follow
  window.firstStop ??= now;
  const follows = !before || Boolean(before.compareDocumentPosition(now) & Node.DOCUMENT_POSITION_FOLLOWING);
  return { name: now.outerHTML.slice(0, 120), isShown: lookOf(now) !== looks.get(now), follows };
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """The stops of the Tab key on *page*, from where the focus is to the end."""
    page.evaluate(REMEMBER)
    stops: list[dict[str, Any]] = []
    while len(stops) < 300:
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        stops.append(stop)
    return stops


def hidden(stops: list[dict[str, Any]]) -> list[str]:
    """Those of *stops* that look no different from when they are none."""
    return [stop["name"] for stop in stops if not stop["isShown"]]


def out_of_order(stops: list[dict[str, Any]]) -> list[str]:
    """Those of *stops* that stand before the one before."""
    return [stop["name"] for stop in stops if not stop["follows"]]


@pytest.mark.parametrize("name", ["start", "playground, explained", "narrowed", "second page", "some tags", "post"])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    service: str, page: Page, watch: Watch, name: str
) -> None:
    """Each stop of the Tab key follows the one before in the page and looks different from when it is no stop."""
    opened(page, service, watch, PAGES[name])
    number = page.evaluate(STOPS)
    stops = walk(page)

    assert len(stops) == number
    assert hidden(stops) == []
    assert out_of_order(stops) == []


@pytest.mark.parametrize("mode", ["inline"])
def test_the_keyboard_reaches_everything_in_the_box_and_shows_where_it_is(box: Box, slow: SlowService) -> None:
    """From the field through button, tags, years and the link to all hits; hits are walked through by arrows."""
    narrowed(box, slow)
    box.input.focus()
    stops = walk(box.page)

    assert len(stops) > box.chips.count() + 2
    assert hidden(stops) == []
    assert out_of_order(stops) == []


def test_each_page_says_what_it_is_and_in_which_language(service: str, page: Page, watch: Watch) -> None:
    """In its title, which also names the blog, and in its one heading of the first level."""
    titles = {}
    for name, path in PAGES.items():
        opened(page, service, watch, path)
        titles[name] = page.title()
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("h1").count() == 1, name

    assert all(title.endswith(" – The Paper Lantern") for title in titles.values()), titles


COLOURS_OF = """element => {
  const { color, backgroundColor, outline, border } = getComputedStyle(element);
  return [color, backgroundColor, outline, border].join();
}"""


@pytest.mark.parametrize("mode", ["inline"])
def test_the_active_hit_and_the_chosen_tag_are_seen_where_the_system_chooses_colours(
    box: Box, slow: SlowService
) -> None:
    """Backgrounds are the system's there; borders, outlines or the system's own colours of a selection are left."""
    box.page.emulate_media(forced_colors="active")
    narrowed(box, slow)
    box.input.focus()
    box.press("ArrowDown")

    assert box.active.evaluate(COLOURS_OF) != box.hits.nth(1).evaluate(COLOURS_OF)
    pressed, other = box.panel.locator("[aria-pressed=true]").first, box.panel.locator("[aria-pressed=false]").first
    assert pressed.evaluate(COLOURS_OF) != other.evaluate(COLOURS_OF)


@pytest.mark.parametrize("mode", ["inline"])
def test_the_open_panel_is_not_printed(box: Box, slow: SlowService) -> None:
    """A post is printed without what happened to be open over it."""
    results(box, slow)
    box.page.emulate_media(media="print")

    expect(box.panel).to_be_hidden()


@pytest.mark.parametrize("mode", ["inline", "dialog"])
def test_the_box_takes_four_times_the_size(box: Box, slow: SlowService) -> None:
    """In a window of 320 by 256 pixels all hits can still be reached, without scrolling sideways."""
    box.page.set_viewport_size({"width": 320, "height": 256})
    results(box, slow)

    assert sideways(box.page) <= 0
    inside = box.panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth + 1")
    assert inside
    last = box.hits.last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()
