"""Permalinks: the header's URL, the site's pattern, each generator's custom."""

import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.generators import GENERATORS
from indexer.posts.permalinks import url_for
from indexer.posts.site import Site

MAY = datetime(2024, 5, 2, 8, 0, tzinfo=UTC)


def url(path: str, generator: str = "", *, site_url: str = "", permalink: str | None = None, **given: Any) -> str:
    """The URL of a post of which only some things are given."""
    post: dict[str, Any] = {"header": {}, "title": "A Rose", "slug": None, "date": MAY, "categories": (), "lang": None}
    site = Site(url=site_url, generator=generator, permalink=permalink)
    return url_for(site, path, **(post | given))


@pytest.mark.parametrize(
    ("generator", "path", "expected"),
    [
        ("jekyll", "_posts/2024-05-02-a-rose.md", "/2024/05/02/a-rose.html"),
        ("jekyll", "2024-05-02-a-rose.md", "/2024/05/02/a-rose.html"),
        ("jekyll", "about.md", "/about/"),
        ("hugo", "content/posts/A Rose.md", "/posts/a-rose/"),
        ("hugo", "content/posts/a-rose/index.md", "/posts/a-rose/"),
        ("hugo", "posts/2024-05-02-a-rose.md", "/posts/2024-05-02-a-rose/"),
        ("hugo", "posts/a-rose/index.es.md", "/es/posts/a-rose/"),
        ("hugo", "posts/a-rose.en.md", "/posts/a-rose/"),
        ("astro", "src/content/blog/A Rose.md", "/blog/a-rose/"),
        ("astro", "src/pages/notes/a-rose.md", "/notes/a-rose/"),
        ("eleventy", "src/blog/2024-05-02-a-rose.md", "/blog/a-rose/"),
        ("eleventy", "blog/a-rose/a-rose.md", "/blog/a-rose/"),
        ("zola", "content/blog/2024-05-02-a-rose.md", "/blog/a-rose/"),
        ("zola", "blog/Ein Gärtner/index.md", "/blog/ein-gartner/"),
        ("pelican", "content/notes/rose.md", "/a-rose.html"),
        ("hexo", "source/_posts/a-rose.md", "/2024/05/02/a-rose/"),
        ("gatsby", "content/blog/a-rose/index.mdx", "/a-rose/"),
        ("docusaurus", "blog/2024-05-02-a-rose.md", "/blog/2024/05/02/a-rose"),
        ("docusaurus", "2024/05/02/a-rose/index.mdx", "/blog/2024/05/02/a-rose"),
        ("docusaurus", "website/blog/a-rose.md", "/blog/a-rose"),
        ("docusaurus", "blog/2024-05-02-6.18.0.md", "/blog/2024/05/02/6.18.0"),
        ("", "notes/go1.15.md", "/notes/go1.15/"),
        ("", "index.md", "/"),
    ],
)
def test_each_generator_has_its_custom(generator: str, path: str, expected: str) -> None:
    """Without a word in the header or the settings."""
    assert url(path, generator) == expected


@pytest.mark.parametrize(
    ("generator", "path", "slug", "expected"),
    [
        ("jekyll", "_posts/2024-05-02-a.md", "my-rose", "/2024/05/02/my-rose.html"),
        ("hugo", "posts/a/index.md", "my-rose", "/posts/my-rose/"),
        ("astro", "src/content/blog/a.md", "my-rose", "/blog/my-rose/"),
        ("docusaurus", "blog/2024-05-02-a.md", "/my-rose", "/blog/my-rose"),
        ("zola", "blog/a.md", "my-rose", "/blog/my-rose/"),
        ("pelican", "a.md", "my-rose", "/my-rose.html"),
    ],
)
def test_the_slug_of_the_header_replaces_the_name(generator: str, path: str, slug: str, expected: str) -> None:
    """Whatever the generator makes of the rest."""
    assert url(path, generator, slug=slug) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ({"url": "/roses/"}, "/roses/"),
        ({"URL": "roses/one"}, "/roses/one"),
        ({"permalink": "/:year/:title/"}, "/2024/a/"),
        ({"permalink": "/roses/{{ title | slugify }}/index.html"}, "/roses/a/"),
        ({"url": "https://other.example/a?b=1#c"}, "https://other.example/a?b=1#c"),
        ({"url": "HTTPS://other.example/a"}, "https://other.example/a"),
        ({"path": "/2024/roses"}, "/2024/roses"),
        ({"url": "//evil.example/a"}, "/evil.example/a"),
        ({"url": "/\\evil.example"}, "/%5Cevil.example"),
        ({"url": "/wiki/Category:title"}, "/wiki/Category:title"),
        ({"url": "/100%/ä"}, "/100%25/%C3%A4"),
    ],
)
def test_the_header_wins(header: dict[str, object], expected: str) -> None:
    """It may hold a path, a pattern, a template or a whole address."""
    assert url("a.md", header=header) == expected


