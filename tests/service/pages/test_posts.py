"""The pages for people, read as a browser without JavaScript reads them."""

import json
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from indexer import Engine, Site
from service.app import create_app
from service.config import Config
from tests.service.conftest import HOSTILE
from tests.service.page import BROWSER, Page, get


def test_without_a_query_the_newest_posts_are_shown(client: FlaskClient) -> None:
    """With the blog's name, and facets to narrow them."""
    page = get(client, "/search")

    assert "4 posts, newest first" in page.text
    assert "Paths & Views" in page.text
    assert "/search?tag=flask" in page.links
    assert page.text.index("Views in Flask") < page.text.index("Senderos")


def test_a_search_shows_hits_with_marks_sections_and_tags(client: FlaskClient) -> None:
    """The words found are marked, a section's link leads into the post."""
    page = get(client, "/search?q=routing")

    assert page.fields["q"] == "routing"
    assert "mark" in page.tags
    assert any(link.endswith("#routing-in-depth") for link in page.links)
    assert "/tags/flask" in page.links
    assert "12 May 2024" in page.text


def test_a_post_can_be_read_while_the_blogs_address_is_unknown(client: FlaskClient) -> None:
    """Links that start at the root would lead nowhere from here."""
    link = next(link for link in get(client, "/search?q=routing").links if link.endswith("#routing-in-depth"))
    page = get(client, link)

    assert "A view answers a request." in page.text
    assert "Routing in depth" in page.text
    assert page.text.count("A route may hold converters") == 1
    assert "no post with the id" in get(client, "/posts/none", 404).text


def test_results_lead_to_the_blog_once_its_address_is_known(config: Config, engine: Engine) -> None:
    """The reading page is a stopgap."""
    known = replace(config, site=Site(url="https://blog.example"))
    page = get(create_app(known, engine).test_client(), "/search?q=flask")

    assert "/2024/flask-views/" in page.links


def test_every_link_keeps_what_was_chosen(client: FlaskClient) -> None:
    """Adding, removing and ordering change one thing and no other."""
    page = get(client, "/search?q=paths+OR+view&tag=python&lang=en&sort=date%3Adesc&utm_source=x")

    assert "/search?q=paths+OR+view&tag=python&tag=flask&lang=en&sort=date%3Adesc" in page.links
    assert "/search?q=paths+OR+view&lang=en&sort=date%3Adesc" in page.links
    assert "/search?q=paths+OR+view&tag=python&lang=en&sort=title%3Aasc" in page.links
    assert {"tag": "python", "lang": "en", "sort": "date:desc"}.items() <= page.fields.items()
    assert not [link for link in page.links if "utm_source" in link]


def test_what_is_chosen_can_be_taken_away(client: FlaskClient) -> None:
    """Each by itself, and all at once; a value without posts too."""
    page = get(client, "/search?tag=python&tag=nowhere&from=2020")

    assert "/search?tag=nowhere&from=2020" in page.links
    assert "/search?tag=python&from=2020" in page.links
    assert "/search?tag=python&tag=nowhere" in page.links
    assert "/search" in page.links


def test_pages_are_links(client: FlaskClient) -> None:
    """To the neighbours and by number; a changed filter starts again at the first."""
    page = get(client, "/search?hitsPerPage=1&page=2")

    assert {f"/search?page={number}&hitsPerPage=1" for number in (1, 3, 4)} <= set(page.links)
    assert "/search?tag=flask&hitsPerPage=1" in page.links


def test_a_page_beyond_the_last_says_so(client: FlaskClient) -> None:
    """And leads back."""
    page = get(client, "/search?page=9")

    assert "nothing on this page" in page.text
    assert "/search" in page.links


def test_a_mistyped_word_is_corrected_aloud(client: FlaskClient) -> None:
    """Never in silence."""
    page = get(client, "/search?q=senderoz")

    assert "Nothing matches senderoz as it was typed; these are the posts for senderos" in page.text
    assert "Senderos de montaña" in page.text


def test_no_hits_give_advice(client: FlaskClient) -> None:
    """With a way out: without the filters, popular tags."""
    page = get(client, "/search?q=xyzzyplugh&tag=flask")

    assert "No posts found" in page.text
    assert "Search without the filter" in page.text
    assert "/search?q=xyzzyplugh" in page.links
    assert "/tags/viajes" in page.links


