"""Any source in any markup: no error, no control character, sections where they say they are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indexer.posts.generators import GENERATORS
from indexer.posts.markup import Text, to_text

SUFFIXES = (".md", ".mdx", ".markdown", ".html", ".htm", ".txt", ".rst", ".org", ".adoc")
PIECES = st.sampled_from([
    "# A\n", "## A {#a}\n", "A\n---\n", "A\n===\n", "* A\n", "== A\n", "text ", "\n", "\n\n", "`", "```\n", "    ",
    "> ",
    "- ", "| a | b |\n", "|--|\n", "[a](b)", "[^1]", "<div>", "</div>", "<h2 id='x'>", "</h2>", "<br>", "<script>",
    "</script>", "<!--", "-->", "{{", "}}", "{{<", ">}}", "{%", "%}", "{% raw %}", "{% endraw %}", "{% highlight x %}",
    "{% endhighlight %}", "{:", "}", "{#", ":::", "::", ".. note::\n", ".. raw:: html\n", "   ",
    "#+begin_src\n",
    "#+end_src\n", ":PROPERTIES:\n", "----\n", "++++\n", "import 'x'\n", "export const a = {\n", "<A b={", "&amp;",
    "&#1;", "\r\n", "\t", "\x00", "\x0b", "\u2028", "\u00ad", "\ud800", "é", "日本", "🌹", "**", "_", "~~~\n", "@@",
    "<mark>", "\u2060",
])  # fmt: skip


def check(text: Text) -> None:
    """What holds of every text."""
    assert all(character == "\n" or character.isprintable() or ord(character) > 159 for character in text.body)
    assert text.body == text.body.strip("\n")
    starts = [section.start for section in text.sections]
    assert starts == sorted(set(starts))
    for section in text.sections:
        assert text.body.startswith(section.heading, section.start)
        assert section.heading == " ".join(section.heading.split())
        assert section.heading
        assert 1 <= section.level <= 6
    anchors = [section.anchor for section in text.sections if section.anchor]
    assert not any(character.isspace() for anchor in anchors for character in anchor)


@given(
    source=st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join),
    suffix=st.sampled_from(SUFFIXES),
    generator=st.sampled_from([*GENERATORS, ""]),
)
@example(source="# \u00ad\n\ntext", suffix=".md", generator="")
@example(source="## a&#10;b&nbsp;c\n", suffix=".md", generator="")
def test_any_source_becomes_text(source: str, suffix: str, generator: str) -> None:
    """Pieces of every markup in any order, in any suffix."""
    check(to_text(source, suffix, generator))


HOSTILE = (
    "[", "<", "*", "{{", "{%", "{:", "`", "``a`", "> ", "- ", "<div>", "<script>", "{% comment %}", "{% raw %}",
    "{% highlight x %}", "{{< highlight >}}", "::: ", "[^1]", "<a {", '<a "', "{", "![](", "a\n=\n", ".. a::\n ",
    "* a\n", "#+begin_quote\n", "[[a][", "footnote:[", "\n\nexport const x = {\n", " ", "\t", "&", "\\", "_a", "|a",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("suffix", [".md", ".mdx", ".html", ".rst", ".org", ".adoc"])
def test_repetition_does_no_harm(piece: str, suffix: str) -> None:
    """Patterns that look too far would take long here, and a text ten times as long minutes."""
    check(to_text(piece * 1000, suffix, "jekyll"))


def test_plain_text_is_no_markup() -> None:
    """Stars and tags are what the author typed."""
    source = "# Not a heading\n\n*stars* & <tags>\nnext line\n \nend"
    assert to_text(source, ".txt", "").body == "# Not a heading\n\n*stars* & <tags>\nnext line\n\nend"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_gives_nothing(suffix: str) -> None:
    """An empty post is a post."""
    assert to_text("", suffix, "hugo") == Text("")
    assert to_text("\n \n", suffix, "hugo") == Text("")


def test_line_ends_of_any_kind_are_lines() -> None:
    """As Windows, Unix and old Macs write them."""
    assert to_text("a\r\n\r\nb\r\rc", ".md", "").body == "a\n\nb\n\nc"


def test_the_words_of_a_picture_stand_apart() -> None:
    """Nobody reads a caption and the sentence behind it as one word."""
    pictures = '![A cat](cat.png)There. [{{< figure alt="A dog" >}}](dog)Here.\n'
    assert to_text(pictures, ".md", "hugo").body == "A cat There. A dog Here."


def test_marks_that_a_script_needs_stay() -> None:
    """A zero-width space parts words in Thai and hides in the middle of them in English."""
    assert to_text("ไทย\u200bคำ, soft\u200bware, un&shy;seen\n", ".md", "hugo").body == "ไทย\u200bคำ, software, unseen"
