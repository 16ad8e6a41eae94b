"""Links of the search page: each changes one thing and keeps the rest."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pages.links import Links, pages_to_show, safe

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=9).filter(str.strip)


def said(address: str) -> dict[str, list[str]]:
    """What an address asks for."""
    return parse_qs(urlsplit(address).query)


@given(q=TEXT, tags=st.lists(TEXT, unique_by=str.casefold, max_size=3), other=TEXT)
def test_a_value_is_added_and_taken_away_again(q: str, tags: list[str], other: str) -> None:
    """Whatever characters it holds; what was typed stays."""
    links = Links.from_request({"q": [q], "tag": tags})

    once = said(links.toggled("tag", other))
    twice = said(Links.from_request(once).toggled("tag", other))

    assert once["q"] == twice["q"] == [q]
    assert (other.casefold() in (tag.casefold() for tag in tags)) != (other in once.get("tag", []))
    assert {tag.casefold() for tag in twice.get("tag", [])} == {tag.casefold() for tag in tags}


def test_a_change_starts_again_at_the_first_page() -> None:
    """Page nine of another search would be empty."""
    links = Links.from_request({"q": ["x"], "page": ["9"], "hitsPerPage": ["5"]})

    assert links.with_one("sort", "title") == "/search?q=x&sort=title&hitsPerPage=5"
    assert links.with_one("page", 2) == "/search?q=x&page=2&hitsPerPage=5"


def test_unknown_and_empty_parameters_are_dropped() -> None:
    """Links do not carry a campaign's marks on."""
    assert Links.from_request({"q": [""], "utm_source": ["x"]}).without() == "/search"


def test_what_narrows_is_kept_by_the_form_with_the_order() -> None:
    """Typing something else keeps the choices."""
    links = Links.from_request({"q": ["x"], "tag": ["a"], "from": ["2024"], "sort": ["title"], "page": ["2"]})

    assert links.kept_by_form() == [("tag", "a"), ("from", "2024"), ("sort", "title")]
    assert links.without_choices() == "/search?q=x&sort=title"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("/2024/a/", "/2024/a/"),
        ("https://blog.example/a", "https://blog.example/a"),
        ("javascript:alert(1)", "#"),
        ("\x01 javascript:alert(1)", "#"),
        ("JAVA\nSCRIPT:alert(1)", "#"),
        ("data:text/html,x", "#"),
        ("https://[", "#"),
    ],
)
def test_only_links_to_pages_are_links(url: str, link: str) -> None:
    """An author's header may hold anything."""
    assert safe(url) == link


@pytest.mark.parametrize(
    ("current", "last", "shown"),
    [
        (1, 1, [1]),
        (2, 4, [1, 2, 3, 4]),
        (1, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        (9, 20, [1, None, 7, 8, 9, 10, 11, None, 20]),
        (99, 3, [1, 2, 3]),
    ],
)
def test_page_numbers_leave_out_what_is_far(current: int, last: int, shown: list[int | None]) -> None:
    """But never a single page, which would take the room of the gap."""
    assert list(pages_to_show(current, last)) == shown