@pytest.mark.parametrize(
    "header",
    [
        {"url": "javascript:alert(1)"},
        {"url": "\x00javascript:alert(1)"},
        {"url": " JavaScript:alert(1)"},
        {"permalink": "data:text/html,x"},
        {"permalink": False},
        {"permalink": "/{{ unknown.thing }}/"},
        {"url": ""},
        {"path": "content/a.md"},
    ],
)
def test_what_is_no_url_is_ignored(header: dict[str, object]) -> None:
    """The post is then where its path says."""
    assert url("notes/a.md", header=header) == "/notes/a/"


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("/:year/:month/:day/:slug/", "/2024/05/02/a-name/"),
        ("/:i_month-:i_day/:filename", "/5-2/2024-05-02-a-name"),
        ("/:categories/:title.html", "/garden/old%20roses/a-name.html"),
        ("/:category/:lang/:slug", "/Garden/de/a-name"),
        ("/:section/:sections/", "/notes/notes/x/"),
        ("/{date:%Y}/{slug}.html", "/2024/a-name.html"),
        ("pretty", "/garden/old%20roses/2024/05/02/a-name/"),
        ("/:unknown/:slug", "/:unknown/a-name"),
    ],
)
def test_the_sites_own_pattern_is_filled_in(permalink: str, expected: str) -> None:
    """In the ways of Jekyll, Hugo, Hexo and Pelican."""
    given = {"categories": ("Garden", "Old Roses"), "lang": "de"}
    assert url("notes/x/2024-05-02-a-name.md", permalink=permalink, **given) == expected


def test_placeholders_without_a_value_leave_no_gap() -> None:
    """Undated posts have URLs too."""
    assert url("a.md", permalink="/:year/:categories/:slug/", date=None) == "/a/"


def test_the_sites_address_comes_first_but_not_before_another() -> None:
    """Headers may point to another site."""
    assert url("a.md", site_url="https://blog.example/") == "https://blog.example/a/"
    assert url("a.md", site_url="https://blog.example", header={"url": "http://x.example/"}) == "http://x.example/"


def test_names_that_are_not_utf8_are_quoted_byte_by_byte() -> None:
    """The server finds the file by its bytes."""
    assert url("caf\udce9.md") == "/caf%E9/"


@given(
    path=st.text(min_size=1, max_size=30).map(lambda text: f"{text}.md"),
    generator=st.sampled_from([*GENERATORS, ""]),
    title=st.text(max_size=10),
    slug=st.none() | st.text(max_size=10),
    typed=st.text(max_size=20),
)
def test_a_url_is_always_safe_to_link(path: str, generator: str, title: str, slug: str | None, typed: str) -> None:
    """Whatever names, titles and headers hold."""
    for header in ({}, {"url": typed}):
        found = url(path, generator, title=title, slug=slug, header=header)
        assert found.startswith(("/", "http://", "https://"))
        assert not re.match(r"//|/\\", found)
        assert "//" not in found.removeprefix("http://").removeprefix("https://")
        assert re.fullmatch(r"[!-~]+", found)
        assert urlsplit(found).scheme in {"", "http", "https"}
