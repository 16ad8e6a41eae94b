"""What a header's fields mean."""

from datetime import UTC, datetime

import pytest

from indexer.posts.fields import Fields
from indexer.posts.headers import split
from indexer.posts.relations import NONE, Relations, Series


def read(header: str, path: str = "a.md") -> Fields:
    """The fields of a YAML *header*."""
    return Fields(split(f"---\n{header}\n---\n", path), path)


def day(year: int, month: int, number: int) -> datetime:
    """The beginning of a day in UTC."""
    return datetime(year, month, number, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("title: 2012", "2012"),
        ("TITLE: yes", "yes"),
        ("title: 'A &amp; B *and* `c`'", "A & B and c"),
        ('title: "T\\u200eitle\\n two"', "Title two"),
        ("title: [WIP]", "WIP"),
        ("params: {Title: Mine}", "Mine"),
        ("title:\nextra: {title: ''}", ""),
        ("date: 2024-05-12", ""),
    ],
)
def test_title(header: str, title: str) -> None:
    """A title is plain text on one line, whatever its type."""
    assert read(header).title() == title


@pytest.mark.parametrize(
    "header",
    [
        "date: 2024-05-12",
        "pubDate: 2024-05-12",
        "pubDatetime: 2024-05-12",
        "publishDate: 2024-05-12",
        "published: 2024-05-12",
        "created: 2024-05-12",
        "date:\npublished: 2024-05-12",
        "published: true\ncreated: 2024-05-12",
        "extra: {date: 2024-05-12}",
        "date: 2024-05-12\ncreated: 2020-01-01",
        "permalink: /2024/05/12/a-post/",
        "path: blog/2024/05/12/a-post",
        "slug: 2024-05-12-a-post",
    ],
)
def test_date(header: str) -> None:
    """The first key that has a date counts; an address with a date is the last resort."""
    fields = read(header)

    assert (fields.date(), fields.problems) == (day(2024, 5, 12), [])


def test_the_header_comes_before_the_path_and_the_path_before_the_address() -> None:
    """No date is ever made up."""
    assert read("permalink: /2019/01/02/x/", "2020-01-02-x.md").date() == day(2020, 1, 2)
    assert read("date: 2024-05-12", "2020-01-02-x.md").date() == day(2024, 5, 12)
    assert read("title: 2024").date() is None


def test_an_impossible_date_is_reported_and_the_next_source_counts() -> None:
    """The problem stands at the key's line and names the value."""
    fields = read("title: x\ndate: 2017-02-29\npublishDate: 03/04/2024", "2017-03-01-x.md")

    assert (fields.date(), fields.published_from()) == (day(2017, 3, 1), None)
    assert [(problem.line, problem.code) for problem in fields.problems] == [(3, "bad-date"), (4, "ambiguous-date")]
    assert "2017-02-29" in fields.problems[0].message


@pytest.mark.parametrize("key", ["updated", "modDatetime", "lastmod", "last_modified_at", "modified"])
def test_updated(key: str) -> None:
    """Each generator has its own word for it."""
    assert read(f"{key}: 2024-05-12").updated() == day(2024, 5, 12)


@pytest.mark.parametrize(
    ("header", "tags"),
    [
        ("tags: [b, a]", ("b", "a")),
        ("tag: machine learning", ("machine learning",)),
        ("tags: machine learning", ("machine", "learning")),
        ("tags:\ntopics: [a]", ("a",)),
        ("keywords: a, b", ("a", "b")),
        ("taxonomies: {tags: [a]}", ("a",)),
        ("tags: []\nTaxonomies: {Tags: [a]}", ("a",)),
        ("title: x", ()),
    ],
)
def test_tags(header: str, tags: tuple[str, ...]) -> None:
    """The first key that has some counts."""
    assert read(header).tags() == tags


def test_categories_and_authors() -> None:
    """Singular and plural alike."""
    assert read("category: Web Design").categories() == ("Web Design",)
    assert read("section: news").categories() == ("news",)
    assert read("categories: a b").categories() == ("a", "b")
    assert read("by: [Jane Roe]").authors() == ("Jane Roe",)
    assert read("author: Jane Roe\nauthors:").authors() == ("Jane Roe",)


