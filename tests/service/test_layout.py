"""What all pages have around them: stylesheets, the search box, and nothing from elsewhere."""

import re
from dataclasses import replace
from gzip import compress
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer import Engine, Site
from service.app import create_app
from service.config import Config
from tests.service.page import BROWSER, Page

PAGES = ("/search?q=flask", "/tags", "/tags/flask", "/docs", "/none")
STYLES = Path(__file__).parents[2] / "service/static/pages.css"


def html(client: FlaskClient, path: str) -> str:
    """The page at *path* as it is sent."""
    return client.get(path, headers=BROWSER).get_data(as_text=True)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_but_stylesheets_and_the_box(client: FlaskClient, path: str) -> None:
    """All from here, the script with its integrity, none of it in the page: the content security policy is strict."""
    sent = html(client, path)
    page = Page(sent)

    assert [one["type"] for one in page.scripts] == ["module"]
    assert all((one["src"] or "").startswith("/blog-search-") and one["integrity"] for one in page.scripts)
    assert re.search(r"<script[^>]*>[^<]", sent) is None
    assert not {"style", "iframe", "img"} & set(page.tags)
    assert "style" not in page.attributes
    without_hashes = re.sub(r' integrity="[^"]*"', "", sent)
    assert "//" not in without_hashes.replace("http://www.w3.org/2000/svg", "").replace("https://blog.example", "")


@pytest.mark.parametrize("path", PAGES)
def test_the_box_improves_a_form_that_works_without_it(client: FlaskClient, path: str) -> None:
    """The form stands within the element, and what is sent by it is what the search page takes."""
    (box,) = re.findall(r"<blog-search[^>]*>(.*?)</blog-search>", html(client, path), re.DOTALL)

    assert '<form class="find" action="/search" method="get" role="search">' in box
    assert '<input id="q" name="q" type="search"' in box
    assert '<button type="submit">' in box


def test_what_was_chosen_goes_on_with_the_form(client: FlaskClient) -> None:
    """The box reads it there, too."""
    (box,) = re.findall(
        r"<blog-search[^>]*>(.*?)</blog-search>", html(client, "/search?tag=python&year=2024"), re.DOTALL
    )

    assert '<input type="hidden" name="tag" value="python">' in box
    assert '<input type="hidden" name="year" value="2024">' in box


def test_the_box_leads_where_the_page_leads(client: FlaskClient, config: Config, engine: Engine) -> None:
    """To the texts here while the blog's address is unknown; it reports clicks if they are recorded."""
    known = replace(config, site=Site(url="https://blog.example"), clicks=None)

    assert '<blog-search address="off" link="/posts/{id}" beacon>' in html(client, "/search")
    assert '<blog-search address="off">' in html(create_app(known, engine).test_client(), "/search")


def test_the_stylesheet_is_kept_for_a_year_under_the_address_that_names_it(client: FlaskClient) -> None:
    """So that a second page asks for nothing but itself."""
    (address,) = re.findall(r'href="(/static/pages.css\?v=\w+)"', html(client, "/search"))
    with client.get(address) as response:
        assert response.mimetype == "text/css"
        assert response.cache_control.max_age == 365 * 24 * 60 * 60


def test_the_stylesheet_is_small() -> None:
    """Nothing is shown before it is there: with a page of hits it is less than a photograph's thumbnail."""
    assert len(compress(STYLES.read_bytes(), 9)) <= 7_000
