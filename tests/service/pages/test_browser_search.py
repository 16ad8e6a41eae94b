"""What browsers ask for: the description of the search, and completions for the address bar."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from hypothesis import example, given
from hypothesis import strategies as st

from indexer import Engine
from service.app import create_app
from service.config import Config
from service.pages.browser_search import DESCRIPTION, SHORT_NAME, SUGGESTIONS, EngineNames, cut
from tests.service.conftest import HOSTILE
from tests.service.parsed import parsed

IN = {"": "http://a9.com/-/spec/opensearch/1.1/", "moz": "http://www.mozilla.org/2006/browser/search/"}
ADDRESS = {"Host": "search.example", "X-Forwarded-Proto": "https"}


def description(client: FlaskClient) -> ET.Element:
    """The description, as it is told to who comes by https://search.example."""
    response = client.get("/opensearch.xml", headers=ADDRESS)
    assert (response.status_code, response.mimetype) == (200, DESCRIPTION)
    return parsed(response.data)


def test_every_address_is_absolute(client: FlaskClient) -> None:
    """A browser that has learnt the search knows no page that they could be relative to."""
    said = description(client)
    templates = {url.attrib["type"]: url.attrib["template"] for url in said.findall("Url", IN)}

    assert templates == {
        "text/html": "https://search.example/search?q={searchTerms}",
        SUGGESTIONS: "https://search.example/opensearch/suggest?q={searchTerms}",
        "application/rss+xml": "https://search.example/search/feed.xml"
        "?q={searchTerms}&page={startPage?}&hitsPerPage={count?}",
        DESCRIPTION: "https://search.example/opensearch.xml",
    }
    assert said.findtext("moz:SearchForm", None, IN) == "https://search.example/search"
    assert said.findtext("Image", None, IN) == "https://search.example/static/icon.svg"
    assert said.findtext("InputEncoding", None, IN) == "UTF-8"


def test_every_address_answers(client: FlaskClient) -> None:
    """With the media type that is promised, also where what is optional stays empty."""
    for url in description(client).findall("Url", IN):
        path = url.attrib["template"].removeprefix("https://search.example")
        for optional in ("{startPage?}", "{count?}"):
            path = path.replace(optional, "")
        response = client.get(path.replace("{searchTerms}", "flask+paths"))

        assert (response.status_code, response.mimetype) == (200, url.attrib["type"])


def test_it_is_called_as_the_blog(client: FlaskClient) -> None:
    """And pages lead to it under the same name."""
    said = description(client)

    assert said.findtext("ShortName", None, IN) == said.findtext("LongName", None, IN) == "Paths & Views"
    assert said.findtext("Description", None, IN) == "Search the posts of Paths & Views."
    assert (
        '<link rel="search" type="application/opensearchdescription+xml" title="Paths &amp; Views" '
        'href="/opensearch.xml">' in client.get("/search").text
    )


def test_a_blog_without_a_name_has_a_search(config: Config, engine: Engine) -> None:
    """The name may not be empty."""
    said = description(create_app(replace(config, title=""), engine).test_client())

    assert said.findtext("ShortName", None, IN) == said.findtext("LongName", None, IN) == "Search"
    assert said.findtext("Description", None, IN) == "Search the posts."


@pytest.mark.slow
@pytest.mark.parametrize("title", [HOSTILE, "]]>", "{searchTerms}", "\u202eabc", "&amp;"])
def test_a_hostile_name_is_plain_text(config: Config, engine: Engine, title: str) -> None:
    """It stands there as it was set, but for marks that would turn around what follows, and nowhere else."""
    client = create_app(replace(config, title=title), engine).test_client()
    said = description(client)

    assert said.findtext("LongName", None, IN) == title.replace("\u202e", "")
    assert [len(element) for element in said] == [0] * len(said)
    assert "<script>" not in client.get("/search").text.partition("<body")[0]


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Notes", "Notes"),
        ("Sixteen letters!", "Sixteen letters!"),
        ("Notes on Static Sites", "Notes on Static"),
        ("Ink & Links: on writing", "Ink & Links: on"),
        ("Ink and Links, a blog", "Ink and Links, a"),
        ("Notizen – und mehr als das", "Notizen – und"),
        ("My Bookbinding – notes", "My Bookbinding"),
        ("A Donaudampfschifffahrt", "A Donaudampfsch…"),
        ("Donaudampfschifffahrt", "Donaudampfschif…"),
        ("  Notes\n of a\tkind ", "Notes of a kind"),
        ("日本語のとても長いブログの名前です", "日本語のとても長いブログの名前…"),
        ("", "Search"),
    ],
)
def test_a_short_name_is_cut_between_words(title: str, short: str) -> None:
    """Unless too little would be left."""
    assert EngineNames(title).short == short


@given(st.text(max_size=60), st.integers(2, 50))
@example("e\u0301" * 20, 16)
def test_a_cut_name_is_short_enough(title: str, limit: int) -> None:
    """And begins as the name does; a letter keeps its accent."""
    assert len(cut(title, limit)) <= limit
    assert bool(cut(title, limit)) == bool(title.split())
    assert len(EngineNames(title).short) <= SHORT_NAME


def test_completions_come_in_the_form_of_browsers(client: FlaskClient) -> None:
    """The query completed from the blog's words, then the titles that match."""
    response = client.get("/opensearch/suggest?q=fl")

    assert response.mimetype == SUGGESTIONS
    assert response.json == ["fl", ["flask", "Views in Flask"]]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["ETag"]


@pytest.mark.parametrize("q", ["", "zzzz", "%22%3E", "%00", "\u202e"])
def test_where_there_is_nothing_to_offer_the_list_is_empty(client: FlaskClient, q: str) -> None:
    """The form stays the same."""
    typed, offered = client.get(f"/opensearch/suggest?q={q}").json

    assert isinstance(typed, str)
    assert offered == []


def test_mistakes_are_told_as_json(client: FlaskClient, down: FlaskClient) -> None:
    """As everywhere in what is meant for programs."""
    assert client.get("/opensearch/suggest?query=x").json["code"] == "unknown_parameter"
    assert down.get("/opensearch/suggest?q=x").json["code"] == "index_missing"
    assert down.get("/opensearch.xml").status_code == 200
