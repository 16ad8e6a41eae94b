"""A post's header, in every dialect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.headers import split

WRITTEN = {
    "yaml": ("a.md", "---\ntitle: A title\ntags: [a, b]\n---\nBody\n"),
    "yaml, closed by dots": ("a.md", "---\ntitle: A title\ntags:\n  - a\n  - b\n...\nBody\n"),
    "yaml, long fences": ("a.md", "-----  \ntitle: A title\ntags: [a, b]\n----\nBody\n"),
    "yaml, blank lines first": ("a.md", "\n \n\n---\ntitle: A title\ntags: [a, b]\n---\nBody\n"),
    "yaml, shouted": ("a.md", "---\nTITLE: A title\nTagS: [a, b]\n---\nBody\n"),
    "yaml, named": ("a.md", "---yaml\ntitle: A title\ntags: [a, b]\n---\nBody\n"),
    "yaml in html": ("a.html", "---\ntitle: A title\ntags: [a, b]\n---\nBody\n"),
    "toml": ("a.md", '+++\ntitle = "A title"\ntags = ["a", "b"]\n+++\nBody\n'),
    "toml, named": ("a.md", '---toml\ntitle = "A title"\ntags = ["a", "b"]\n---\nBody\n'),
    "json": ("a.md", '{\n  "title": "A title",\n  "tags": ["a", "b"]\n}\nBody\n'),
    "json on one line": ("a.md", '{"title": "A title", "tags": ["a", "b"]}\nBody\n'),
    "json, named": ("a.md", '---json\n{"title": "A title", "tags": ["a", "b"]}\n---\nBody\n'),
    "json, fenced": ("a.md", ';;;\n"title": "A title",\n"tags": ["a", "b"]\n;;;\nBody\n'),
    "json, as in hexo": ("a.md", '"title": "A title",\n"tags": ["a", "b"]\n;;;\nBody\n'),
    "mdx": ("a.mdx", "import X from 'x'\n\nexport const meta = {\n  title: 'A title',\n  tags: ['a', 'b'],\n}\nBody\n"),
    "franklin": ("a.md", '@def title = "A title"\n@def tags = ["a", "b"]\n\nBody\n'),
    "franklin, fenced": ("a.md", '+++\ntitle = "A title"\ntags = ["a", "b"]\nday = Date(2024, 5, 12)\n+++\nBody\n'),
}


@pytest.mark.parametrize(("path", "text"), WRITTEN.values(), ids=WRITTEN)
def test_typed_dialects(path: str, text: str) -> None:
    """Dialects with lists say the same in their own words."""
    header = split(text, path)

    assert (header.fields["title"], header.fields["tags"]) == ("A title", ["a", "b"])
    assert (header.body, header.problems) == ("Body\n", ())
    assert text.split("\n")[header.body_line - 1] == "Body"


UNTYPED = {
    "pelican": ("a.md", "Title: A: title\nTags: a, b\nSummary: one\n    two\n\nBody\n"),
    "multimarkdown": ("a.txt", "Author: Me\nTitle: A: title\nTags: a, b\n\nBody\n"),
    "nikola": ("a.md", "<!--\n.. title: A: title\n.. slug: a\n.. tags: a, b\n-->\n\nBody\n"),
    "nikola in rst": ("a.rst", ".. title: A: title\n.. slug: a\n.. tags: a, b\n\nBody\n"),
    "lctt": ("a.md", "[#]: title: (A: title)\n[#]: tags: (a, b)\n[#]: url: ( )\n\nBody\n"),
    "rst": ("a.rst", ":title: A: title\n:tags: a, b\n:date: 2024-05-12\n\nBody\n"),
    "org": ("a.org", "#+TITLE: A: title\n#+OPTIONS: toc:nil\n#+TAGS: a, b\n\nBody\n"),
    "asciidoc": ("a.adoc", "= A: title\nMe Myself <me@blog.example>\n:page-tags: a, b\n:toc:\n\nBody\n"),
    "html": ("a.html", "<html><head><title>A: title</title><meta name=tags content='a, b'></head>\nBody\n"),
}


@pytest.mark.parametrize(("path", "text"), UNTYPED.values(), ids=UNTYPED)
def test_untyped_dialects(path: str, text: str) -> None:
    """Dialects of bare lines leave all values as texts."""
    header = split(text, path)

    assert (header.fields["title"], header.fields["tags"]) == ("A: title", "a, b")
    assert (header.body.strip(), header.problems) == ("Body", ())


def test_values_in_yaml_stay_as_typed() -> None:
    """YAML's guesses at types are no help to a blog."""
    header = split("---\ntags: [no, on, 1.0, 0x1F, 2020-01-01, ~]\ntime: 12:30:45\n2020: 'null'\nyes: \n---\n", "a.md")

    assert header.fields == {
        "tags": ["no", "on", "1.0", "0x1F", "2020-01-01", None],
        "time": "12:30:45",
        "2020": "null",
        "yes": None,
    }


