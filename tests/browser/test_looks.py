"""How the pages look in a browser: themed, by night, on paper, from right to left."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from indexer import open_engine, sync
from service.app import create_app
from service.config import load
from tests.browser.conftest import SAMPLES, NewPage
from tests.browser.origin import Origin
from tests.service.conftest import NOW

CONTRAST = """
selector => {
  const element = document.querySelector(selector);
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const light = color => {
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => {
      part /= 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  let behind = element;
  while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  const [words, ground] = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(light);
  return (Math.max(words, ground) + 0.05) / (Math.min(words, ground) + 0.05);
}
"""
"""The contrast of an element's text, by WCAG 2.2."""

THEME = ":root { --accent: #0b57d0; --paper: #f4f8ff; --ink: #10223d; --sans: serif; }"


@pytest.fixture(scope="module")
def themed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service with a theme that names no more than colours by day and a typeface."""
    folder = tmp_path_factory.mktemp("themed")
    (folder / "theme.css").write_text(THEME, encoding="utf-8")
    config = load(
        {"posts": str(SAMPLES)}, environment={"BACKMATTER_SITE_STYLESHEET": str(folder / "theme.css")}, folder=folder
    )
    engine = open_engine(config.engine, config.index)
    sync(config.posts, engine, site=config.site, state=config.index, now=NOW)
    with Origin(create_app(config, engine)) as origin:
        yield origin.url
    engine.close()


def style(page: Page, selector: str, name: str) -> str:
    """A property of the first element of *selector*, as it is computed."""
    value = page.evaluate(
        "([selector, name]) => getComputedStyle(document.querySelector(selector))[name]", [selector, name]
    )
    assert isinstance(value, str)
    return value


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_theme_of_three_colours_can_be_read_by_day_and_by_night(themed: str, new_page: NewPage, scheme: str) -> None:
    """What it does not name suits what it names."""
    page = new_page(color_scheme=scheme)
    page.goto(f"{themed}/search?q=permalinks&tag=permalinks")

    for selector in (
        "body",
        ".hit h2 a",
        ".about",
        ".snippet",
        "mark",
        ".find button",
        ".chip",
        ".facets .count",
        ".tags a",
    ):
        assert page.evaluate(CONTRAST, selector) >= 4.5, selector


def test_a_theme_is_seen(themed: str, page: Page) -> None:
    """Its colours and typefaces win over ours, in the search box as well."""
    page.goto(f"{themed}/search?q=permalinks")

    assert style(page, "body", "backgroundColor") == "rgb(244, 248, 255)"
    assert style(page, ".hit h2 a", "color") == "rgb(11, 87, 208)"
    assert style(page, ".snippet", "fontFamily") == "serif"
    page.get_by_label("Search the posts").press_sequentially("x")
    expect(page.locator(".bs-panel")).to_have_css("font-family", "serif")


def test_a_page_asks_for_its_style_and_the_box_and_nothing_else(service: str, page: Page) -> None:
    """All of which it keeps for the next page."""
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url.removeprefix(service).partition("?")[0]))
    page.goto(f"{service}/search?q=permalinks")

    page_itself, *others = (re.sub(r"-[0-9a-f]{10}(?=\.)", "", address) for address in asked)
    assert page_itself == "/search"
    assert sorted(others) == ["/blog-search.css", "/blog-search.js", "/static/pages.css"]


def test_paper_is_white_by_night_too(service: str, new_page: NewPage) -> None:
    """Or light words would be printed on it."""
    page = new_page(color_scheme="dark")
    page.goto(f"{service}/search?q=permalinks")
    page.emulate_media(media="print", color_scheme="dark")

    assert style(page, "body", "color") == "rgb(0, 0, 0)"
    assert style(page, "body", "backgroundColor") == "rgb(255, 255, 255)"


def test_a_hit_from_right_to_left_stands_at_the_right(service: str, page: Page) -> None:
    """Its date reads as it does anywhere."""
    page.goto(f"{service}/search?lang=ar")

    assert style(page, ".hit", "direction") == "rtl"
    assert style(page, ".hit time", "direction") == "ltr"
    expect(page.locator(".hit time")).to_have_text("1 March 2024")
    title, hit = page.locator(".hit h2 a").bounding_box(), page.locator(".hit").bounding_box()
    assert title is not None
    assert hit is not None
    assert abs(title["x"] + title["width"] - hit["x"] - hit["width"]) < 4


def test_a_text_fragment_leads_to_its_passage(service: str, new_page: NewPage) -> None:
    """Over what was a line's end in the source, as text flows on the page."""
    page = new_page(viewport={"width": 600, "height": 300})
    page.goto(f"{service}/posts/2023_code-in-posts#:~:text=run%20them%20before%20I%20publish")
    passage = page.get_by_text("run them before I publish")

    expect(passage).to_be_in_viewport()
    assert page.evaluate("scrollY") > 300


def test_code_keeps_its_lines_and_prose_flows(service: str, page: Page) -> None:
    """One block for each block of the source."""
    page.goto(f"{service}/posts/2023_code-in-posts")

    assert "int main() {\n    std::cout" in page.locator("pre").first.inner_text()
    assert "\n" not in page.locator(".reading section > p:not(.lines)").nth(1).inner_text()
