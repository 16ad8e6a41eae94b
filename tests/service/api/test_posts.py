"""The JSON API, asked through HTTP."""

import gzip
import json
from typing import Any

import pytest
from flask.testing import FlaskClient


def get(client: FlaskClient, path: str) -> Any:
    """The JSON at *path*, which must be there."""
    response = client.get(path)
    assert response.status_code == 200, response.get_data(as_text=True)
    return json.loads(response.data)


def titles(answer: Any) -> list[str]:
    """The titles of an answer's hits."""
    return [hit["title"] for hit in answer["hits"]]


def test_a_search_finds_marks_and_counts(client: FlaskClient) -> None:
    """Hits with their marked titles and sections, exact totals, facets when asked for."""
    answer = get(client, "/api/search?q=routing&facets=tags,year")

    (hit,) = answer["hits"]
    assert hit["title"] == "Views in Flask"
    assert hit["date"] == "2024-05-12T08:00:00Z"
    assert hit["_sections"][0]["url"].endswith("#routing-in-depth")
    assert "<mark>" in hit["_sections"][0]["snippet"] + hit["_formatted"]["snippet"]
    assert (answer["totalHits"], answer["page"], answer["totalPages"]) == (1, 1, 1)
    assert answer["facetDistribution"] == {"tags": {"flask": 1, "Python": 1}, "year": {"2024": 1}}


def test_without_a_query_the_newest_come_first(client: FlaskClient) -> None:
    """Posts without a date come last; drafts do not come at all."""
    answer = get(client, "/api/posts")

    assert titles(answer)[:3] == ["Views in Flask", "Paths in Python", "Senderos de montaña"]
    assert answer["totalHits"] == 4
    assert titles(get(client, "/api/search")) == titles(answer)


def test_filters_are_or_within_a_field_and_and_between_fields(client: FlaskClient) -> None:
    """The counts of a field ignore its own filter."""
    answer = get(client, "/api/search?tag=FLASK&tag=viajes&lang=es&facets=tags")

    assert titles(answer) == ["Senderos de montaña"]
    assert titles(get(client, "/api/search?from=2023&to=2023-12")) == ["Paths in Python"]
    assert titles(get(client, "/api/search?author=bob&year=2023&year=2024")) == ["Paths in Python"]


def test_hits_can_be_counted_in_pages_or_by_offset(client: FlaskClient) -> None:
    """limit=0 asks for the totals alone."""
    by_page = get(client, "/api/search?hitsPerPage=3&page=2")
    by_offset = get(client, "/api/search?offset=3&limit=3")
    nothing = get(client, "/api/search?limit=0")

    assert titles(by_page) == titles(by_offset)
    assert (by_page["totalPages"], by_offset["offset"], by_offset["limit"]) == (2, 3, 3)
    assert (nothing["hits"], nothing["totalHits"]) == ([], 4)


def test_explain_adds_how_the_score_came_about(client: FlaskClient) -> None:
    """Without it the details are left out."""
    assert "_rankingScoreDetails" in get(client, "/api/search?q=flask&explain=1")["hits"][0]
    assert "_rankingScoreDetails" not in get(client, "/api/search?q=flask")["hits"][0]


def test_a_post_is_given_whole(client: FlaskClient) -> None:
    """By the id that a hit has."""
    hit = get(client, "/api/search?q=flask")["hits"][0]

    post = get(client, f"/api/posts/{hit['id']}")

    assert "A view answers a request." in post["body"]
    assert [section["heading"] for section in post["sections"]] == ["Routing in depth"]
    assert post["tags"] == hit["tags"]


def test_tags_are_listed_and_lead_to_their_posts(client: FlaskClient) -> None:
    """Whatever characters a tag holds."""
    tags = {tag["name"]: tag for tag in get(client, "/api/tags?sort=name")["tags"]}

    assert tags["c/c++"]["url"] == "/tags/c%2Fc%2B%2B"
    answer = get(client, "/api/tags/C%2Fc%2B%2B")
    assert titles(answer) == ["Paths in Python"]
    assert (answer["tag"]["name"], answer["tag"]["count"]) == ("c/c++", 1)
    assert get(client, "/api/tags/python")["totalHits"] == 2
    assert get(client, "/api/tags/python?year=1999")["hits"] == []
    assert get(client, "/api/tags?q=VIA")["total"] == 1


def test_completion_gives_posts_tags_and_queries(client: FlaskClient) -> None:
    """And for nothing typed the most used tags."""
    answer = get(client, "/api/suggest?q=pat&limit=3")

    assert titles({"hits": answer["posts"]}) == ["Paths in Python"]
    assert get(client, "/api/suggest")["tags"][0]["name"].casefold() == "python"