def test_versions_in_toml_and_json_stay_as_typed() -> None:
    """A version 1.10 is not 1.1."""
    assert split("+++\ntags = [1.10]\n+++\n", "a.md").fields["tags"] == ["1.10"]
    assert split('{"tags": [1.10, 007]}\n', "a.md").fields == {}
    assert split('{"tags": [1.10, 7]}\n', "a.md").fields["tags"] == ["1.10", "7"]


NO_HEADER = {
    "nothing": "",
    "text": "Just text\nand more.\n",
    "prose between rules": "---\nAn aside between rules\n---\nText\n",
    "prose with a colon between rules": "---\nAn aside: see below, it is: good\nand more\n---\nText\n",
    "a rule": "---\n\nText\n",
    "a note": "Note: this is text\nand more of it.\n\nText\n",
    "a note alone": "Note: this is text\n\nText\n",
    "a mail": "From: me\nSubject: hello\nDate: today\n\n> text\n",
    "code in json": '{"port": 8000}\n\nis all there is to it\n',
    "a template": "{{ include.html }}\n\nText\n",
    "a directive": ".. image:: a.png\n\nText\n",
    "a quotation": '"To be," he said\n\nText\n',
}


@pytest.mark.parametrize("text", NO_HEADER.values(), ids=NO_HEADER)
@pytest.mark.parametrize("path", ["a.md", "a.txt", "a.rst", "a.html"])
def test_text_is_not_eaten(path: str, text: str) -> None:
    """What is no header stays in the body."""
    header = split(text, path)

    assert (dict(header.fields), header.body, header.dialect) == ({}, text, "none")


def test_an_empty_header_is_a_header() -> None:
    """Comments alone, or nothing between two fences, leave only the body."""
    for text in ("---\n---\nBody\n", "---\n# title: later\n---\nBody\n", "+++\n+++\nBody\n"):
        assert split(text, "a.md").body == "Body\n"


MISTAKES = {
    "a colon": ("title: Rust: the language", "title", "Rust: the language", "quotes, as it holds a colon"),
    "a template": ("title: {{ page.title }}", "title", "{{ page.title }}", "quotes, as braces"),
    "a percent sign": ("title: {% raw %}", "title", "{% raw %}", "in quotes"),
    "a quote left open": ('title: "Half', "title", "Half", "close the quotes"),
    "a tab": ("\ttitle: Tabbed", "title", "Tabbed", "replace the tab"),
    "a list left open": ("keywords: [x, y", "keywords", ["x", "y"], "close the list"),
    "a bracket": ("title: [WIP] Mine", "title", "[WIP] Mine", "quotes"),
    "an at sign": ("title: @me", "title", "@me", "special character"),
    "a key among keys": ("title: Deep\n  layout: post", "title", "Deep", "holds a colon"),
}


@pytest.mark.parametrize(("line", "key", "value", "cure"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_in_yaml_are_reported_and_read_around(line: str, key: str, value: str, cure: str) -> None:
    """The author is told line and cure, and everything else in the header still counts."""
    header = split(f"---\nlayout: post\n{line}\ndate: 2024-05-12\ntags:\n  - a\n  - 'b'\n---\nBody\n", "a.md")

    assert header.fields[key] == value
    assert (header.fields["date"], header.fields["tags"], header.body) == ("2024-05-12", ["a", "b"], "Body\n")
    assert [(problem.code, problem.line) for problem in header.problems] == [("header-syntax", 3 + line.count("\n"))]
    assert cure in header.problems[0].message


def test_mistakes_in_toml_and_json_are_read_around_too() -> None:
    """A missing quote or a comma too many costs nothing but a report."""
    toml = split('+++\ntitle = "A title\ntags = ["a", "b"]\n+++\nBody\n', "a.md")
    json = split('{\n  "title": "A title",\n  "tags": [\n    "a",\n    "b",\n  ],\n}\nBody\n', "a.md")

    assert (toml.fields["tags"], json.fields["tags"]) == (["a", "b"], ["a", "b"])
    assert json.fields["title"] == "A title"
    assert [problem.line for problem in toml.problems] == [2]
    assert [problem.line for problem in json.problems] in ([6], [5])  # Python 3.13 names the comma before it


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: A title\ntags: [a]\n\nBody\n\nMore.\n",
        "---\ntitle: A title\ntags: [a]\n\nBody\n\n---\n\nMore.\n",
        "---\ntitle: A title\ntags: [a]\n\n# Body\n\nText\n\n---\n\nMore.\n",
        "---\ntitle: A title\ntags: [a]\nBody\n",
    ],
)
def test_an_unclosed_header_is_reported_and_its_body_kept(text: str) -> None:
    """A header without an end goes on to the first empty line; a rule in the body does not close it."""
    header = split(text, "a.md")

    assert header.fields == {"title": "A title", "tags": ["a"]}
    assert header.body.lstrip("\n# ").startswith("Body")
    assert [(problem.code, problem.line) for problem in header.problems] == [("header-unclosed", 1)]


