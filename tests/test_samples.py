"""The sample blog, read and searched from end to end: what `make run` shows."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from indexer import Engine, Query, Results, Site, SyncReport, check, open_engine, parse, sync

POSTS = Path(__file__).parent.parent / "data" / "posts"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
NOT_SHOWN = {
    "drafts/the-perfect-bookshelf.md",
    "2025/guest-posts-for-the-anniversary.md",
    "2026/a-letter-to-2099.md",
}


@pytest.fixture(scope="module")
def report() -> SyncReport:
    """What is said about the sample posts."""
    return check(POSTS, site=Site(), now=NOW)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The sample posts, indexed."""
    folder = tmp_path_factory.mktemp("index")
    opened = open_engine("whoosh", folder)
    sync(POSTS, opened, site=Site(), state=folder, now=NOW)
    yield opened
    opened.close()


def search(engine: Engine, text: str) -> Results:
    """The first hits for *text*."""
    return engine.search(Query(text=text, clauses=parse(text), facets=("tags", "lang", "year")))


def test_every_file_is_accounted_for(report: SyncReport) -> None:
    """Each sample is shown or left out for the reason that it demonstrates; none fails."""
    files = [path for path in POSTS.rglob("*") if path.is_file() and "templates" not in path.parts]

    assert report.seen == len(files) == report.indexed + sum(report.left_out.values())
    assert report.failed == 0
    assert report.left_out == {"draft": 1, "expired": 1, "future": 1, "hidden": 1}


def test_the_faulty_samples_are_reported(report: SyncReport) -> None:
    """Three posts have something wrong with them, and the report says where."""
    assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
        ("2025/scheduling-posts.md", 19, "merge-conflict"),
        ("2025/the-colon-in-the-title.md", 2, "header-syntax"),
        ("2025/thirty-days-hath-september.md", 3, "bad-date"),
    ]


def test_what_is_not_to_be_shown_is_nowhere(engine: Engine) -> None:
    """Drafts, future and expired posts are neither hits nor counted."""
    paths = {hit.path for hit in engine.search(Query(limit=1000)).hits}

    assert not paths & NOT_SHOWN
    assert search(engine, "quinquereme").total == 0
    assert "themes" not in search(engine, "").facets["tags"]


def test_a_future_post_appears_when_its_time_has_come() -> None:
    """In 2099 the letter is opened, without a change to its file."""
    assert "future" not in check(POSTS, site=Site(), now=datetime(2099, 1, 1, tzinfo=UTC)).left_out


def test_each_post_is_found_first_by_its_title(engine: Engine) -> None:
    """Whoever types a title gets that post on top, in any language and from any header dialect."""
    posts = engine.search(Query(limit=1000)).hits

    assert [hit.title for hit in posts if search(engine, hit.title).hits[0].path != hit.path] == []


def test_links_between_the_posts_lead_to_hits(engine: Engine) -> None:
    """Posts of many generators in one folder keep to their paths, so that the addresses they link to are right."""
    urls = {hit.url for hit in engine.search(Query(limit=1000)).hits}
    texts = [path.read_text("utf-8-sig") for path in POSTS.rglob("*.md")]

    assert {link for text in texts for link in re.findall(r"\]\((/[^)\s]+)\)", text)} <= urls


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("C++", "2023/code-in-posts.md"),
        (".NET", "2023/code-in-posts.md"),
        ("snake_case", "2023/code-in-posts.md"),
        ("node.js", "2023/code-in-posts.md"),
        ("k8s", "2023/code-in-posts.md"),
        ('"to be or not to be"', "2024/search-on-a-static-site.md"),
        ("tag:javascript fonts", "2026/performance-on-the-slow-train.md"),
        ('author:"Ana Beltrán" dark -train', "2026/dark-mode-without-regrets.md"),
        ("astigmatsm", "2026/dark-mode-without-regrets.md"),
        ("redirct hop forwarding", "2022/redirects.adoc"),
        ("Strasse", "2024/silbentrennung-und-umlaute.de.md"),
        ("busqueda", "es/un-blog-en-dos-idiomas.md"),
        ("guillemet", "2024/la-typographie-fine.md"),
        ("禁則処理", "2025/ja-typography.md"),
        ("标点", "2025/zh-font-and-feed.md"),
        ("ссылок", "2025/ru-arhiv.md"),
        ("title:shortcodes", "2023/shortcodes-age-badly.md"),
    ],
)
def test_what_readers_type_finds_the_post(engine: Engine, typed: str, path: str) -> None:
    """Names with punctuation, phrases, filters, mistakes and other scripts lead to the right post."""
    assert search(engine, typed).hits[0].path == path


@pytest.mark.parametrize("noise", ["zyzzyva", '"{{<"', "markdownify", "Compare.astro", '"<<<<<<<"', "TEASER_END"])
def test_markup_is_not_text(engine: Engine, noise: str) -> None:
    """Scripts, shortcodes, Liquid, imports, conflict markers and comments are not found."""
    found = search(engine, noise)

    assert found.total == 0 or found.corrected


def test_no_snippet_shows_markup(engine: Engine) -> None:
    """What a hit shows is prose."""
    shown = "\n".join(f"{hit.title} {hit.summary} {hit.snippet}" for hit in engine.search(Query(limit=1000)).hits)

    assert [mark for mark in ("{{<", "{{%", "<<<<", "import {", "[^", "```") if mark in shown] == []
