"""What generators add to Markdown: gone from prose, untouched in code."""

import pytest

from indexer.posts.markup import to_text


def body(source: str, suffix: str = ".md", generator: str = "") -> str:
    """The text of *source*, without title and sections."""
    return to_text(source, suffix, generator).body


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('See [roses]({{< ref "roses.md" >}} "Roses").', "See roses."),
        ("{{% note %}}\nMind the **thorns**.\n{{% /note %}}", "Mind the thorns."),
        ('{{< figure src="r.png" alt="A rose" caption="Red *rose*" >}}', "A rose Red rose"),
        ('{% include figure.html src="r.png" caption="A rose" %}', "A rose"),
        ("{% if site.roses %}Roses{% endif %} for {{ site.title }}all", "Roses for all"),
        ("a {% comment %}never {{ seen }}{% endcomment %}b", "a b"),
        ("{# a remark #}text", "text"),
        ("[home]({{ site.baseurl }}/home)", "home"),
        ("Text {: .lead}\n\n* Contents\n{:toc}\n\nEnd\n{: .x }", "Text\n\nEnd"),
        ("[[toc]]\n\n[TOC]\n\nText", "Text"),
        ('![A rose](r.png){width=50%} [more](m){:target="_blank"}', "A rose more"),
        (":::note Thorns\nMind them.\n:::", "Thorns\n\nMind them."),
        ("::: {.callout}\n:::tip[Water]\nDaily.\n:::\n:::", "Water\n\nDaily."),
        ("@@note\nText\n@@", "Text"),
        ("~~~\n<div>Shown</div>\n~~~", "Shown"),
        ('<div markdown="1">\n**Bold** text\n</div>', "Bold text"),
        (r"$\frac{{a}}{{b}}$ and x_{{i}}", r"$\frac{{a}}{{b}}$ and x_{{i}}"),
    ],
)
def test_additions_vanish_from_prose(source: str, text: str) -> None:
    """Without a trace, but captions and titles stay."""
    assert body(source) == text


@pytest.mark.parametrize(
    "code",
    ["{{< ref >}}", "{% if x %}", "{{ page.title }}", "{: .class }", ":::note", "[^1]", "<Tag a={1}>", "[[toc]]"],
)
@pytest.mark.parametrize("shape", ["`{}`", "```\n{}\n```", "    {}", "- item\n\n  ```\n  {}\n  ```"])
def test_code_that_teaches_them_keeps_them(code: str, shape: str) -> None:
    """In every shape that code has."""
    assert code in body(f"Text {{{{< gone >}}}}\n\n{shape.format(code)}\n")


@pytest.mark.parametrize(
    "source",
    [
        "{% highlight ruby %}\nputs '<b> *x* {{ y }}'\n{% endhighlight %}",
        "{{< highlight ruby \"linenos=table\" >}}\nputs '<b> *x* {{ y }}'\n{{< /highlight >}}",
        "{% codeblock lang:ruby %}\nputs '<b> *x* {{ y }}'\n{% endcodeblock %}",
    ],
)
def test_listings_by_tags_are_code(source: str) -> None:
    """Nothing in them is markup."""
    assert body(source) == "puts '<b> *x* {{ y }}'"


def test_raw_passages_are_shown_as_they_are() -> None:
    """The tags around them vanish."""
    assert body("{% raw %}Use `{{ page.title }}` or {{ x }}.{% endraw %}") == "Use {{ page.title }} or {{ x }}."


def test_an_escaped_shortcode_is_shown() -> None:
    """That is what Hugo's escape is for."""
    assert body("Write {{</* ref */>}} for links.") == "Write {{< ref >}} for links."


def test_other_languages_survive_the_count_in_bytes() -> None:
    """No character is cut in two."""
    assert body("Grün {{< x >}}日本 `{{ é }}` 🌹 {{ y }}ende") == "Grün 日本 {{ é }} 🌹 ende"


MDX = """\
import Callout from './callout'
import {
  A,
} from 'b'

export const meta = {
  a: 1,

  b: 2,
}

<Callout type="x" limit={1 > 2} style={{ margin: { top: 1 } }}>
    Mind the **thorns**, `<Keep>` them.
</Callout>

A <b>b</b>old{' '}word<br />and {/* nothing */}{value}more.

<Image alt="A rose" src={rose} />

```jsx
import x from 'y'
<Keep x={1} />
```
"""


def test_mdx_shows_text_and_code_but_neither_tags_nor_modules() -> None:
    """Attributes and expressions do not leak."""
    shown = "Mind the thorns, <Keep> them.\n\nA bold word and more.\n\nA rose\n\nimport x from 'y'\n<Keep x={1} />"
    assert body(MDX, ".mdx") == shown


def test_docusaurus_reads_md_as_jsx_too_but_braces_stay() -> None:
    """Its older posts are plain Markdown."""
    source = "import X from 'x';\n\n<X a={1 > 2}>Text</X> with {braces}"
    assert body(source, ".md", "docusaurus") == "Text with {braces}"


def test_prose_about_imports_stays_in_plain_markdown() -> None:
    """Only MDX has modules."""
    assert body("import 'x' is a statement") == "import 'x' is a statement"
