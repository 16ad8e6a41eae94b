"""HTML to text."""

import pytest

from indexer.posts.markup import to_text
from indexer.posts.post import Section


def test_a_page_gives_its_text_and_headings() -> None:
    """Head, style and script are no text."""
    source = """<html><head><title>T</title><style>x</style></head><body>
    <h1>The rose</h1><p>One<br>two &amp; <em>th</em>ree</p>
    <ul><li>a</li><li>b</li></ul><h2 id="care">Care</h2><pre>x
  y</pre><table><tr><td>1</td><td>2</td></tr></table><script>no()</script></body></html>"""
    text = to_text(source, ".html", "jekyll")
    assert text.title == "The rose"
    assert text.body == "One\ntwo & three\n\na\n\nb\n\nCare\n\nx\n  y\n\n1 2"
    assert text.sections == (Section("Care", "care", 2, text.body.index("Care")),)


def test_headings_without_an_id_have_no_anchor() -> None:
    """Generators leave HTML as it is."""
    text = to_text("<p>a</p><h2>Care</h2><h2><a name='x'></a>More</h2>", ".htm", "hugo")
    assert [section.anchor for section in text.sections] == ["", "x"]


def test_depth_costs_neither_stack_nor_patience() -> None:
    """Parsers of HTML take time by the square of the depth."""
    deep = "<div>" * 20_000 + "rose" + "</div>" * 20_000
    assert to_text(deep, ".html", "").body == "rose"
    assert to_text(deep, ".md", "").body == "rose"
    assert to_text("<b>" * 400 + "rose", ".html", "").body == "rose"


def test_templates_in_pages_leave_nothing() -> None:
    """Generators fill them in before the page is read."""
    source = "{% extends 'page' %}<p>One {{ two }}three</p>{% raw %}<p>{{ shown }}</p>{% endraw %}"
    assert to_text(source, ".html", "jekyll").body == "One three\n\n{{ shown }}"


@pytest.mark.parametrize(
    "inside",
    [
        "<span class='k'>if</span> <b>x</b> &lt; <span>1</span>:",
        "<a id='cb1-1' href='#'></a>if x &lt; 1:",
        "if x &lt; <!-- small --><em>1</em>:",
    ],
)
def test_coloured_code_is_one_text(inside: str) -> None:
    """Code reads the same, whatever the elements are that colour it or number its lines."""
    text = to_text(f"<pre><code>{inside}\n    go()</code></pre>", ".html", "")
    assert text.body == "if x < 1:\n    go()"