def test_the_status_tells_of_the_last_sync(client: FlaskClient) -> None:
    """It is of the moment and must not be kept."""
    answer = get(client, "/api/status")

    assert answer["posts"] == 4
    assert answer["lastSync"]["leftOut"] == {"draft": 1}
    assert client.get("/api/status").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/search?qq=x", 400, "unknown_parameter"),
        ("/api/search?page=0", 400, "invalid_parameter"),
        ("/api/search?page=1&offset=1", 400, "conflicting_parameters"),
        ("/api/search?q=a&q=b", 400, "repeated_parameter"),
        ("/api/search?page=100001", 400, "out_of_reach"),
        ("/api/search?" + "tag=x&" * 51, 400, "too_many_values"),
        ("/api/posts/x?y=1", 400, "unknown_parameter"),
        ("/api/posts/none", 404, "post_not_found"),
        ("/api/tags/none", 404, "tag_not_found"),
        ("/api/tags/python?tag=x", 400, "unknown_parameter"),
        ("/api/suggest?limit=21", 400, "invalid_parameter"),
        ("/api/status?x=1", 400, "unknown_parameter"),
        ("/api/none", 404, "not_found"),
        ("/none", 404, "not_found"),
    ],
)
def test_what_is_wrong_is_a_problem_with_a_code(client: FlaskClient, path: str, status: int, code: str) -> None:
    """In application/problem+json, readable for other sites, never kept."""
    response = client.get(path)

    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    assert json.loads(response.data)["code"] == code
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"


def test_other_methods_are_refused_with_those_that_are_allowed(client: FlaskClient) -> None:
    """Nothing can be written over HTTP."""
    response = client.post("/api/search", data=b"x" * 100)

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert json.loads(response.data)["code"] == "method_not_allowed"


@pytest.mark.parametrize("path", ["/api/search?q=x", "/api/tags", "/api/suggest?q=x", "/api/status", "/ready"])
def test_that_search_is_down_never_looks_like_no_hits(down: FlaskClient, path: str) -> None:
    """503, when to ask again, and no word about the server's inside."""
    response = down.get(path)

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert json.loads(response.data)["code"] == "index_missing"
    assert "/tmp" not in response.get_data(as_text=True)  # noqa: S108  (where the test's index would be)


def test_the_process_lives_whatever_the_index_does(down: FlaskClient, client: FlaskClient) -> None:
    """Only /ready asks the index."""
    assert down.get("/health").json["status"] == "available"  # type: ignore[index]
    assert client.get("/ready").json["status"] == "ready"  # type: ignore[index]


@pytest.mark.parametrize("path", ["/api/search?q=flask", "/api/tags", "/api/posts", "/search?q=flask", "/openapi.json"])
def test_who_has_the_answer_already_is_told_so(client: FlaskClient, path: str) -> None:
    """The tag changes with the request and comes back as 304 without a body."""
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    other = client.get(path + ("&" if "?" in path else "?") + "utm=1")

    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert other.headers.get("ETag") != first.headers["ETag"]


def test_a_missing_post_is_missing_whatever_the_client_has(client: FlaskClient) -> None:
    """If-None-Match: * asks whether there is anything; 304 would say there is."""
    assert client.get("/api/posts/none", headers={"If-None-Match": "*"}).status_code == 404


def test_large_answers_are_compressed_for_those_who_take_it(client: FlaskClient) -> None:
    """Both say that the answer depends on Accept-Encoding."""
    plain = client.get("/api/search?q=paths")
    small = client.get("/api/search?q=paths", headers={"Accept-Encoding": "br, gzip"})
    refused = client.get("/api/search?q=paths", headers={"Accept-Encoding": "gzip;q=0"})

    assert small.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(small.data))["hits"] == json.loads(plain.data)["hits"]
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)
    assert "Content-Encoding" not in refused.headers
    assert {"Accept-Encoding"} <= set(plain.headers["Vary"].split(", "))


def test_other_sites_may_read_the_api(client: FlaskClient) -> None:
    """The blog stands on another origin; its browser asks first."""
    asked = client.options("/api/search", headers={"Origin": "https://blog.example"})

    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in asked.headers["Access-Control-Allow-Methods"]


def test_head_says_what_get_would(client: FlaskClient) -> None:
    """The same headers, no body."""
    head, get = client.head("/api/search?q=flask"), client.get("/api/search?q=flask")

    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


def test_every_answer_is_safe_to_open(client: FlaskClient) -> None:
    """A browser neither guesses types nor runs anything."""
    for path in ("/api/search", "/search", "/none"):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "q", ["%00", "%ff%fe", "%ED%A0%80", '"', "-", "tag:", "%F0%9F%98%80", "a" * 5000, "((((", "OR"]
)
def test_whatever_is_typed_gets_an_answer(client: FlaskClient, q: str) -> None:
    """Also what is no text at all."""
    assert get(client, f"/api/search?q={q}")["totalHits"] >= 0
    assert get(client, f"/api/suggest?q={q}")["generation"]
