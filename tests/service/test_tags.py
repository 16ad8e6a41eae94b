"""Tags over HTTP: one page for one tag, whatever it is called."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer import open_engine
from service.app import create_app
from service.config import load
from service.tasks.running import run
from service.tasks.store import Tasks
from service.tasks.task import Source

JSON = {"Accept": "application/json"}
HTML = {"Accept": "text/html"}
SETTINGS = """\
[tags.aliases]
js = "javascript"
oss = "open source"
py = "lang/python"
"""
POSTS = (
    ["JS", "Open Source"],
    ["javascript", "open-source", "<b>&"],
    ["JavaScript", "JavaScript library", "open-source"],
    ["Lang/Python", "TCP/IP"],
    ["lang/python", "lang/c++"],
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A client of a blog whose tags have many names."""
    folder = tmp_path_factory.mktemp("blog")
    (folder / "backmatter.toml").write_text(f'posts = "posts"\n{SETTINGS}')
    write(folder / "posts", POSTS)
    config = load({}, environment={}, folder=folder)
    engine = open_engine(config.engine, config.index)
    run(config, engine, Tasks(config.index), Source.COMMAND)
    return create_app(config, engine).test_client()


def write(folder: Path, posts: tuple[list[str], ...]) -> None:
    """A post for each list of tags."""
    folder.mkdir()
    for number, tags in enumerate(posts):
        (folder / f"{number}.md").write_text(f"---\ntitle: Post {number}\ntags: {json.dumps(tags)}\n---\nText.\n")


def get(client: FlaskClient, path: str) -> Any:
    """What the API answers."""
    response = client.get(path, headers=JSON)
    assert response.status_code == 200, response.text
    return response.json


def counts(answer: Any) -> dict[str, int]:
    """Tags and how many posts carry them."""
    return {tag["name"]: tag["count"] for tag in answer["tags"]}


def test_a_tag_of_many_names_is_one_tag(client: FlaskClient) -> None:
    """With aliases, spellings and levels."""
    assert counts(get(client, "/api/tags")) == {
        "javascript": 3,
        "open-source": 3,
        "lang": 2,
        "Lang/Python": 2,
        "<b>&": 1,
        "JavaScript library": 1,
        "lang/c++": 1,
        "TCP/IP": 1,
    }


def test_the_api_and_the_page_of_all_tags_answer_alike(client: FlaskClient) -> None:
    """To who accepts no HTML."""
    asked = "?q=java&sort=name&offset=1&limit=1"

    assert get(client, f"/tags{asked}") == get(client, f"/api/tags{asked}")
    assert counts(get(client, f"/tags{asked}")) == {"JavaScript library": 1}
    assert get(client, "/api/tags?q=js")["total"] == 1
    assert get(client, "/api/tags?q=LIB")["total"] == 1


@pytest.mark.parametrize("name", ["javascript", "JAVA-Script", "java%20script"])
def test_a_tag_tells_its_other_names(client: FlaskClient, name: str) -> None:
    """At its address in any spelling."""
    answer = get(client, f"/api/tags/{name}")

    assert (answer["totalHits"], answer["tag"]) == (
        3,
        {
            "name": "javascript",
            "count": 3,
            "url": "/tags/javascript",
            "spellings": ["JavaScript"],
            "aliases": ["js"],
            "parent": None,
            "children": [],
        },
    )
    assert [hit["tags"][0] for hit in answer["hits"]] == ["JS", "javascript", "JavaScript"]


def test_an_alias_leads_to_its_tag(client: FlaskClient) -> None:
    """For good, but asked for anew after each sync; what stands behind the question mark goes along."""
    for path, target in (
        ("/tags/js", "/tags/javascript"),
        ("/tags/JS?page=1&q=a%20b", "/tags/javascript?page=1&q=a%20b"),
        ("/api/tags/oss?limit=0", "/api/tags/open-source?limit=0"),
        ("/api/tags/py", "/api/tags/Lang%2FPython"),
    ):
        response = client.get(path)
        assert (response.status_code, response.headers["Location"]) == (301, target)
        assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
        assert client.get(path, follow_redirects=True).status_code == 200


def test_filters_and_typed_tags_know_aliases_and_levels(client: FlaskClient) -> None:
    """As the page of a tag does."""
    assert get(client, "/api/search?tag=js")["totalHits"] == 3
    assert get(client, "/api/search?q=tag:oss")["totalHits"] == 3
    assert get(client, "/api/search?tag=Lang")["totalHits"] == 2
    assert get(client, "/api/search?tag=lang/python&tag=js&facets=tags")["totalHits"] == 5
    assert get(client, "/api/search?tag=tcp")["totalHits"] == 0
    chosen = get(client, "/api/search?tag=js&facets=tags&sortFacetValuesBy=alpha&facetQuery=ja&maxValuesPerFacet=5")
    assert list(chosen["facetDistribution"]["tags"].items()) == [("javascript", 3), ("JavaScript library", 1)]


def test_a_tag_lists_what_stands_below_it(client: FlaskClient) -> None:
    """And what it stands below."""
    lang = get(client, "/api/tags/lang")["tag"]

    assert [(child["name"], child["count"]) for child in lang["children"]] == [("Lang/Python", 2), ("lang/c++", 1)]
    assert get(client, "/api/tags/lang%2Fc%2B%2B")["tag"]["parent"] == "lang"
    page = client.get("/tags/lang", headers=HTML).text
    assert 'href="/tags/Lang%2FPython"' in page
    assert "Within it" in page
    named = client.get("/tags/open-source", headers=HTML).text
    assert "Also called</dt><dd><bdi>oss</bdi>, <bdi>Open Source</bdi><" in named


def test_an_alias_that_was_chosen_is_shown_as_its_tag(client: FlaskClient) -> None:
    """Chosen once, and taken away by one click."""
    page = client.get("/search?tag=js&lang=en", headers=HTML).text

    assert 'class="chosen" aria-current="true"><bdi class="name">javascript</bdi>' in page
    assert '<bdi class="name">js</bdi>' not in page
    assert 'href="/search?lang=en"' in page


def test_the_page_of_all_tags_works_without_scripts(client: FlaskClient) -> None:
    """Sized by how much they are used, with a form to find one, and with nothing that a tag's author could break."""
    page = client.get("/tags", headers=HTML).text

    assert "8 tags" in page
    assert 'class="weight-9"><a href="/tags/javascript"><bdi>javascript' in page
    assert 'class="weight-4"><a href="/tags/TCP%2FIP">' in page
    assert "&lt;b&gt;&amp;" in page
    assert "<b>" not in page
    assert page.count("<script") == 1
    assert "style=" not in page
    found = client.get("/tags?q=lib&utm_source=x", headers=HTML).text
    assert "1 tag" in found
    assert 'value="lib"' in found
    assert "No tags found" in client.get("/tags?q=zzz", headers=HTML).text
    assert "nothing on this page" in client.get("/tags?offset=9", headers=HTML).text
