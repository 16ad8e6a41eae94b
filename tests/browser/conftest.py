"""A browser, a real service with the sample posts, a blog on another origin, and pages that must not complain."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from indexer import open_engine, sync
from service.app import create_app
from service.config import load
from tests.browser.blog import Blog
from tests.browser.chromium import find, launched
from tests.browser.kept_page import KeptPage
from tests.browser.origin import Origin
from tests.browser.posts import EXTRA
from tests.browser.slow_service import SlowService
from tests.browser.watch import REPORT_REFUSALS, Watch
from tests.service.conftest import NOW

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "data" / "posts"
PATIENCE = 10_000
"""Milliseconds until something that should show counts as missing; long, as test machines are busy."""

NewPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever starts a browser is slow."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser that all tests of one process share."""
    with launched() as browser:
        expect.set_options(timeout=PATIENCE)
        yield browser


@pytest.fixture(scope="session")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file to which the service writes clicks."""
    return tmp_path_factory.mktemp("clicks") / "clicks.jsonl"


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory, clicks: Path) -> Iterator[Flask]:
    """The application on the sample posts and some more."""
    find()
    posts, folder = tmp_path_factory.mktemp("blog") / "posts", tmp_path_factory.mktemp("service")
    shutil.copytree(SAMPLES, posts)
    for path, text in EXTRA.items():
        (posts / path).write_text(text, encoding="utf-8")
    settings = {"posts": str(posts), "site.title": "The Paper Lantern", "clicks": str(clicks)}
    config = load(settings, environment={}, folder=folder)
    engine = open_engine(config.engine, config.index)
    sync(posts, engine, site=config.site, state=config.index, now=NOW)
    yield create_app(config, engine)
    engine.close()


@pytest.fixture(scope="session")
def service(application: Flask) -> Iterator[str]:
    """The address of the service."""
    with Origin(application) as origin:
        yield origin.url


@pytest.fixture
def slow(application: Flask) -> Iterator[SlowService]:
    """The same service behind a bad line."""
    slow = SlowService(application)
    with slow.origin:
        yield slow
        slow.release()


@pytest.fixture(scope="session")
def _blog(service: str) -> Iterator[Blog]:
    blog = Blog(service)
    with blog.origin:
        yield blog


@pytest.fixture
def blog(_blog: Blog) -> Blog:
    """A blog without pages yet, which trusts the service."""
    _blog.pages.clear()
    return _blog


@pytest.fixture
def slow_blog(slow: SlowService) -> Iterator[Blog]:
    """A blog that trusts the service behind the bad line."""
    blog = Blog(slow.origin.url)
    with blog.origin:
        yield blog


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What pages complain about, which fails the test; it may name what it expects in `watch.expected`."""
    watch = Watch()
    yield watch
    assert watch.complaints == []


@pytest.fixture
def new_context(browser: Browser, watch: Watch) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser's profile with Playwright's options, such as viewport, locale or java_script_enabled."""
    contexts = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        _prepare(context)
        watch.over(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def new_page(new_context: Callable[..., BrowserContext]) -> NewPage:
    """Opens a page in a profile of its own, with Playwright's options for it."""
    return lambda **options: new_context(**options).new_page()


@pytest.fixture
def timeless_page(new_page: NewPage) -> Page:
    """A page whose clock a test can stop and let run, so that time passes as evenly as it says on any machine."""
    page = new_page()
    page.clock.install(time=0)
    return page


@pytest.fixture(scope="session")
def _kept_page(browser: Browser) -> KeptPage:
    kept = KeptPage(browser)
    _prepare(kept.context)
    return kept


@pytest.fixture(scope="session")
def _kept_plain_page(browser: Browser) -> KeptPage:
    kept = KeptPage(browser, java_script_enabled=False)
    _prepare(kept.context)
    return kept


@pytest.fixture
def page(_kept_page: KeptPage, watch: Watch) -> Iterator[Page]:
    """A page as most readers have it. Who adds scripts to it that stay takes a `new_page`."""
    yield from _lent(_kept_page, watch)


@pytest.fixture
def plain_page(_kept_plain_page: KeptPage, watch: Watch) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    yield from _lent(_kept_plain_page, watch)


def _prepare(context: BrowserContext) -> None:
    context.set_default_timeout(PATIENCE)
    context.add_init_script(REPORT_REFUSALS)


def _lent(kept: KeptPage, watch: Watch) -> Iterator[Page]:
    watch.over(kept.context)
    yield kept.page
    kept.forget()
    watch.leave(kept.context)
