"""The box in other languages and directions, and with a site's own words."""

import json
import re

import pytest
from playwright.sync_api import Page, expect
from werkzeug.wrappers import Response

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.conftest import NewPage
from tests.browser.slow_service import SlowService


@pytest.mark.parametrize(
    ("lang", "all_posts"), [("de", "Alle 8 Beiträge"), ("es", "Las 8 entradas"), ("ru", "8"), ("zh-Hant", "8")]
)
def test_the_box_speaks_the_language_of_the_page(page: Page, blog: Blog, lang: str, all_posts: str) -> None:
    """Whatever the browser's is."""
    page.goto(blog.with_box(lang=lang))
    Box(page).search("permalinks")

    expect(Box(page).all).to_contain_text(all_posts)
    expect(Box(page).all).not_to_contain_text("posts")


def test_the_box_may_speak_another_language_than_the_page(page: Page, blog: Blog) -> None:
    """By its own attribute."""
    page.goto(blog.with_box('lang="fr"', lang="de"))
    Box(page).write("xyzzyplugh")
    Box(page).shows("none")

    expect(Box(page).note).to_contain_text("Aucun")


def test_a_language_that_it_does_not_speak_is_english(page: Page, slow_blog: Blog, slow: SlowService) -> None:
    """And nobody is asked for the other."""
    page.goto(slow_blog.with_box(lang="tlh"))
    Box(page).search("permalinks")

    expect(Box(page).all).to_have_text("All 8 posts")
    assert "/blog-search/tlh.json" not in slow.paths


def test_a_page_without_a_language_speaks_the_browsers(new_page: NewPage, blog: Blog) -> None:
    """The best guess that there is."""
    page = new_page(locale="de-AT")
    page.goto(blog.with_box(lang=""))
    Box(page).search("permalinks")

    expect(Box(page).all).to_have_text("Alle 8 Beiträge")


def test_texts_are_fetched_when_the_box_is_first_used(page: Page, slow_blog: Blog, slow: SlowService) -> None:
    """Once, and not by readers who never search."""
    page.goto(slow_blog.with_box(lang="de"))
    page.wait_for_load_state("networkidle")
    assert "/blog-search/de.json" not in slow.paths
    Box(page).search("permalinks")
    Box(page).search("feed")

    assert slow.paths.count("/blog-search/de.json") == 1


def test_a_site_may_have_words_of_its_own(page: Page, blog: Blog) -> None:
    """Over those of the language; what it leaves out stays."""
    own = {"none": "Nothing about “{query}” yet.", "all": {"one": "The note", "other": "All {count} notes"}}
    blog.pages["/words.json"] = Response(json.dumps(own), mimetype="application/json")
    policy = f"script-src {blog.service}; style-src {blog.service}; connect-src {blog.service} 'self'"
    page.goto(blog.with_box('strings="/words.json"', policy=policy))
    box = Box(page)
    box.search("permalinks")
    expect(box.all).to_have_text("All 8 notes")
    expect(box.list).to_have_accessible_name("Search results")
    box.write("xyzzyplugh")

    expect(box.note).to_have_text("Nothing about “xyzzyplugh” yet.")


def test_numbers_and_days_are_written_as_the_language_does(page: Page, blog: Blog) -> None:
    """A day in German."""
    page.goto(blog.with_box(lang="de"))
    Box(page).search("permalinks")

    expect(Box(page).hits.first.locator("time")).to_have_text("17.09.2019")


@pytest.fixture
def arabic(page: Page, blog: Blog) -> Box:
    """A box on a page from right to left."""
    page.goto(blog.with_box(lang="ar"))
    return Box(page)


def test_the_box_follows_a_page_from_right_to_left(arabic: Box) -> None:
    """The panel stands below the form; each text keeps its own direction."""
    arabic.search("code python")
    form, panel = arabic.root.locator("form").bounding_box(), arabic.panel.bounding_box()
    assert form
    assert panel
    assert abs((form["x"] + form["width"]) - (panel["x"] + panel["width"])) < 8
    direction = "element => getComputedStyle(element).direction"

    assert arabic.panel.evaluate(direction) == "rtl"
    assert arabic.list.locator(".bs-title[lang=ar]").evaluate(direction) == "rtl"
    assert arabic.list.locator(".bs-title[lang=en]").first.evaluate(direction) == "ltr"


def test_arabic_is_found_and_counted(arabic: Box) -> None:
    """In its own grammar, which has six plurals."""
    arabic.search("المدونة")

    expect(arabic.titles).to_have_text("كيف أكتب مدونة")
    expect(arabic.status).to_contain_text("المدونة")
    expect(arabic.hits.first).to_have_attribute("href", re.compile("/zahrat/#:~:text="))


def test_keys_mean_the_same_from_right_to_left(arabic: Box) -> None:
    """Down is down."""
    arabic.search("python")
    arabic.press("ArrowDown")

    expect(arabic.options.first).to_have_attribute("aria-selected", "true")
