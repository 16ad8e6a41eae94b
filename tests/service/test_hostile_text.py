"""Posts that want to be more than text: whatever they hold, every answer shows it as the text that it is."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer import open_engine, sync
from service.app import create_app
from service.config import load
from tests.hostile import ATTACKS, LINKS, Attack, post

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
NOW = datetime(2026, 1, 1, tzinfo=UTC)

HARMLESS = {f"calm{number}": f"{'dawn' if number % 4 else 'dusk'}/calm{number // 2}" for number in range(14)}
"""What posts say that mean no harm: their pages show which elements are ours."""
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "xlink:href"}
OVERRIDING = re.compile("[\u202a-\u202e]")
"""What turns around all that follows it. (Isolates are used by the service itself, in pairs.)"""
UNEASY = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
"""Characters that could harm who reads them: controls, what turns other text around, what XML or UTF-8 cannot say."""


FRAGMENTS = (
    *("<", ">", '"', "'", "&", "</", "<!--", "-->", "]]>", "`", "{{", "}}", "{%", "\\", "//", "javascript:"),
    *("<script>", "</title>", "</textarea>", " onload=", "&lt;", "&#x202e;", "\u202e", "\u2067", "\u200f", "\x00"),
    *("\x1b[2J", "\ud800", "\ufffe", "\r\n", "\u2028", "#", ",", "* ", "---", "+++", "a", "word ", "é", "日本"),
    *("שלום ", "\x02", "\x03"),
)
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.characters(exclude_categories=()), min_size=1, max_size=12)


def blog(folder: Path, posts: dict[str, str], title: str) -> Iterator[FlaskClient]:
    """A client of a service for *posts*, all of them found by "everyday words"."""
    (folder / "posts").mkdir()
    for name, text in posts.items():
        (folder / "posts" / f"{name}.md").write_text(text, encoding="utf-8")
    config = load({"posts": str(folder / "posts")}, environment={"BACKMATTER_SITE_TITLE": title}, folder=folder)
    engine = open_engine(config.engine, config.index)
    sync(config.posts, engine, site=config.site, state=config.index, now=NOW)
    yield create_app(config, engine).test_client()
    engine.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """A client of a service whose blog attacks in every way, its title included."""
    posts = {name: post(attack.written, name) for name, attack in ATTACKS.items()}
    links = {f"link{number}": post("calm", f"link{number}", url) for number, url in enumerate(LINKS)}
    yield from blog(tmp_path_factory.mktemp("hostile"), posts | links, ATTACKS["title"].written)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[frozenset[str]]:
    """The elements that pages of a blog are made of that means no harm."""
    posts = {name: post(text, name) for name, text in HARMLESS.items()}
    for client in blog(tmp_path_factory.mktemp("harmless"), posts, "A calm blog"):
        paths = [path for name, text in HARMLESS.items() for path in pages(name, Attack(text, text)).values()]
        yield frozenset(part for path in paths for part in shape(page(client, path)))


def pages(name: str, attack: Attack) -> dict[str, str]:
    """The addresses of all pages on which a post, or who sends a link, can say something."""
    tag, text = quote(attack.shown, safe=""), quote(attack.written[:1_000].encode("utf-8", "replace"), safe="")
    return {
        "found": f"/search?q={name}+everyday+words",
        "newest": f"/search?utm_source={text}",
        "typed": f"/search?q={text}",
        "narrowed": f"/search?q=everyday&tag={text[:200]}&series={text[:200]}&author=nobody",
        "tags": f"/tags?q={text[:200]}",
        "tag": f"/tags/{tag}",
        "unknown tag": f"/tags/no-{text}",
        "post": f"/posts/{name}",
        "unknown post": f"/posts/no-{text}",
        "related": f"/posts/{name}/related",
        "nowhere": f"/nowhere/{text}?q={text}",
        "bad value": f"/search?page={text}&q={text}",
        "start": "/",
        "tried": f"/playground?q={name}+everyday+words",
        "tried in vain": f"/playground?q={text}&tag={text[:200]}",
    }


def page(client: FlaskClient, path: str) -> LexborHTMLParser:
    """The page at *path*, as a browser would read it."""
    response = client.get(path, headers=BROWSER)
    assert response.status_code < 500
    assert response.mimetype == "text/html"
    html = response.get_data().decode()
    assert not OVERRIDING.search(html)
    assert html.count("\u2069") == len(re.findall("[\u2066-\u2068]", html))
    return LexborHTMLParser(html)


def elements(html: LexborHTMLParser) -> list[LexborNode]:
    """All elements of *html*."""
    return [node for node in html.css("*") if node.tag]


def shape(html: LexborHTMLParser) -> list[str]:
    """The elements of *html* with the names of their attributes, as ``a[href]``."""
    return [f"{node.tag}{sorted(node.attributes)}" for node in elements(html)]


def is_safe(address: str) -> bool:
    """Whether *address* leads to a page and not into a script, however a browser reads it."""
    cleaned = re.sub("[\t\n\r]", "", address).lstrip("".join(map(chr, range(33))))
    return urlsplit(cleaned).scheme in {"", "http", "https"} and not re.match(r"[/\\]{2}", cleaned)


def foreign(html: LexborHTMLParser, ours: frozenset[str]) -> set[str]:
    """What *html* is made of besides *ours*."""
    return set(shape(html)) - ours


def addresses(html: LexborHTMLParser) -> list[str]:
    """Where the elements of *html* lead, but for the icon, which stands in the page."""
    found = (node.attributes[name] or "" for node in elements(html) for name in ADDRESSES & node.attributes.keys())
    return [address for address in found if not address.startswith("data:image/svg+xml,")]


@pytest.mark.slow
@pytest.mark.parametrize("name", ATTACKS)
def test_no_part_of_a_page_comes_from_a_post(hostile: FlaskClient, ours: frozenset[str], name: str) -> None:
    """A hostile blog's pages are made of what a harmless one's are made of; links lead to pages, scripts are ours."""
    for route, path in pages(name, ATTACKS[name]).items():
        html = page(hostile, path)
        assert foreign(html, ours) == set(), route
        assert not [script.text() for script in html.css("script") if script.text()], route
        assert all(map(is_safe, addresses(html))), route


@pytest.mark.parametrize("name", ATTACKS)
def test_a_post_says_on_its_page_what_was_written(hostile: FlaskClient, name: str) -> None:
    """Title, tag, series, heading and paragraph, each as the whole text of an element."""
    shown, html = ATTACKS[name].shown, page(hostile, f"/posts/{name}")
    heading = html.css_first("h1")
    assert heading
    assert shown_in(heading) == shown
    texts = [shown_in(node) for node in html.css("main *")]
    assert texts.count(shown) >= 4
    assert f"Everyday words come before {shown} and {name} after it." in texts or name == "escaped"


@pytest.mark.parametrize("name", ATTACKS)
def test_a_hit_says_what_was_written(hostile: FlaskClient, name: str) -> None:
    """Title and tag; the title of the page repeats what was typed."""
    html = page(hostile, f"/search?q={name}&tag=calm")
    assert ATTACKS[name].shown in [shown_in(node) for node in html.css(".hit h2 a")]
    assert ATTACKS[name].shown in [shown_in(node) for node in html.css(".hit .tags a")]


def shown_in(node: LexborNode) -> str:
    """The text of *node* on one line."""
    return " ".join(node.text().split())


@pytest.mark.parametrize("name", ATTACKS)
def test_json_says_what_was_written(hostile: FlaskClient, name: str) -> None:
    """Whoever reads it gets plain texts, and HTML with nothing but marks where it is promised."""
    attack = ATTACKS[name]
    found = answer(hostile, f"/api/posts/{name}")
    assert (found["title"], found["tags"][0], found["sections"][0]["heading"]) == (
        attack.shown,
        attack.shown,
        attack.shown if name != "escaped" else attack.written,
    )
    hits = answer(hostile, "/api/search?q=everyday&hitsPerPage=100&facets=*")["hits"]
    hit = next(one for one in hits if one["id"] == name)
    assert plain(hit["_formatted"]["title"]) == attack.shown


def answer(client: FlaskClient, path: str) -> Any:
    """The JSON at *path*, all of whose texts are checked: nothing uneasy, addresses that lead to pages."""
    response = client.get(path, headers={"Accept": "application/json"})
    assert response.status_code < 500
    found = json.loads(response.get_data().decode())
    for key, text in texts_of(found):
        assert key in {"path", "query"} or not UNEASY.search(text), (path, key)
        assert not key.endswith("url") or is_safe(text), (path, key)
        assert key != "_formatted" or not re.search("<(?!/?mark>)", text)
    return found


def texts_of(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts in a JSON *value*, each with the name that it stands under."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield "key", name
            yield from texts_of(one, key if key == "_formatted" else name)
    elif isinstance(value, list):
        for one in value:
            yield from texts_of(one, key)
    elif isinstance(value, str):
        yield key, value


def plain(html: str) -> str:
    """The text of a title or snippet that is HTML with marks."""
    return unescape(re.sub("</?mark>", "", html))


@pytest.mark.parametrize("name", ATTACKS)
def test_feeds_say_what_was_written(hostile: FlaskClient, name: str) -> None:
    """As XML that every parser takes and as JSON; what a reader shows as HTML holds no elements of a post."""
    feed = xml(hostile, f"/search/feed.xml?q={name}")
    entry = next(one for one in feed.iter("item") if one.findtext("guid") == name)
    assert entry.findtext("title") == ATTACKS[name].shown
    assert ATTACKS[name].shown in [tag.text for tag in entry.iter("category")]
    assert is_safe(entry.findtext("link") or "javascript:")
    summary = LexborHTMLParser(entry.findtext("description") or "")
    assert {node.tag for node in elements(summary)} <= {"html", "head", "body", "p"}
    assert summary.body
    assert shown_in(summary.body) == ATTACKS[name].shown

    items = answer(hostile, f"/search/feed.json?q={name}")["items"]
    item = next(one for one in items if one["id"] == name)
    assert (item["title"], item["content_text"], item["tags"][0]) == (ATTACKS[name].shown,) * 3


def xml(client: FlaskClient, path: str) -> ET.Element:
    """The XML at *path*, all of whose texts are looked at."""
    response = client.get(path)
    assert response.status_code == 200
    root = ET.fromstring(response.get_data())  # noqa: S314  (our own, and it must not need care)
    assert not [text for text in root.itertext() if OVERRIDING.search(text)]
    return root


@given(text=TEXTS.map("".join))
@settings(max_examples=40)
def test_xml_holds_whatever_is_asked_for(hostile: FlaskClient, text: str) -> None:
    """No query makes a feed that cannot be read, or one with elements of its own."""
    typed = quote(text.encode("utf-8", "surrogatepass"), safe="")
    known = {part.tag for part in xml(hostile, "/search/feed.xml?q=everyday").iter()}
    assert {part.tag for part in xml(hostile, f"/search/feed.xml?q={typed}").iter()} <= known
    xml(hostile, f"/opensearch.xml?{typed}")


@pytest.mark.slow
def test_all_json_is_at_ease(hostile: FlaskClient) -> None:
    """No route tells controls, halves of pairs or what turns other text around, and none an address of a script."""
    for name, attack in ATTACKS.items():
        tag = quote(attack.shown, safe="")
        for path in (
            f"/api/search?q={name}&facets=*&hitsPerPage=100&explain=true",
            f"/api/suggest?q={tag[:100]}",
            f"/api/tags?limit=1000&q={tag[:200]}",
            f"/api/tags/{tag}",
            f"/api/posts/{name}",
            f"/api/posts/{name}/related?explain=true",
            f"/api/posts/no-{tag}",
            "/api/status",
        ):
            answer(hostile, path)


@pytest.mark.slow
@pytest.mark.parametrize(("written", "address"), LINKS.items())
def test_posts_lead_to_pages_only(hostile: FlaskClient, written: str, address: str | None) -> None:
    """An author may send readers to another site; a script, or an address that only seems to be the blog's, never."""
    name = f"link{list(LINKS).index(written)}"
    found = answer(hostile, f"/api/posts/{name}")

    assert found["url"] == (address or "/calm/")
    assert is_safe(found["url"])
    links = [node.attributes["href"] or "" for node in page(hostile, "/search?hitsPerPage=100").css(".hit h2 a")]
    assert f"/posts/{name}" in links or found["url"] in links
    assert all(map(is_safe, links))


