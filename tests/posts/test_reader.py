"""One file becomes a post."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import UnreadablePost
from indexer.posts.post import Post
from indexer.posts.reader import read_post
from indexer.posts.site import Site

SITE = Site(url="https://blog.example", language="en")
CORPORA = Path(__file__).parents[3] / "shared" / "corpora" / "blogs"


def read(text: str, path: str = "a.md", site: Site = SITE) -> Post:
    """The post that *text* becomes."""
    return read_post(path, text.encode(), site)


def test_a_whole_post() -> None:
    """Everything a header can say is found in the post."""
    post = read(
        "---\n"
        "title: 'Bread &amp; *butter*'\n"
        "date: 2024-05-12 08:00 +0200\n"
        "lastmod: 2024-06-01\n"
        "tags: [Baking, '#Food']\n"
        "category: Kitchen\n"
        "author: Jane Roe\n"
        "lang: en-GB\n"
        "description: How we bake.\n"
        "expiryDate: 2030-01-01\n"
        "---\n"
        "Flour and water.\n\n## Salt\n\nNot too much.\n",
        "posts/bread.md",
    )

    assert (post.path, post.id, post.title, post.lang) == ("posts/bread.md", "posts_bread", "Bread & butter", "en")
    assert (post.tags, post.categories, post.authors) == (("Baking", "Food"), ("Kitchen",), ("Jane Roe",))
    assert post.date == post.visible_from == datetime(2024, 5, 12, 6, tzinfo=UTC)
    assert post.updated == datetime(2024, 6, 1, tzinfo=UTC)
    assert post.visible_until == datetime(2030, 1, 1, tzinfo=UTC)
    assert (post.summary, post.body) == ("How we bake.", "Flour and water.\n\nSalt\n\nNot too much.")
    assert [(section.heading, section.start) for section in post.sections] == [("Salt", 18)]
    assert post.url.startswith("https://blog.example/")
    assert (post.hidden, post.problems) == (None, ())


@pytest.mark.parametrize(
    ("path", "text", "title", "body"),
    [
        ("a.md", "---\ntitle: Header\n---\n# Heading\n\nText", "Header", "Heading\n\nText"),
        ("a.md", "---\ndate: 2024-05-12\n---\n# Heading\n\nText", "Heading", "Text"),
        ("a.md", "# Heading\n\nText", "Heading", "Text"),
        ("a.md", "First line\n\nText", "First line", "Text"),
        ("2024-05-12-my-post.md", "---\ndate: 2024-05-12\n---\nText", "My post", "Text"),
    ],
)
def test_where_titles_come_from(path: str, text: str, title: str, body: str) -> None:
    """Header, heading, first line, file name, in this order."""
    post = read(text, path)

    assert (post.title, post.body) == (title, body)


def test_what_a_bare_text_gives() -> None:
    """Without any header there are still title, summary and no date."""
    post = read("Hello there\n\nThis is the text. It has two sentences.\n", "hello.txt")

    assert (post.title, post.summary) == ("Hello there", "This is the text. It has two sentences.")
    assert (post.date, post.tags, post.problems) == (None, (), ())


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff\r\n"])
def test_an_empty_file_is_reported_and_has_a_title(text: str) -> None:
    """It may be a post that somebody means to write."""
    post = read(text, "2024-05-12-my-post.md")

    assert (post.title, post.body, post.summary) == ("My post", "", "")
    assert [problem.code for problem in post.problems] == ["empty"]


def test_a_header_without_text_is_fine() -> None:
    """Some posts are only a link."""
    assert read("---\ntitle: A link\n---\n").problems == ()


def test_a_pasted_thread_is_text() -> None:
    """Quotes, signatures and mail headers are not taken for anything else."""
    post = read("Re: bread\n\nOn Monday, Jane wrote:\n> Is it good?\n>>>>>>> Who knows\n\nYes.\n\n-- \nJohn\n", "a.txt")

    assert post.title == "Re: bread"
    assert "Is it good?" in post.body
    assert (post.authors, post.problems) == ((), ())


def test_problems_keep_the_lines_of_the_file() -> None:
    """Line ends, control characters and conflicts above a line do not move it."""
    post = read(
        "\n---\r\ntitle: A\x00\r\n<<<<<<< HEAD\r\ndraft: false\r\n=======\r\ndraft: true\r\n>>>>>>> topic\r\n"
        "date: 2017-02-29\r\ntitle: B\r\n---\r\nText\x0cmore\r\n<<<<<<< HEAD\r\nours\r\n=======\r\n>>>>>>> topic\r\n",
    )

    assert (post.title, post.hidden, post.body) == ("B", None, "Text more ours")
    assert [(problem.line, problem.code) for problem in post.problems] == [
        (3, "control-characters"),
        (4, "merge-conflict"),
        (9, "bad-date"),
        (10, "duplicate-key"),
        (13, "merge-conflict"),
    ]


def test_language_is_named_configured_or_detected() -> None:
    """In this order."""
    text = "Der Teig muss über Nacht im Kühlschrank ruhen, damit er am Morgen gut aufgeht und lecker schmeckt."

    assert read(f"---\nlang: fr\n---\n{text}").lang == "fr"
    assert read(text).lang == "en"
    assert read(f"Titel\n\n{text}", site=Site()).lang == "de"


def test_a_date_to_come_hides_until_then() -> None:
    """The key publishDate says when; without it the date does."""
    assert read("---\ndate: 2020-01-01\npublishDate: 2030-01-01\n---\nx").visible_from == datetime(
        2030, 1, 1, tzinfo=UTC
    )
    assert read("x", "2030-01-01-x.md").visible_from == datetime(2030, 1, 1, tzinfo=UTC)


def test_a_picture_is_no_post() -> None:
    """Whatever its name says."""
    with pytest.raises(UnreadablePost):
        read_post("a.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\xff", SITE)


PIECES = st.sampled_from(
    [
        *("---\n", "+++\n", "title: A: b\n", "date: 2017-02-29\n", "tags: [a, b\n", "<<<<<<< HEAD\n", "=======\n"),
        *(">>>>>>> b\n", "# H\n", "text\n", "\n", "\x00", "\ufffd", "\u202e", "```\n", "<p>", "{{ x }}", "é", "日本。"),
    ],
)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(PIECES | st.text(max_size=8), max_size=15).map("".join),
    st.sampled_from(["a.md", "b/index.mdx", "a.rst", "a.org", "a.adoc", "a.html", "a.txt", "\udcff.md"]),
)
def test_any_text_is_a_post(text: str, path: str) -> None:
    """Every file becomes a post with a title, and its problems stand on lines it has."""
    content = text.encode("utf-8", "replace")
    try:
        post = read_post(path, content, SITE)
    except UnreadablePost:
        return

    assert post.title.strip()
    assert all(post.body[section.start :].startswith(section.heading) for section in post.sections)
    assert all(1 <= problem.line <= len(content) + 1 for problem in post.problems)
    for shown in (post.title, post.body, post.summary, *post.tags):
        shown.encode()


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not here")
def test_real_posts_are_read_without_exception() -> None:
    """Every fiftieth file of the blogs at hand becomes a post with a title."""
    suffixes = {".md", ".mdx", ".markdown", ".html", ".txt"}
    files = sorted(file for file in CORPORA.rglob("*") if file.suffix in suffixes)

    for file in files[::50]:
        assert read_post(file.relative_to(CORPORA).as_posix(), file.read_bytes(), SITE).title


def test_a_first_heading_that_is_not_the_title_stays_in_the_text() -> None:
    """Only a repeated title is left out; another heading is a section like any."""
    post = read_post("a.md", b"---\ntitle: One\n---\n# Two\n\nText.\n\n## Three\n\nMore.\n", Site())
    assert post.title == "One"
    assert post.body == "Two\n\nText.\n\nThree\n\nMore."
    assert [(section.heading, section.anchor, section.start) for section in post.sections] == [
        ("Two", "two", 0),
        ("Three", "three", 12),
    ]


def test_a_first_heading_that_repeats_the_title_is_left_out() -> None:
    """Readers see it once."""
    post = read_post("a.md", b"---\ntitle: One thing\n---\n# One Thing\n\nText.\n", Site())
    assert (post.body, post.sections) == ("Text.", ())
