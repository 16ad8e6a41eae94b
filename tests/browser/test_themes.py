"""The box in pages that set every element's look themselves, as blogs' themes do: it looks right and breaks nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page
from werkzeug.wrappers import Response

from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.conftest import NewPage

THEMES = Path(__file__).parent / "themes"
ADDRESS = "https://search.example"
"""What the pages call the service."""

SCRIPT = '<script type="module" src="https://search.example/blog-search.js"></script>'
MODES = ("inline", "dialog")
"""The boxes of each page, in order."""

DARK = {
    "hugo": "document.body.classList.add('dark')",
    "jekyll": "matchMedia('(prefers-color-scheme: dark)').matches || fail()",
    "astro": "document.documentElement.dataset.theme = 'dark'",
}
"""How each theme's own switch makes the page dark."""

DEVICES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1100, "height": 760}},
    "phone": {"viewport": {"width": 320, "height": 640}, "has_touch": True, "is_mobile": True},
}
TARGETS = {"desktop": 24, "phone": 44}
"""Pixels that something to hit is high at least: WCAG 2.2, 2.5.8 (AA), and 2.5.5 (AAA) for fingers."""

FAULTS = """
(panel, least) => {
  const outer = panel.closest("dialog") ?? panel;
  const shown = [...outer.querySelectorAll("*")].filter(e => e.checkVisibility() && !e.closest(".bs-status"));
  const name = e => `${e.localName}.${e.className}: ${e.textContent.slice(0, 30)}`;
  const inside = box => box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;

  const { left, top, right, bottom } = outer.getBoundingClientRect();
  const places = [left + 14, (left + right) / 2, right - 14].flatMap(x =>
    [top + 14, (top + bottom) / 2, bottom - 14].map(y => [x, y]));

  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const color = getComputedStyle(e).backgroundColor;
      if (rgba(color)[3]) return color;
    }
    return "white";
  };
  // WCAG 2.2, relative luminance and contrast ratio.
  const luminance = color => {
    const [r, g, b] = rgba(color).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const says = e => [...e.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const clipped = e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === "hidden";

  return {
    "outside the window": inside(outer.getBoundingClientRect()) ? [] : [name(outer)],
    "covered": places.filter(([x, y]) => !outer.contains(document.elementFromPoint(x, y))),
    "cut off": [outer, ...outer.querySelectorAll("[role=option], .bs-list, .bs-foot")].filter(clipped).map(name),
    "hard to read": shown.filter(e => says(e) && contrast(getComputedStyle(e).color, ground(e)) < 4.5).map(name),
    "small": shown.filter(e => says(e) && parseFloat(getComputedStyle(e).fontSize) < 12).map(name),
    "shouting": shown.filter(e => getComputedStyle(e).textTransform !== "none").map(name),
    "hard to hit": shown.filter(e => e.matches("[role=option], button, select, .bs-all, input"))
      .filter(e => e.getBoundingClientRect().height < least).map(name),
  };
}
"""
"""What is wrong with an open box, by what is wrong; *least* is the height in pixels of what can be hit."""

LOOKS = """
() => Object.fromEntries([...document.querySelectorAll("body, body *")]
  .filter(e => !e.closest("blog-search *") || e.closest("form"))
  .map((e, number) => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const styles = [null, "::before", "::after"].map(part => getComputedStyle(e, part));
    const look = Object.fromEntries(styles.flatMap((style, part) => [...style].map(key => [part + key, style[key]])));
    return [`${number} ${e.localName}`, { ...look, x, y, width, height }];
  }))
"""
"""Every computed style, and the place and size, of the site's own elements."""


@dataclass(frozen=True)
class Look:
    """A theme on a device by day or night."""

    theme: str
    device: str
    scheme: str

    def __str__(self) -> str:
        return f"{self.theme}-{self.device}-{self.scheme}"


LOOKED_AT = [Look(theme, device, scheme) for theme in DARK for device in DEVICES for scheme in ("light", "dark")]


