"""Posts that want to be more than text, in a real browser: nothing they say runs, loads, or turns what is around it."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from indexer import open_engine, sync
from service.app import create_app
from service.config import load
from service.wire.kinds import MAX_VALUE_LENGTH
from tests.browser.blog import Blog
from tests.browser.box import Box
from tests.browser.origin import Origin
from tests.browser.watch import Watch
from tests.hostile import ATTACKS, LINKS, PROOF, post
from tests.service.conftest import NOW

# Half a pair cannot be typed into an address, and a word of a hundred thousand letters is too long for one.
TYPED = {name: attack.written for name, attack in ATTACKS.items() if name not in {"halves", "long"}}
CREATED = (
    "img, iframe, object, embed, base, style, meta[http-equiv], [style]:not(.bs-panel), "
    "[onload], [onerror], [onclick], [onfocus], [onmouseover]"
)
"""What neither our pages nor the blog's have; the panel is placed by a style that its script sets."""


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on a blog that attacks in every way, its title included; scripts of links seem to be posts."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "posts").mkdir()
    posts = {name: post(attack.written, name) for name, attack in ATTACKS.items()}
    links = {f"link{number}": post("calm", f"link{number}", url) for number, url in enumerate(LINKS)}
    for name, text in (posts | links).items():
        (folder / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    title = {"BACKMATTER_SITE_TITLE": ATTACKS["title"].written}
    config = load({"posts": str(folder / "posts")}, environment=title, folder=folder)
    engine = open_engine(config.engine, config.index)
    sync(config.posts, engine, site=config.site, state=config.index, now=NOW)
    yield create_app(config, engine)
    engine.close()


@pytest.fixture(scope="module")
def service(application: Flask) -> Iterator[str]:
    """The address of the service."""
    with Origin(application) as origin:
        yield origin.url


@pytest.fixture(scope="module")
def _blog(service: str) -> Iterator[Blog]:
    blog = Blog(service)
    with blog.origin:
        yield blog


@pytest.fixture
def page(page: Page, watch: Watch) -> Iterator[Page]:
    """A page on which nothing may run, ask or be created that a post brought."""
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    watch.expected.append("the server responded with a status of 4")
    yield page
    is_unharmed(page)
    assert dialogs == []


def is_unharmed(page: Page) -> None:
    """Check that no text of a post became anything else."""
    assert page.evaluate(f"window.{PROOF}") is None, page.url
    assert page.locator(CREATED).count() == 0, page.url
    assert page.locator("a[href^='javascript:' i]").count() == 0, page.url


def texts(page: Page, selector: str) -> list[str]:
    """The texts of all elements that *selector* names, each on one line, as a reader sees them."""
    return [" ".join(text.split()) for text in page.locator(selector).all_inner_texts()]


def test_the_page_of_a_post_shows_what_was_written(service: str, page: Page) -> None:
    """As its heading, as title of the window, as a tag."""
    for name, attack in ATTACKS.items():
        page.goto(f"{service}/posts/{name}")
        is_unharmed(page)
        assert texts(page, "h1") == [attack.shown]
        assert page.title().strip("\u2068").startswith(attack.shown)
        assert texts(page, "main .tags a")[0] == attack.shown


def test_hits_show_what_was_written(service: str, page: Page) -> None:
    """Found by a word of the text, and by the tag."""
    for name, attack in ATTACKS.items():
        page.goto(f"{service}/search?q={name}&tag=calm")
        is_unharmed(page)
        assert attack.shown in texts(page, ".hit h2")
        if len(attack.shown) <= MAX_VALUE_LENGTH:
            page.goto(f"{service}/tags/{quote(attack.shown, safe='')}")
            is_unharmed(page)
            assert attack.shown in texts(page, ".hit h2")


@pytest.mark.parametrize(
    "path", ["/search?q={}", "/playground?q={}", "/posts/no-{}", "/search?page={0}&q={0}", "/tags?q={:.150}"]
)
def test_a_link_to_the_service_says_nothing_but_text(service: str, page: Page, path: str) -> None:
    """What it brings as query, tag or post comes back as text, in the form too."""
    for written in TYPED.values():
        page.goto(service + path.format(quote(written, safe="")))
        is_unharmed(page)


@pytest.mark.parametrize("mode", ["inline", "dialog"])
def test_the_box_shows_what_was_written(blog: Blog, page: Page, mode: str) -> None:
    """As title, as passage, as tag to choose; and typing an attack does no harm."""
    page.goto(blog.with_box(f'mode="{mode}" address="off"', inside=""))
    box = Box(page)
    if mode == "dialog":
        box.opener.click()
    for name, attack in ATTACKS.items():
        box.search(f"{name} everyday")
        expect(box.titles.filter(has_text=attack.shown).first).to_be_visible()
        expect(box.chips.filter(has_text=attack.shown).first).to_be_visible()
        is_unharmed(page)
        box.write(TYPED.get(name, "calm"))
        expect(box.panel).not_to_have_attribute("aria-busy", "true")
        is_unharmed(page)


def test_the_box_leads_to_pages_only(blog: Blog, page: Page) -> None:
    """Whatever posts say is their address: http(s), on the blog or where the author sends readers."""
    page.goto(blog.with_box('hits="20"'))
    box = Box(page)
    box.search("calm")
    expect(box.hits.nth(10)).to_be_visible()
    addresses = box.hits.evaluate_all("hits => hits.map(hit => hit.href)")

    own = (f"{blog.origin.url}/", f"{blog.service}/", "https://other.example/", "http://other.example/")
    assert [address for address in addresses if not address.startswith(own)] == []


def test_no_text_turns_what_stands_around_it(service: str, page: Page) -> None:
    """After an override in a query, the words behind it still run from left to right."""
    typed = quote("one \u202etwo\u2069 \u2067three", safe="")
    page.goto(f"{service}/search?q={typed}&tag={typed}")
    for text in (page.title(), page.locator("body").inner_text()):
        assert not re.search("[\u202a-\u202e]", text)
        assert len(re.findall("[\u2066-\u2068]", text)) == text.count("\u2069")