def test_only_yaml_splits_tags_at_spaces() -> None:
    """That is Jekyll's custom, and Pelican's is another."""
    header = split("Title: x\nTags: machine learning\n\nText", "a.md")

    assert Fields(header, "a.md").tags() == ("machine learning",)


@pytest.mark.parametrize(
    ("header", "path", "language"),
    [
        ("lang: en-US", "a.md", "en"),
        ("language: German", "a.md", "de"),
        ("locale: pt_BR", "es/a.md", "pt"),
        ("lang: klingon", "a.es.md", "es"),
        ("title: x", "es/a.md", "es"),
        ("title: x", "a.md", None),
    ],
)
def test_language(header: str, path: str, language: str | None) -> None:
    """What the header says, if it is a language, else what the path says."""
    assert read(header, path).language() == language


@pytest.mark.parametrize(
    ("header", "hidden"),
    [
        ("draft: true", "draft"),
        ("draft: 'yes'", "draft"),
        ("draft: 1", "draft"),
        ("draft: false", None),
        ("draft:", None),
        ("published: false", "unpublished"),
        ("published: no", "unpublished"),
        ("published: true", None),
        ("published: 2024-05-12", None),
        ("status: Draft", "draft"),
        ("status: hidden", "unpublished"),
        ("status: published", None),
        ("unlisted: true", None),
    ],
)
def test_hidden(header: str, hidden: str | None) -> None:
    """What its author does not want to be seen is hidden, and nothing else."""
    assert read(header).hidden() == hidden


def test_jekylls_folder_of_drafts_hides() -> None:
    """Whatever their headers say."""
    assert read("title: x", "_drafts/a.md").hidden() == "draft"


def test_when_a_post_is_due_and_expires() -> None:
    """Hugo's keys, in any case."""
    fields = read("publishDate: 2024-05-12\nexpirydate: 2025-01-01")

    assert (fields.published_from(), fields.published_until()) == (day(2024, 5, 12), day(2025, 1, 1))


@pytest.mark.parametrize(
    ("header", "series"),
    [
        ("series: Running a blog", Series("Running a blog")),
        ("series: [First, Second]\npart: 2", Series("First", 2)),
        ("Series_Name: A, B\nseries_order: Part 3 of 4", Series("A, B", 3)),
        ("serie: Uno\nseries_index: 1.5", Series("Uno", 1.5)),
        ("series: {name: A, part: 4}\norder: 9", Series("A", 4)),
        ("taxonomies: {series: [A]}\nextra: {order: 7}", Series("A", 7)),
        ("series: ''\npart: 2", None),
        ("part: 2", None),
    ],
)
def test_series(header: str, series: Series | None) -> None:
    """The first series that is named, with the number that any of the usual keys gives."""
    assert read(header).relations().series == series


@pytest.mark.parametrize(
    ("header", "relations"),
    [
        ("related: [b, 'c d']", Relations(related=("b", "c d"))),
        ("relatedPosts: b.md, https://blog.example/c/", Relations(related=("b.md", "https://blog.example/c/"))),
        ("related:\nsee_also: [{title: C, url: /c/}, {slug: d}]", Relations(related=("/c/", "d"))),
        ("related: false", Relations(suggests=False)),
        ("related: true", NONE),
        ("related: []", NONE),
        ("related_exclude: b", Relations(excluded=("b",))),
        ("related_exclude: true", Relations(is_suggested=False)),
        ("related_exclude: no", NONE),
        ("translationKey: bread", Relations(translation_key="bread")),
        ("lang-ref: bread", Relations(translation_key="bread")),
        ("translation_of: /bread/", Relations(original="/bread/")),
        ("ref: 12", Relations(translation_key="12")),
    ],
)
def test_what_a_header_says_of_other_posts(header: str, relations: Relations) -> None:
    """Under the keys that generators and their themes use."""
    assert read(header).relations() == relations


def test_summary_and_slug() -> None:
    """The author's own words, without markup."""
    fields = read("excerpt: >\n  See [this](x) &amp;\n  that.\npostSlug: a-slug\nsummary:")

    assert (fields.summary(), fields.slug(), read("x: y").slug()) == ("See this & that.", "a-slug", None)
