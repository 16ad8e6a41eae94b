"""What a hit shows: fields, marked titles, snippets, sections."""

import re

from indexer import Engine, Hit, Query, parse
from tests.documents import document, on, with_headings

NASTY = "<script>alert(\"x\")</script> & 'fox' &amp; <b>bold</b> <mark>"


def hit(engine: Engine, text: str) -> Hit:
    """The only hit."""
    (found,) = engine.search(Query(text, parse(text))).hits
    return found


def test_a_hit_shows_what_the_post_says(engine: Engine) -> None:
    """All fields, as they were."""
    post = document(
        "a",
        "Fox",
        "A fox.",
        path="sub/ä b.md",
        url="https://x.example/a/?b=c#d",
        summary="Short.",
        tags=("A", "b"),
        categories=("C",),
        authors=("D E",),
        date=on("2020-01-02"),
        updated=on("2021-01-02"),
        lang="de",
    )
    engine.apply([post], [])

    found = hit(engine, "fox")

    shown = ("id", "path", "url", "title", "summary", "tags", "categories", "authors", "date", "updated", "lang")
    assert all(getattr(found, name) == getattr(post, name) for name in shown)


def test_all_html_is_escaped_and_mark_is_the_only_markup(engine: Engine) -> None:
    """In titles, snippets and sections alike."""
    engine.apply([with_headings("a", NASTY, (NASTY, NASTY))], [])
    marked = (
        "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#x27;<mark>fox</mark>&#x27; "
        "&amp;amp; &lt;b&gt;bold&lt;/b&gt; &lt;mark&gt;"
    )

    found = hit(engine, "fox")

    assert found.title_html == marked
    assert found.snippet.startswith(marked)
    assert set(re.findall("<[^>]*>", found.snippet)) == {"<mark>", "</mark>"}
    assert found.sections[0].snippet == marked


def test_every_form_that_answers_is_marked(engine: Engine) -> None:
    """Stems, accents, completions, corrections; excluded words are not."""
    engine.apply([document("a", "Title", "Foxes, the résumé, a compiler, javascript, hens.")], [])

    found = hit(engine, "fox resume compller -cow javas")

    assert found.snippet == (
        "<mark>Foxes</mark>, the <mark>résumé</mark>, a <mark>compiler</mark>, <mark>javascript</mark>, hens."
    )


def test_a_phrase_is_marked_as_one(engine: Engine) -> None:
    """Where its words stand alone they are not."""
    engine.apply([document("a", "The fox", "The red fox and a red hen, the fox")], [])

    found = hit(engine, '"the red fox"')

    assert found.snippet == "<mark>The red fox</mark> and a red hen, the fox"
    assert found.title_html == "The fox"


def test_stop_words_are_not_marked_beside_others(engine: Engine) -> None:
    """They say too little."""
    engine.apply([document("a", "Title", "the fox and the hen")], [])

    assert hit(engine, "the fox").snippet == "the <mark>fox</mark> and the hen"


def test_a_run_without_spaces_is_marked_as_one(engine: Engine) -> None:
    """Neighbouring pairs join."""
    engine.apply([document("a", "Title", "これは全文検索です。")], [])

    assert hit(engine, "全文検索").snippet == "これは<mark>全文検索</mark>です。"


def test_a_snippet_is_cut_around_the_match(engine: Engine) -> None:
    """On one line, with an ellipsis where text is missing."""
    engine.apply([document("a", "Title", "Before it all. " * 50 + "\n\nHere the fox\nruns. " + "After it. " * 50)], [])

    snippet = hit(engine, "fox").snippet

    assert snippet.startswith("… Here the <mark>fox</mark> runs. After it.")
    assert snippet.endswith("After it. …")
    assert len(snippet) < 280


def test_the_passage_with_most_words_is_shown(engine: Engine) -> None:
    """Not the first one with any."""
    body = "One fox. " + "Nothing here. " * 40 + "A fox and a hen. " + "Nothing. " * 40
    engine.apply([document("a", "Title", body)], [])

    assert "<mark>fox</mark> and a <mark>hen</mark>" in hit(engine, "hen fox").snippet


def test_a_match_in_the_title_alone_shows_the_summary(engine: Engine) -> None:
    """Or the beginning of the text where there is none."""
    engine.apply([document("a", "Fox", "The text.", summary="The summary."), document("b", "Hen", "The text.")], [])

    assert hit(engine, "fox").snippet == "The summary."
    assert hit(engine, "hen").snippet == "The text."


def test_an_empty_query_shows_summaries_unmarked(engine: Engine) -> None:
    """Escaped nevertheless."""
    engine.apply([document("a", "A & B", "text", summary="1 < 2")], [])

    found = hit(engine, "")

    assert (found.title_html, found.snippet, found.sections) == ("A &amp; B", "1 &lt; 2", ())


def test_a_post_without_text_has_an_empty_snippet(engine: Engine) -> None:
    """A title is enough to be found."""
    engine.apply([document("a", "Fox")], [])

    assert hit(engine, "fox").snippet == ""


def test_sections_point_into_the_post(engine: Engine) -> None:
    """Those that answer most words, the best first, each with its own snippet."""
    post = with_headings(
        "a", "Title", ("Intro", "A fox."), ("Hens", "No animal."), ("Both", "A fox and a hen."), ("Other", "Nothing.")
    )
    engine.apply([post], [])

    found = [(section.heading, section.anchor, section.snippet) for section in hit(engine, "fox hen").sections]

    assert found == [
        ("Both", "s2", "A <mark>fox</mark> and a <mark>hen</mark>."),
        ("Hens", "s1", "No animal."),
        ("Intro", "s0", "A <mark>fox</mark>."),
    ]


def test_at_most_three_sections_are_shown(engine: Engine) -> None:
    """In the order of the post where they are equally good."""
    engine.apply([with_headings("a", "Title", *((f"Part {i}", "A fox.") for i in range(5)))], [])

    assert [section.anchor for section in hit(engine, "fox").sections] == ["s0", "s1", "s2"]
