"""Typing on good and bad lines: what is shown belongs to what is written, or to what was written just before."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.slow_service import SlowService
from tests.browser.waiting import wait_until


@pytest.fixture
def box(page: Page, slow_blog: Blog) -> Box:
    """A box behind a bad line."""
    page.goto(slow_blog.with_box('debounce="0"'))
    return Box(page)


def asks_for(slow: SlowService, query: str, page: Page) -> None:
    """Wait until the service has been asked for *query*."""
    wait_until(page, lambda: query in slow.asked)


def test_hits_come_while_typing(page: Page, blog: Blog) -> None:
    """With what was found marked, the best first."""
    page.goto(blog.with_box())
    box = Box(page)
    box.type("permalin", delay=20)

    expect(box.titles.first).to_have_text("Permalinks are promises")
    expect(box.titles.first.locator("mark")).to_have_text("Permalinks")
    expect(box.input).to_have_attribute("aria-expanded", "true")
    expect(box.input).to_be_focused()


def test_nothing_is_asked_before_the_box_is_used(page: Page, slow_blog: Blog, slow: SlowService) -> None:
    """A page with a box costs its script and style."""
    page.goto(slow_blog.with_box())
    page.wait_for_load_state("networkidle")

    assert sorted(slow.paths) == ["/blog-search.css", "/blog-search.js"]


def test_a_late_answer_never_replaces_a_newer_one(box: Box, slow: SlowService) -> None:
    """Whichever comes first, the newest question wins."""
    slow.hold("images")
    box.write("images")
    asks_for(slow, "images", box.page)
    box.write("feed")
    expect(box.titles.first).to_contain_text("feed")
    feeds = box.titles.all_inner_texts()
    slow.release("images")
    box.page.wait_for_timeout(300)

    assert box.titles.all_inner_texts() == feeds
    expect(box.all).to_have_text("All 11 posts")


def test_a_question_that_is_no_longer_asked_is_aborted(box: Box, slow: SlowService) -> None:
    """So that a slow line is not kept busy with it."""
    slow.hold("image")
    box.write("image")
    asks_for(slow, "image", box.page)
    with box.page.expect_event("requestfailed") as aborted:
        box.write("images")

    assert "?q=image&" in aborted.value.url
    assert aborted.value.failure == "net::ERR_ABORTED"


def test_old_hits_stay_until_new_ones_land(box: Box, slow: SlowService) -> None:
    """Nothing flickers between two letters; that something is awaited is shown."""
    box.search("feed")
    before = box.titles.all_inner_texts()
    slow.hold("feeds")
    box.type("s")
    expect(box.panel).to_have_attribute("aria-busy", "true")

    box.shows("results")
    assert box.titles.all_inner_texts() == before
    slow.release()
    expect(box.panel).not_to_have_attribute("aria-busy", "true")


def test_a_first_answer_that_takes_long_is_announced(box: Box, slow: SlowService) -> None:
    """The panel says that it is searching, then shows the hits."""
    slow.hold("feed")
    box.write("feed")
    box.shows("loading")
    expect(box.note).to_have_text("Searching…")

    slow.release()
    box.shows("results")


def test_swift_typing_asks_for_nothing_but_its_end(timeless_page: Page, slow_blog: Blog, slow: SlowService) -> None:
    """If the site wants it to wait; however many letters there are."""
    box = Box(timeless_page)
    box.page.goto(slow_blog.with_box('debounce="150"'))
    box.stop_time()
    for letter in "accessibility":
        box.type(letter)
        box.page.clock.run_for(149)
    box.page.clock.run_for(1)
    expect(box.titles.first).to_be_visible()

    assert slow.asked == ["accessibility"]


def test_swift_typing_asks_for_its_first_letter_and_its_end(
    timeless_page: Page, slow_blog: Blog, slow: SlowService
) -> None:
    """Where the site says nothing: letters that come sooner than the service usually answers are not asked for."""
    box = Box(timeless_page)
    box.page.goto(slow_blog.with_box())
    box.stop_time()
    for letter in "accessibility":
        box.type(letter)
        box.page.clock.run_for(29)
        asks_for(slow, "a", box.page)
    box.page.clock.run_for(150)
    expect(box.all).to_be_visible()
    asks_for(slow, "accessibility", box.page)

    assert slow.asked == ["a", "accessibility"]


def test_an_emptied_input_forgets_the_hits(box: Box, slow: SlowService) -> None:
    """Even if an answer is still under way."""
    box.search("feed")
    slow.hold("feeds")
    box.type("s")
    asks_for(slow, "feeds", box.page)
    box.write("")
    box.shows("idle")
    slow.release()
    box.page.wait_for_timeout(300)

    box.shows("idle")
    expect(box.hits).to_have_count(0)


def test_closing_forgets_what_is_under_way(box: Box, slow: SlowService) -> None:
    """A late answer does not open the panel again."""
    slow.hold("feed")
    box.write("feed")
    asks_for(slow, "feed", box.page)
    box.press("Escape")
    slow.release()
    box.page.wait_for_timeout(300)

    box.is_closed()


def test_spaces_around_are_not_asked_for(box: Box, slow: SlowService) -> None:
    """Whoever types one between two words still sees the hits for the first."""
    box.search("feed")
    box.type("  ")
    box.page.wait_for_timeout(300)

    assert set(slow.asked) == {"feed"}
    box.shows("results")


def test_one_character_is_enough(page: Page, blog: Blog) -> None:
    """In some languages it is a word."""
    page.goto(blog.with_box())
    Box(page).search("日")

    expect(Box(page).titles).to_have_text("日本語ブログの組版メモ")


def test_nothing_is_searched_while_an_input_method_composes(box: Box, slow: SlowService) -> None:
    """Only what it has decided on; its keys do not move through the hits either."""
    keyboard = box.page.context.new_cdp_session(box.page)
    box.search("feed")
    box.write("")
    slow.asked.clear()
    for text in ("k", "け", "けn", "けんさく"):
        keyboard.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    box.page.wait_for_timeout(300)
    assert slow.asked == []

    keyboard.send("Input.insertText", {"text": "検索"})
    box.shows("results")
    assert slow.asked == ["検索"]
    expect(box.input).to_have_value("検索")


def test_keys_of_an_input_method_are_its_own(box: Box) -> None:
    """Enter, Escape and arrows choose among its candidates, not among the hits."""
    address = f"{box.page.url}?q=feed"
    box.search("feed")
    expect(box.page).to_have_url(address)
    keyboard = box.page.context.new_cdp_session(box.page)
    keyboard.send("Input.imeSetComposition", {"text": "けん", "selectionStart": 2, "selectionEnd": 2})
    for key in ("ArrowDown", "Enter", "Escape"):
        box.input.evaluate(
            "(input, key) => input.dispatchEvent("
            "new KeyboardEvent('keydown', {key, isComposing: true, bubbles: true, cancelable: true}))",
            key,
        )

    expect(box.active).to_have_count(0)
    expect(box.panel).to_be_visible()
    assert box.page.url == address
