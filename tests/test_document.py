"""Documents."""

from dataclasses import fields, replace

import pytest

from indexer import FACETS, Aliases, Document, Section
from indexer.posts.post import Post
from indexer.posts.relations import Relations, Series
from indexer.schema import LOOKUPS, TEXT_FIELD_NAMES, VALUE_FIELDS
from tests.documents import document, on

POST = Post(
    path="a/b.md",
    id="a_b",
    url="/b/",
    title="Title",
    body="Body",
    sections=(Section("One", "one", 2, 0), Section("Two", "two", 2, 4)),
    summary="Summary",
    tags=("x", "y"),
    categories=("c",),
    authors=("d",),
    date=on("2020-01-02"),
    updated=on("2021-01-02"),
    lang="en",
    relations=Relations(Series("Baking", 2), related=("c",), translation_key="bread"),
)


def test_a_document_says_what_its_post_says() -> None:
    """Field by field, with a fingerprint of its own."""
    made = Document.from_post(POST, "abc")

    assert made.fingerprint == "abc"
    for field in fields(Document):
        if field.name not in {"fingerprint", "tag_names"}:
            assert getattr(made, field.name) == getattr(POST, field.name)


def test_tags_are_counted_by_their_names_and_searched_by_both() -> None:
    """Which a document keeps only where they differ."""
    made = Document.from_post(replace(POST, tags=("js", "web")), "abc", Aliases({"js": "javascript"}))

    assert (made.tags, made.tag_names) == (("js", "web"), ("javascript", "web"))
    assert made.values("tags") == ("javascript", "web")
    assert made.text("tags") == "js\nweb\njavascript"
    assert Document.from_post(POST, "abc", Aliases({"js": "javascript"})).tag_names == ()


@pytest.mark.parametrize(
    ("field", "text"),
    [("title", "Title"), ("headings", "One\nTwo"), ("tags", "x\ny"), ("summary", "Summary"), ("body", "Body")],
)
def test_each_searched_field_has_its_text(field: str, text: str) -> None:
    """Headings and tags one a line."""
    assert field in TEXT_FIELD_NAMES
    assert Document.from_post(POST, "").text(field) == text


@pytest.mark.parametrize(
    ("facet", "values"),
    [
        ("tags", ("x", "y")),
        ("categories", ("c",)),
        ("authors", ("d",)),
        ("lang", ("en",)),
        ("year", ("2020",)),
        ("series", ("Baking",)),
    ],
)
def test_each_facet_has_its_values(facet: str, values: tuple[str, ...]) -> None:
    """As the author typed them."""
    assert facet in FACETS
    assert Document.from_post(POST, "").values(facet) == values


def test_a_post_is_looked_up_by_its_names_and_by_what_its_translations_share() -> None:
    """Neither is counted or shown."""
    made = Document.from_post(POST, "")

    assert made.values("names") == ("a_b", "a/b.md", "a/b", "b", "b.md")
    assert made.values("translation") == ("path a/b", "key bread")
    assert not set(LOOKUPS) & set(FACETS)
    assert VALUE_FIELDS == FACETS + LOOKUPS


def test_what_is_not_there_has_no_values() -> None:
    """Neither a language nor a year is invented."""
    assert [document("a").values(facet) for facet in FACETS] == [()] * len(FACETS)