def test_a_key_that_is_there_twice_is_reported_and_the_last_one_counts() -> None:
    """Whatever its case, with the line of the later one."""
    header = split("\n---\ntitle: One\ndate: x\nTitle: Two\n---\n", "a.md")

    assert header.fields["title"] == "Two"
    assert [(problem.code, problem.line) for problem in header.problems] == [("duplicate-key", 5)]


def test_the_title_of_an_rst_post_stays_in_its_body() -> None:
    """The field list below it goes."""
    header = split("A title\n#######\n\n:date: 2024-05-12\n:tags: a,\n   b\n\nBody\n", "a.rst")

    assert header.fields == {"date": "2024-05-12", "tags": "a, b"}
    assert header.body == "A title\n#######\n\n\nBody\n"


def test_a_key_knows_its_line() -> None:
    """Problems with a value are reported where it stands."""
    header = split("\n\n---\ntitle: x\nDate: y\n---\n", "a.md")

    assert (header.line_of("date"), header.line_of("title"), header.line_of("none")) == (5, 4, 4)


def test_yaml_means_no_harm() -> None:
    """Tags have no meaning, merged mappings count, and an alias to nothing is a text."""
    header = split("---\nx: &x {a: 1}\n<<: *x\nb: *c\nd: !!python/object/apply:os.system [ls]\n---\n", "a.md")

    assert (header.fields["a"], header.fields["b"], header.fields["d"]) == ("1", "*c", ["ls"])


@pytest.mark.slow
@pytest.mark.parametrize(
    "block",
    [
        "[" * 100_000,
        "- " * 100_000,
        "a: " + "{a: " * 50_000,
        "\n".join([f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" if n else "a0: &a0 [x]" for n in range(60)]),
        "title: &t [*t, *t]",
        "key: value\n" * 18_500,
        "{" * 100_000,
    ],
)
@pytest.mark.parametrize("fence", ["---", "+++", ";;;", "---json"])
def test_no_header_exhausts_anything(fence: str, block: str) -> None:
    """Nesting, aliases and sheer length end in a header, or in none."""
    assert split(f"{fence}\n{block}\n{fence[:3]}\nBody\n", "a.md").body.endswith("Body\n")


LINES = st.sampled_from(
    [
        *("---", "+++", ";;;", "...", "{", "}", "", "  ", "text", "# text", "- a", "  - b", "title: x", "Title: y: z"),
        *("date: 2024-05-12", "tags: [a, b", 'title = "x"', '"title": "x",', ".. title: x", ":date: x", "#+TITLE: x"),
        *("@def x = 1", "[#]: a: (b)", "= Title", "====", "<!--", "-->", "\ttab: x", "{{ x }}", "a: &b", "c: *b", "|"),
    ],
)


@given(st.lists(LINES, max_size=12).map("\n".join), st.sampled_from(["a.md", "a.rst", "a.org", "a.adoc", "a.html"]))
def test_any_lines_are_split(text: str, path: str) -> None:
    """Nothing is raised, and lines stay inside the file."""
    header = split(text, path)
    last = text.count("\n") + 1

    assert 1 <= header.body_line <= last + 1
    assert all(1 <= problem.line <= last for problem in header.problems)
    assert all(key == key.casefold() for key in header.fields)


STARTS = ["", "---\n", "---\ntitle: x\n", "Title: x\n", "{", '"', "+++\n", ".. a: x\n", ":date: x\n"]
PIECES = ["-", "- ", "<", "[", " ", "\n", "a: ", "a:\n", '"', ":", "=", "#", ".. a:\n", "---\n"]


@pytest.mark.slow
@pytest.mark.parametrize("path", ["a.md", "a.rst", "a.org", "a.adoc", "a.html"])
def test_long_runs_are_read_at_once(path: str) -> None:
    """No pattern takes quadratic time (this would take minutes)."""
    for start in STARTS:
        for piece in PIECES:
            assert split(start + piece * (20_000 // len(piece)) + "x", path).body_line
