"""Markdown to text: words stay whole, code stays searchable, marks vanish."""

import pytest

from indexer.posts.markup import to_text
from indexer.posts.post import Section


def body(source: str, suffix: str = ".md", generator: str = "hugo") -> str:
    """The text of *source*, without title and sections."""
    return to_text(source, suffix, generator).body


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("un**believ**able", "unbelievable"),
        ("a *b* _c_ ~~d~~ `e` <span>f</span>", "a b c d e f"),
        ("[roses](https://x.example/a_(b)) and ![a *red* rose](r.png)", "roses and a red rose"),
        ("[one][1] [two]\n\n[1]: https://x.example\n[two]: /two", "one two"),
        ("AT&amp;T &lt;b&gt; &copy; &#8212;", "AT&T <b> © —"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("before <!-- unseen --> after", "before after"),
        ("before\n\n<!--more-->\n\nafter", "before\n\nafter"),
        ("<!-- truncate -->\n\nafter", "after"),
        ("A claim.[^1]\n\n[^1]: The proof.", "A claim.\n\nThe proof."),
        ("A claim.[^17] No proof.", "A claim. No proof."),
        ("- [x] done\n- [ ] open\n  - deeper", "done\nopen\ndeeper"),
        ("| a | b |\n|---|---|\n| 1 | `2` |", "a b\n1 2"),
        ("> [!NOTE]\n> Mind the thorns.", "Mind the thorns."),
        ("Term\n: Its meaning", "Term\nIts meaning"),
        ("$x^2$ and :rose: stay", "$x^2$ and :rose: stay"),
        ("これは**「強調」**です", "これは「強調」です"),
        ("soft\u00adhyphen and zero\u200bwidth and nbsp\u00a0here", "softhyphen and zerowidth and nbsp here"),
    ],
)
def test_marks_vanish_and_words_stay(source: str, text: str) -> None:
    """What is left is what a reader reads."""
    assert body(source) == text


def test_code_keeps_its_lines_and_signs() -> None:
    """Nothing in it is markup, and it is one block, however many blank lines it has."""
    source = "```py\nif a < b:\n\n    print('**x**')\n```\n\n    indented <b>\n"
    assert body(source) == "if a < b:\n \n    print('**x**')\n\nindented <b>"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("A sentence that is\nwrapped.", "A sentence that is wrapped."),
        ("> quoted\n> and wrapped", "quoted and wrapped"),
        ("- an item that\n  is wrapped\n- another", "an item that is wrapped\nanother"),
        ("a verse  \nand the next\\\nand the last", "a verse\nand the next\nand the last"),
        ("**bold over\ntwo lines**", "bold over two lines"),
        ("日本語の文は\n続きます。", "日本語の文は続きます。"),
        ("한국어는\n띄어쓰기", "한국어는 띄어쓰기"),
    ],
)
def test_only_line_ends_that_mean_something_stay(source: str, text: str) -> None:
    """As in a browser: prose flows, however its source is wrapped."""
    assert body(source) == text


def test_paragraphs_lists_and_headings_are_blocks() -> None:
    """Blank lines part them, and list items are lines."""
    source = "Intro\n\n## First\n\n- a\n- b\n\n1. c\n\n   d\n\nSecond\n------\n\nEnd"
    assert body(source) == "Intro\n\nFirst\n\na\nb\n\nc\n\nd\n\nSecond\n\nEnd"


def test_raw_html_is_read_as_html() -> None:
    """Its elements part the text as they do in a browser."""
    source = '<div class="x">\n<p>One <b>t</b>wo</p><p>three</p>\n<img src="r.png" alt="A rose">\n</div>\n\nfour'
    assert body(source) == "One two\n\nthree\n\nA rose\n\nfour"


def test_scripts_and_styles_leave_nothing_even_with_blank_lines_inside() -> None:
    """Where CommonMark already reads Markdown again."""
    source = "a\n\n<div><script>\nlet x = 1;\n\nlet y = 2;\n</script></div>\n\n<style>\n.x {}\n\n.y {}\n</style>\n\nb"
    assert body(source) == "a\n\nb"


def test_html_that_goes_on_indented_after_a_blank_line_is_no_code() -> None:
    """As WordPress and kramdown leave it behind."""
    assert body("<figure>\n\n    <figcaption>A rose</figcaption>\n</figure>\n") == "A rose"


def test_the_opening_heading_is_the_title() -> None:
    """It is not repeated in the text."""
    text = to_text("# The `rose`\n\nText\n\n# More\n", ".md", "hugo")
    assert (text.title, text.body) == ("The rose", "Text\n\nMore")
    assert text.sections == (Section("More", "more", 1, 6),)


def test_a_heading_further_down_is_no_title() -> None:
    """It is a section."""
    text = to_text("Text\n\n# More\n", ".md", "hugo")
    assert (text.title, text.sections[0].heading) == (None, "More")


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("## Set up {#start}", "start"),
        ("## Set up {: #start .big }", "start"),
        ("## Set up\n{: #start}", "start"),
        ('## <a name="start"></a>Set up', "start"),
        ('<h2 id="start">Set up</h2>', "start"),
        ("## Set *up*", "set-up"),
        ("Set up\n---", "set-up"),
    ],
)
def test_anchors_are_the_authors_or_the_generators(heading: str, anchor: str) -> None:
    """In every way that authors write them."""
    (section,) = to_text(f"Text\n\n{heading}\n\nText", ".md", "jekyll").sections
    assert (section.heading, section.anchor) == ("Set up", anchor)


def test_repeated_headings_count_the_title_too() -> None:
    """The generator sees it on the page."""
    text = to_text("# Rose\n\n## Rose\n\n## Rose\n", ".md", "astro")
    assert [section.anchor for section in text.sections] == ["rose-1", "rose-2"]
