"""Passages of posts and the marks in them."""

import re
from html import unescape
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.posts.post import Section
from indexer.snippets import PASSAGE, REACH, Highlighter, Mark, Marks, Passages, highlighted, passage, section_hits
from indexer.snippets.runs import NO_RUN, Run, best_within

PIECES = ["fox", "<b>", "&", "hen.", "\n\n", "- x", "日本語。", "x" * 300, '"', "word", "end!", "\t", "e\u0301"]
TEXTS = st.text(max_size=60) | st.lists(st.sampled_from(PIECES), max_size=120).map(" ".join)


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, Marks]:
    """A text with marks in order, without overlaps."""
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    marks = [Mark(a, b, draw(st.integers(0, 3))) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return text, Marks.of(mark for mark in marks if not (text[mark.start].isspace() or text[mark.end - 1].isspace()))


def one(start: int) -> Marks:
    """A mark on three letters."""
    return Marks((start,), (start + 3,), (0,))


def test_marks_in_any_order_are_joined_and_the_longest_names_the_word() -> None:
    """As in "C++ books", where a query for both finds "C++" before the "C" in it."""
    marks = Marks.of([Mark(4, 9, 2), Mark(0, 1, 1), Mark(0, 3, 0)])
    assert marks.merged() == Marks.of([Mark(0, 3, 0), Mark(4, 9, 2)])


def plain(html: str) -> str:
    """The text of *html*, which holds no markup but marks that open and close in turn."""
    assert re.fullmatch(r"(?:[^<>]|<mark>[^<>]+</mark>)*", html)
    assert "\n" not in html
    return unescape(html.replace("<mark>", "").replace("</mark>", ""))


def on_one_line(text: str) -> str:
    """*text* with every run of white space made one space, and without what HTML uses for marks until it is done."""
    return re.sub(r"\s+", " ", re.sub("[\x02\x03]", "\ufffd", text)).strip()


@given(marked())
def test_a_highlighted_text_is_all_of_the_text(made: tuple[str, Marks]) -> None:
    """On one line, well-formed."""
    text, marks = made

    assert plain(highlighted(text, marks)).strip() == on_one_line(text)


@given(marked())
def test_a_passage_is_a_part_of_the_text(made: tuple[str, Marks]) -> None:
    """Well-formed, and no longer than it may be."""
    text, marks = made

    shown = plain(passage(text, marks))

    inner = shown.removeprefix("… ") if not on_one_line(text).startswith("…") else shown
    assert inner.removesuffix(" …") in on_one_line(text) or inner in on_one_line(text)
    assert len(shown) <= PASSAGE + 4


@given(marked(), st.booleans())
def test_a_passage_shows_what_stands_together(made: tuple[str, Marks], is_one_word: bool) -> None:  # noqa: FBT001
    """As many matches, or different words, as any that a passage can hold."""
    text, found = made
    short = [mark for mark in map(Mark, *found) if mark.end - mark.start <= REACH]
    marks = [mark._replace(word=0 if is_one_word else number) for number, mark in enumerate(short)]
    together = [sum(first.start <= mark.start and mark.end <= first.start + REACH for mark in marks) for first in marks]

    assert passage(text, Marks.of(marks)).count("<mark>") >= max(together, default=0)


@given(marked())
def test_sections_show_parts_of_themselves(made: tuple[str, Marks]) -> None:
    """Never of others."""
    text, marks = made
    half = len(text) // 2
    sections = [Section(text[:3], "one", 2, 0), Section(text[half : half + 3], "two", 2, half)]

    for hit in section_hits(text, sections, marks):
        part = text[:half] if hit.anchor == "one" else text[half:]
        assert plain(hit.snippet).removesuffix(" …").removeprefix("… ") in on_one_line(part) + " …"


@given(marked(), st.integers(1, 200))
def test_the_best_run_is_the_best_of_all(made: tuple[str, Marks], reach: int) -> None:
    """Most words, then most marks, then the first; a mark that is too long stands alone."""
    _, marks = made
    count = len(marks.starts)
    fitting = [
        (len(set(marks.words[first:last])), last - first, -first)
        for first in range(count)
        for last in range(first + 1, count + 1)
        if last - first == 1 or marks.ends[last - 1] <= marks.starts[first] + reach
    ]

    assert best_within(marks, Run.of(marks, 0, count), reach) == max(fitting, default=NO_RUN)


def test_passages_are_the_same_alone_and_together() -> None:
    """What is cut once is shown twice, with other signs around it."""
    text = "One\n\nA hen. A fox.\n\nTwo\n\nA fox, a cow."
    sections = [Section(name, name.lower(), 2, text.index(name)) for name in ("One", "Two")]
    passages = Passages(text, Marks.of(Mark(*found.span(), 0) for found in re.finditer("fox", text)), sections)

    assert passages.best() == "… A hen. A <mark>fox</mark>. …"
    assert [hit.snippet for hit in passages.in_sections()] == [
        "A hen. A <mark>fox</mark>.",
        "A <mark>fox</mark>, a cow.",
    ]


@given(TEXTS, st.sampled_from(["fox", "hen", "日本", "e"]))
def test_marks_come_in_order_without_overlaps(text: str, word: str) -> None:
    """Whatever the text."""
    phrases = [(2, [("word", 0), ("fox", 1)])]
    marks = Highlighter(Analyzer(), {word: 0, "word": 1}, {"日本": 0, "本語": 1}, phrases).marks(text, "en")

    for before, after in pairwise(map(Mark, *marks)):
        assert before.start < before.end <= after.start < after.end


def test_words_are_marked_by_stem_and_by_form() -> None:
    """A form is marked in a language that stems it otherwise, too."""
    highlighter = Highlighter(Analyzer(), {"fox": 0, "hous": 1}, {"foxes": 0})

    marks = highlighter.marks("Fox, foxes, HOUSES, hen", "en")

    assert marks == Marks((0, 5, 12), (3, 10, 18), (0, 0, 1))
    assert highlighter.marks("Houses, foxes", "ja") == Marks((8,), (13,), (0,))


def test_parts_are_marked_and_join_their_whole() -> None:
    """node.js answers js in its part."""
    highlighter = Highlighter(Analyzer(), {"js": 0, "node.js": 1})

    assert highlighter.marks("node.js", "en") == Marks((0,), (7,), (1,))
    assert Highlighter(Analyzer(), {"js": 0}).marks("node.js", "en") == Marks((5,), (7,), (0,))


def test_nothing_to_mark_marks_nothing() -> None:
    """And costs nothing."""
    assert not Highlighter(Analyzer()).marks("fox", "en")


def test_a_passage_without_marks_is_the_beginning() -> None:
    """Cut at the end of a sentence, if one ends late enough."""
    assert passage("Short text.") == "Short text."
    assert passage("A sentence here. " * 30).endswith("A sentence here. …")
    assert passage("words " * 100) == ("words " * 40).strip() + " …"
    assert passage("x" * 1000) == "x" * PASSAGE + " …"
    assert passage(" \n ") == ""


def test_a_passage_begins_with_the_sentence_of_its_match() -> None:
    """Or with a word, if that sentence begins far before."""
    sentence = "Nothing to see. " * 20 + "Here is the fox. After."
    start = sentence.index("fox")
    assert passage(sentence, one(start)) == "… Here is the <mark>fox</mark>. After."

    endless = "and so on " * 50 + "fox"
    start = endless.index("fox")
    assert re.fullmatch(r"… (and|so|on) .* on <mark>fox</mark>", passage(endless, one(start)))


@pytest.mark.parametrize("border", ["\n\n", ". ", "! ", '." ', "。", "\n- "])
def test_sentences_end_in_many_ways(border: str) -> None:
    """Stops in East and West, quotes, paragraphs, list entries."""
    text = "word " * 40 + "last" + border + "Fox here"
    start = text.index("Fox")

    assert passage(text, one(start)) in ("… <mark>Fox</mark> here", "… - <mark>Fox</mark> here")


def test_different_words_count_before_repetitions() -> None:
    """The passage that answers most of the query."""
    text = "fox fox fox fox. " + "Nothing here. " * 40 + "A fox, a hen."
    marks = Marks.of(Mark(*found.span(), int(found[0] == "hen")) for found in re.finditer("fox|hen", text))

    assert passage(text, marks) == "… A <mark>fox</mark>, a <mark>hen</mark>."


def test_much_is_looked_at_in_part() -> None:
    """Thousands of matches and hundreds of sections."""
    text = "".join(f"Part {number}\n\nA fox. " + "Nothing. " * 9 + "\n\n" for number in range(3_000))
    sections = [Section(found[0], found[0], 2, found.start()) for found in re.finditer(r"Part \d+", text)]
    marks = Marks.of(Mark(*found.span(), 0) for found in re.finditer("fox", text))

    assert passage(text, marks, sections).startswith("… A <mark>fox</mark>. Nothing.")
    assert [hit.heading for hit in section_hits(text, sections, marks)] == ["Part 0", "Part 1", "Part 2"]


def test_a_quoted_sentence_ends_with_its_quotes() -> None:
    """What follows them is the next."""
    text = 'He said "Here is a fox, ' + "x " * 60 + 'end." ' + "Then nothing " * 30
    start = text.index("fox")

    assert passage(text, one(start)).endswith("end.&quot; …")


def test_sections_need_an_anchor_and_a_match() -> None:
    """A match before the first heading is in none."""
    body = "fox before\n\nOne\n\nhen\n\nTwo\n\nfox\n\nFox\n\nnothing"
    sections = [
        Section("One", "one", 2, body.index("One")),
        Section("Two", "", 2, body.index("Two")),
        Section("Fox", "fox", 2, body.index("Fox")),
    ]
    marks = Marks.of(Mark(*found.span(), 0) for found in re.finditer("fox|Fox", body))

    assert [(hit.heading, hit.anchor, hit.snippet) for hit in section_hits(body, sections, marks)] == [
        ("Fox", "fox", "nothing")
    ]
    assert section_hits(body, (), marks) == ()


def test_a_passage_stays_within_its_section() -> None:
    """The next section does not run into it, and its own heading only if it answers."""
    text = "One\n\nA hen here.\n\nTwo\n\nA fox here.\n\nThree\n\nA cow here."
    sections = [Section(name, name.lower(), 2, text.index(name)) for name in ("One", "Two", "Three")]
    fox, two = text.index("fox"), text.index("Two")
    assert passage(text, one(fox), sections) == "… A <mark>fox</mark> here. …"
    assert passage(text, one(two), sections) == "… <mark>Two</mark> A fox here. …"
