"""The playground, read as a browser without JavaScript reads it."""

import json
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.service.conftest import HOSTILE


def read(client: FlaskClient, query: str = "") -> str:
    """The page about *query* as text: elements gone, entities resolved, blanks joined."""
    response = client.get(f"/playground?{query}", headers={"Accept": "text/html"})
    assert (response.status_code, response.mimetype) == (200, "text/html")
    html = response.get_data(as_text=True)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html[html.index("<main") :])))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=routing", "routing… Optional word 1 post"),
        ("q=rout", "Completed to route routing Stems rout"),
        ("q=senderoz", "Corrected to senderos Stems"),
        ("q=senderoz", "Searched instead: senderos"),
        ("q=the+framework", "the Passed over word 2 posts It says too little"),
        ("q=framework+-flask", "-flask Prohibited word 1 post No hit has it."),
        ("q=%22a+view%22", '"a view" Required phrase, as typed 1 post Every hit has it.'),
        ("q=tag:python", "tag:python Required filter 2 posts"),
        ("q=title:views", "title:views…"),
        ("q=views+OR+paths", "views OR paths… Optional any of these 2 posts"),
        ("q=framework+montaña+xyzzy", "Matching any : no post, or too few"),
        ("q=framework+path", "Matching all : each hit holds all"),
        ("q=a&tag=python&tag=flask&from=2020-01-01", "Only posts with python or flask in tags"),
        ("q=a&tag=python&from=2020-01-01&to=2024", "dated on 2020-01-01 or later, on 2024-12-31 or earlier"),
        ("q=one+two+three+four+five+six+seven+eight+nine+ten+eleven", "none is completed or corrected"),
        ("q=!%3F", "!?… Optional word 0 posts"),
        ("", "Nothing was typed, so all posts are listed"),
    ],
)
def test_it_says_how_a_query_was_understood(client: FlaskClient, query: str, words: str) -> None:
    """Each clause, each filter, and what was searched instead."""
    assert words in read(client, query)


def test_it_says_why_each_hit_ranks_where_it_does(client: FlaskClient) -> None:
    """Word by word with where it stands, the bonuses, and what is missing."""
    page = read(client, "q=routing+framework+xyzzy")
    first = page.partition("Views in Flask ")[2]

    assert re.search(r"routing rout headings, summary, body \d+\.\d\d", first)
    assert re.search(r"framework framework summary, body \d+\.\d\d", first)
    assert "xyzzy missing" in first
    assert re.search(r"Bonus for forms as typed \d+\.\d\d", first)
    assert re.search(r"Words are missing or matched loosely ×0\.\d\d", first)


def test_what_the_title_adds_is_told(client: FlaskClient) -> None:
    """It counts most."""
    assert re.search(r"Bonus for the title title \d+\.\d\d", read(client, "q=senderos"))


def test_where_nothing_was_typed_nothing_is_scored(client: FlaskClient) -> None:
    """Posts are listed all the same."""
    page = read(client)

    assert "4 posts" in page
    assert page.count("Nothing was scored.") == 4


def test_the_form_keeps_what_was_asked(client: FlaskClient) -> None:
    """Values that stand several times included."""
    html = client.get("/playground?q=a+b&tag=x&tag=y&sort=date%3Adesc&utm=z").get_data(as_text=True)

    assert 'name="q" type="search" dir="auto" value="a b"' in html
    assert [value for value in ("x", "y") if f'name="tag" value="{value}"' in html] == ["x", "y"]
    assert "<option selected>date:desc</option>" in html
    assert "<details open>" in html
    assert "utm" not in html


def test_the_same_answer_can_be_had_by_programs(client: FlaskClient) -> None:
    """By the address that is shown, and it is shown as it is given there."""
    html = unescape(client.get("/playground?q=routing&tag=flask").get_data(as_text=True))
    address = re.search(r"http://localhost(/api/search\?[^<]*)", html)
    assert address
    answer = client.get(address[1]).get_json()
    shown = json.loads(re.findall(r"<code>(\{.*?\})</code>", html, re.DOTALL)[0])

    assert answer["hits"][0]["_rankingScoreDetails"]["words"][0]["word"] == "routing"
    assert {**shown, "processingTimeMs": 0} == {**answer, "processingTimeMs": 0}


def test_further_hits_are_numbered_on(client: FlaskClient) -> None:
    """The page is the one that was asked for."""
    html = client.get("/playground?q=framework&hitsPerPage=1&page=2").get_data(as_text=True)

    assert '<ol class="ranked" start="2">' in html
    assert "2 posts, 2 to 2" in read(client, "q=framework&hitsPerPage=1&page=2")


def test_hostile_text_stays_text(client: FlaskClient) -> None:
    """In queries, filters, titles and the JSON."""
    html = client.get("/playground?q=hostile+%3Cscript%3E&tag=%22%3E%3Cimg+src%3Dx%3E").get_data(as_text=True)

    assert "<img" not in html
    assert html.count("<script") == html.count('<script type="module" src="/')
    assert "style=" not in html
    assert HOSTILE in unescape(re.sub(r"</?mark>", "", html))


def test_half_a_letter_is_no_failure(client: FlaskClient) -> None:
    """Bytes that are no UTF-8 can be typed into an address."""
    assert "understood" in read(client, "q=%ff%fe&tag=%ff")


def test_what_cannot_be_asked_is_said_on_a_page(client: FlaskClient, down: FlaskClient) -> None:
    """As the search page says it."""
    bad = client.get("/playground?page=x", headers={"Accept": "text/html"})

    assert (bad.status_code, "write a whole number" in bad.get_data(as_text=True)) == (400, True)
    assert down.get("/playground?q=x").status_code == 503


def test_no_search_engine_keeps_it(client: FlaskClient) -> None:
    """It is for the blog's owner."""
    assert 'name="robots" content="noindex' in client.get("/playground?q=x").get_data(as_text=True)