@pytest.mark.slow
@given(text=TEXTS.map("".join))
@settings(max_examples=40)
def test_no_query_gets_out_of_the_page(hostile: FlaskClient, ours: frozenset[str], text: str) -> None:
    """Whatever a link to the service says comes back as text, in the form, in headings and in what is missing."""
    typed = quote(text.encode("utf-8", "surrogatepass"), safe="")
    for path in (f"/search?q={typed}&tag={typed}", f"/tags?q={typed}", f"/tags/{typed}", f"/posts/{typed}"):
        html = page(hostile, path)
        assert foreign(html, ours) == set()
        assert all(map(is_safe, addresses(html)))


@pytest.mark.slow
def test_no_post_gets_out_of_the_page(tmp_path: Path, ours: frozenset[str]) -> None:
    """Whatever posts say, pages have only what they have for harmless ones."""
    chance = Random(5)  # noqa: S311  (nothing is kept secret here)
    texts = ("".join(chance.choices(FRAGMENTS, k=chance.randint(1, 12))) for _ in range(60))
    posts = {f"p{number}": post(text, f"p{number}", text) for number, text in enumerate(texts)}
    for client in blog(tmp_path, posts, "Any blog"):
        for path in ("/search?hitsPerPage=100", "/tags", *map("/posts/{}".format, posts)):
            html = page(client, path)
            assert foreign(html, ours) == set()
            assert all(map(is_safe, addresses(html)))
        for path in ("/api/search?q=everyday&facets=*&hitsPerPage=100", *map("/api/posts/{}".format, posts)):
            answer(client, path)


def test_headings_do_not_take_the_names_of_our_own_parts(tmp_path: Path) -> None:
    """An author's "Related" is no name of what stands below the post, and the form keeps its label."""
    text = "---\nrelated: two\n---\nOf bread.\n\n## Related\n\nFlour.\n\n## Q\n\nSalt.\n\n## Main\n\nYeast.\n"
    for client in blog(tmp_path, {name: text + name for name in ("one", "two")}, "Bread"):
        html = page(client, "/posts/one")
        nav = html.css_first("nav[aria-labelledby]")
        assert nav
        name = html.css_first(f"#{nav.attributes['aria-labelledby']}")
        assert name
        assert name.text() == "Related posts"
        field, main = html.css_first("#q"), html.css_first("#main")
        assert (field and field.tag, main and main.tag) == ("input", "main")