def test_hostile_text_stays_text(client: FlaskClient) -> None:
    """Titles, tags, snippets and what was typed."""
    page = get(client, "/search?q=hostile+%3Cscript%3E&tag=%22%3E%3Cimg+src%3Dx%3E")

    assert page.tags.count("script") == len(page.scripts) == 1
    assert not {"img", "b"} & set(page.tags)
    assert not {name for name in page.attributes if name.startswith("on")}
    assert HOSTILE in page.text
    assert page.fields["q"] == "hostile <script>"


def test_every_field_has_a_label_and_every_page_one_heading(client: FlaskClient) -> None:
    """A screen reader finds its way."""
    for path in ("/search?q=flask", "/search?q=xyzzyplugh", "/docs", "/none"):
        page = Page(client.get(path, headers=BROWSER).get_data(as_text=True))
        assert page.tags.count("h1") == 1
        assert page.tags.count("main") == 1
        assert page.tags.count("label") == 1
        assert "#main" in page.links


def test_the_page_of_a_tag_is_the_search_narrowed_to_it(client: FlaskClient) -> None:
    """Whatever the tag holds; links lead on to the search page."""
    page = get(client, "/tags/c%2Fc%2B%2B")

    assert "Paths in Python" in page.text
    assert "Views in Flask" not in page.text
    assert page.fields["tag"] == "c/c++"
    assert get(client, "/tags/PYTHON").fields["tag"].casefold() == "python"  # type: ignore[union-attr]
    assert "No post carries" in get(client, "/tags/none", 404).text


def test_who_accepts_no_html_gets_json(client: FlaskClient) -> None:
    """The same answer as the API's."""
    response = client.get("/search?q=flask", headers={"Accept": "application/json"})
    tagged = client.get("/tags/flask", headers={"Accept": "application/json"})

    assert json.loads(response.data)["hits"][0]["title"] == "Views in Flask"
    assert json.loads(tagged.data)["tag"]["name"] == "flask"
    assert "Accept" in response.headers["Vary"]
    assert response.headers["ETag"] != client.get("/search?q=flask").headers["ETag"]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/search?page=x", 400, 'page="x": write a whole number'),
        ("/search?from=2024&to=2023", 400, "swap them"),
        ("/none", 404, "nothing at this address"),
    ],
)
def test_what_is_wrong_is_said_on_a_page(client: FlaskClient, path: str, status: int, words: str) -> None:
    """With the search box, to go on from."""
    page = get(client, path, status)

    assert words in page.text
    assert "q" in page.fields


def test_that_search_is_down_is_said_on_a_page(down: FlaskClient) -> None:
    """Not that there are no posts."""
    page = get(down, "/search?q=x", 503)

    assert "No index" in page.text
    assert "No posts" not in page.text


def test_the_documentation_explains_every_code(client: FlaskClient) -> None:
    """The links of problems lead to an anchor."""
    link = client.get("/api/search?page=x").get_json()["link"]
    path, _, anchor = link.partition("#")

    assert f'id="{anchor}"' in client.get(path).get_data(as_text=True)


def test_texts_of_posts_have_a_language_and_a_direction_of_their_own(client: FlaskClient) -> None:
    """So that none of them turns what stands beside it, whichever way it runs."""
    html = client.get("/search?q=senderos", headers=BROWSER).get_data(as_text=True)

    assert '<h2 lang="es" dir="auto">' in html
    assert '<p class="snippet" lang="es" dir="auto">' in html
    assert '<a dir="auto" href="/tags/viajes">viajes</a>' in html
    assert '<time datetime="2022-07-09" lang="en" dir="ltr">9 July 2022</time>' in html


def test_languages_are_called_by_their_names(client: FlaskClient) -> None:
    """Among the facets, as a choice, and beside a hit where a blog has several."""
    page = get(client, "/search?lang=es")

    assert page.text.count("Español") == 3
    assert "/search?lang=es&lang=en" in page.links


def test_a_query_from_right_to_left_is_closed_off_in_the_title(client: FlaskClient) -> None:
    """Where no element can hold it."""
    html = client.get("/search?q=%D8%AC%D8%B3%D8%AA", headers=BROWSER).get_data(as_text=True)

    assert "<title>\u2068جست\u2069 – Paths &amp; Views</title>" in html
    assert "<q><bdi>جست</bdi></q>" in html