@pytest.fixture
def opened(blog: Blog, new_page: NewPage) -> Callable[..., Page]:
    """Opens a theme's page, with its HTML changed if wanted."""

    def opened(look: Look, change: Callable[[str], str] = str) -> Page:
        html = change((THEMES / f"{look.theme}.html").read_text(encoding="utf-8")).replace(ADDRESS, blog.service)
        blog.pages["/"] = Response(html, mimetype="text/html")
        page = new_page(color_scheme=look.scheme, reduced_motion="reduce", **DEVICES[look.device])
        page.goto(blog.origin.url)
        if look.scheme == "dark":
            page.evaluate(DARK[look.theme])
        return page

    return opened


def faults(box: Box, device: str) -> dict[str, list[str]]:
    """What is wrong with an open box on a device."""
    found: dict[str, list[str]] = box.panel.evaluate(FAULTS, TARGETS[device])
    return {what: where for what, where in found.items() if where}


def without_script(html: str) -> str:
    """The page as it would be without a box."""
    assert SCRIPT in html
    return without_dialog(html.replace(SCRIPT, ""))


def without_dialog(html: str) -> str:
    """The page without its second box, whose button takes the place of its form."""
    start = html.index('<blog-search id="dialog"')
    return html[:start] + html[html.index("</blog-search>", start) + len("</blog-search>") :]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("look", LOOKED_AT, ids=str)
def test_it_looks_right(opened: Callable[..., Page], look: Look, mode: str) -> None:
    """As dark as the page, within the window, over everything, readable, and large enough to hit, in each state."""
    box = Box(opened(look), MODES.index(mode))
    box.root.evaluate("box => box.open()")
    box.shows("idle")
    assert computed(box.panel, "colorScheme") == look.scheme
    assert faults(box, look.device) == {}

    box.search("search")
    box.press("ArrowDown")
    assert faults(box, look.device) == {}

    box.write("qqqxzv")
    box.shows("none")
    assert faults(box, look.device) == {}


@pytest.mark.parametrize("look", [look for look in LOOKED_AT if look.scheme == "light"], ids=str)
def test_it_breaks_nothing(opened: Callable[..., Page], look: Look) -> None:
    """What the site shows keeps its styles, places and sizes; on phones but for letters so small that one zooms in."""
    page = opened(look, without_script)
    if look.device == "phone":
        page.locator("#inline input").evaluate("input => { input.style.fontSize = 'max(16px, 1em)' }")
    before = page.evaluate(LOOKS)
    page = opened(look, without_dialog)
    box = Box(page)
    box.root.evaluate("box => box.open()")
    box.search("search")
    box.input.evaluate("input => { input.value = ''; input.blur() }")

    assert changes(before, page.evaluate(LOOKS)) == {}


def test_a_site_decides_on_its_looks(opened: Callable[..., Page]) -> None:
    """By properties for day and night, and by rules that name the box's id twice."""
    rules = """<style>
      :root { --bs-text: light-dark(rgb(0, 0, 90), rgb(200, 200, 255)); --bs-radius: 3px; }
      #inline#inline .bs-title { font-style: italic; }
    </style>"""
    box = Box(opened(Look("astro", "desktop", "dark"), lambda html: html.replace("</head>", rules + "</head>")))
    box.root.evaluate("box => box.open()")
    box.search("search")

    assert computed(box.panel, "color") == "rgb(200, 200, 255)"
    assert computed(box.panel, "borderRadius") == "3px"
    assert computed(box.titles.first, "fontStyle") == "italic"


def computed(element: Locator, style: str) -> str:
    """What *style* has come to, as the browser writes it."""
    return str(element.evaluate("(element, style) => getComputedStyle(element)[style]", style))


def changes(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """What has another look, or is new or gone, by element and property."""
    assert list(before) == list(after)
    changed = {
        element: {key: (value, after[element][key]) for key, value in look.items() if after[element][key] != value}
        for element, look in before.items()
    }
    return {element: differences for element, differences in changed.items() if differences}
