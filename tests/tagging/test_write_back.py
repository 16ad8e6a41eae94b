"""Tags written into a file: what is read back, and which bytes stay."""

import pytest
import yaml

from indexer.aliases import Aliases
from indexer.errors import TagsRefused, UnreadablePost
from indexer.posts.reader import read_post
from indexer.posts.site import Site
from indexer.tagging.write_back import missing, with_tags

SITE = Site(generator="", language="en")
NEW = ("new", "two words")


def written(text: str, path: str = "post.md", tags: tuple[str, ...] = NEW, site: Site = SITE) -> str:
    """*text* with *tags*, after what must hold of every file was checked."""
    content = text.encode()
    after = with_tags(content, path, tags, site).content
    had = read_post(path, content, site).tags
    assert read_post(path, after, site).tags == (*had, *missing(had, tags))
    return after.decode()


def fenced(*lines: str, fence: str = "---") -> str:
    """A post with the header *lines*."""
    return "\n".join((fence, "title: Title" if fence == "---" else 'title = "Title"', *lines, fence, "", "Text.", ""))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["tags: [a, b]"], ["tags: [a, b, new, two words]"]),
        (["tags: [a,b]"], ["tags: [a,b,new,two words]"]),
        (["tags: [a, b]  # seen"], ["tags: [a, b, new, two words]  # seen"]),
        (["tags: ['a', \"b\"]"], ['tags: [\'a\', "b", "new", "two words"]']),
        (["tags: ['a']"], ["tags: ['a', 'new', 'two words']"]),
        (['tags: ["a", b]'], ['tags: ["a", b, new, two words]']),
        (["tags: [c#, 'it''s']"], ["tags: [c#, 'it''s', new, two words]"]),
        (["tags: [a, b,]"], ["tags: [a, b, new, two words,]"]),
        (["tags: [a,", "  b]"], ["tags: [a,", "  b,", "  new,", "  two words]"]),
        (
            ["tags: [", "  a, # one", "  b  # two", "]"],
            ["tags: [", "  a, # one", "  b,  # two", "  new,", "  two words", "]"],
        ),
        (["tags:", "  [", "    a,", "  ]"], ["tags:", "  [", "    a,", "    new,", "    two words,", "  ]"]),
        (["tags: [", "  a, b,", "  c", "]"], ["tags: [", "  a, b,", "  c,", "  new,", "  two words", "]"]),
        (["tags: [ # none", "]"], ["tags: [new, two words # none", "]"]),
        (["tags: []"], ["tags: [new, two words]"]),
        (["tags: [ ]"], ["tags: [new, two words]"]),
        (["tags:", "  - a", "  - b"], ["tags:", "  - a", "  - b", "  - new", "  - two words"]),
        (["tags:", "- a"], ["tags:", "- a", "- new", "- two words"]),
        (["tags:", "-   'a'"], ["tags:", "-   'a'", "-   'new'", "-   'two words'"]),
        (["tags:", "\t"], ["tags: [new, two words]", "\t"]),
        (
            ["tags:", "", "  - a", "", "date: 2024-05-12"],
            ["tags:", "", "  - a", "  - new", "  - two words", "", "date: 2024-05-12"],
        ),
        (["tags:", "- a", "# later", "lang: en"], ["tags:", "- a", "- new", "- two words", "# later", "lang: en"]),
        (["tags:", "  -"], ["tags:", "  - new", "  - two words"]),
        (["tags:", "  - a", "  - "], ["tags:", "  - a", "  - new", "  - two words"]),
        (["tags:", "  - a", "    b"], ["tags:", "  - a", "    b", "  - new", "  - two words"]),
        (["tags: a, b"], ["tags: a, b, new, two words"]),
        (["tags: a; b # seen"], ["tags: a; b; new; two words # seen"]),
        (["tags: 'a, b'"], ["tags: 'a, b, new, two words'"]),
        (["tags: a,", "  b"], ["tags: a,", "  b,", "  new,", "  two words"]),
        (["tags: a b"], ["tags: [a, b, new, two words]"]),
        (["tags: a"], ["tags: [a, new, two words]"]),
        (["tag: a b"], ["tag: [a b, new, two words]"]),
        (["tags: |", "  a", "  b"], ["tags: |", "  a", "  b", "  new", "  two words"]),
        (["tags:"], ["tags: [new, two words]"]),
        (["tags: # none"], ["tags: [new, two words] # none"]),
        (["tags: ~", "lang: en"], ["tags: [new, two words]", "lang: en"]),
        (["tags: nothing"], ["tags: [nothing, new, two words]"]),
        (["tags: ''"], ["tags: [new, two words]"]),
        (["tags:", "authors:", "  - Ada"], ["tags:", "  - new", "  - two words", "authors:", "  - Ada"]),
        (["tags: null", "authors:", "- Ada"], ["tags:", "- new", "- two words", "authors:", "- Ada"]),
        (["topics: [a]"], ["topics: [a, new, two words]"]),
        (["keywords: a, b"], ["keywords: a, b, new, two words"]),
        (["Tags : [a]"], ["Tags : [a, new, two words]"]),
        (['"tags": [a]'], ['"tags": [a, new, two words]']),
        (["tags: [a]", "tags: [b]"], ["tags: [a]", "tags: [b, new, two words]"]),
        (["tags: &t [a]", "keywords: *t"], ["tags: &t [a, new, two words]", "keywords: *t"]),
        (["categories: &c [a]", "tags: *c"], ["categories: &c [a]", "tags: [a, new, two words]"]),
        (["d: &d", "  tags: [a]", "<<: *d"], ["d: &d", "  tags: [a]", "<<: *d", "tags: [a, new, two words]"]),
        (["taxonomies:", "  tags: [a]"], ["taxonomies:", "  tags: [a, new, two words]"]),
        (["taxonomies: {tags: [a]}"], ["taxonomies: {tags: [a, new, two words]}"]),
        (["taxonomies:", "  lists: [a]"], ["taxonomies:", "  tags: [new, two words]", "  lists: [a]"]),
        (["params:", "  tags:", "  - a"], ["params:", "  tags:", "  - a", "  - new", "  - two words"]),
        (["photo:", "  tags: [a]"], ["photo:", "  tags: [a]", "tags: [new, two words]"]),
        (["tags: []", "keywords: a"], ["tags: []", "keywords: [a, new, two words]"]),
        (["deck: |", "  tags: [a]"], ["deck: |", "  tags: [a]", "tags: [new, two words]"]),
        (["deck: |+", "  a", ""], ["deck: |+", "  a", "", "tags: [new, two words]"]),
        (["lang: en", ""], ["lang: en", "tags: [new, two words]", ""]),
        (["authors:", "- Ada"], ["authors:", "- Ada", "tags:", "- new", "- two words"]),
        (["subtitle: a: b", "tags: [a]"], ["subtitle: a: b", "tags: [a, new, two words]"]),
    ],
)
def test_yaml(before: list[str], after: list[str]) -> None:
    """New tags are written as those are that are there."""
    assert written(fenced(*before)) == fenced(*after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (['tags = ["a"]'], ['tags = ["a", "new", "two words"]']),
        (["tags = ['a']"], ["tags = ['a', 'new', 'two words']"]),
        (["tags = [ # none", "]"], ['tags = ["new", "two words" # none', "]"]),
        (["tags = [", '  "a", # one', "]"], ["tags = [", '  "a", # one', '  "new",', '  "two words",', "]"]),
        (['tags = "a, b"'], ['tags = "a, b, new, two words"']),
        (['tags = ""'], ['tags = ["new", "two words"]']),
        (['taxonomies.tags = ["a"]'], ['taxonomies.tags = ["a", "new", "two words"]']),
        (['taxonomies = { tags = ["a"] }'], ['taxonomies = { tags = ["a", "new", "two words"] }']),
        (["[taxonomies]", 'tags = ["a"]'], ["[taxonomies]", 'tags = ["a", "new", "two words"]']),
        (["[taxonomies]", 'by = ["a"]'], ["[taxonomies]", 'tags = ["new", "two words"]', 'by = ["a"]']),
        (["[extra]", 'tags = ["a"]'], ["[extra]", 'tags = ["a", "new", "two words"]']),
        (["lang = 'en'", "", "[extra]"], ["lang = 'en'", 'tags = ["new", "two words"]', "", "[extra]"]),
    ],
)  # fmt: skip
def test_toml(before: list[str], after: list[str]) -> None:
    """A pair outside of a table stands above all tables."""
    assert written(fenced(*before, fence="+++")) == fenced(*after, fence="+++")


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.md", '{\n  "title": "T",\n  "tags": ["a"]\n}\n\nText', '"tags": ["a", "new", "two words"]\n}'),
        ("a.md", '{\n  "title": "T",\n  "lang": "en"\n}\n\nText', '"T",\n  "tags": ["new", "two words"],\n  "lang"'),
        ("a.md", '{\n  "title": "T"\n}\n\nText', '"T",\n  "tags": ["new", "two words"]\n}'),
        ("a.md", '{"title": "T", "tags": null}\nText', '"T", "tags": ["new", "two words"]}'),
        ("a.md", '{"title": "T"}\nText', '"T", "tags": ["new", "two words"]}'),
        ("a.md", '"title": "T",\n"lang": "en"\n;;;\nText', '"T",\n"tags": ["new", "two words"],\n"lang": "en"\n'),
        ("a.md", '"title": "T"\n;;;\nText', '"T",\n"tags": ["new", "two words"]\n;;;'),
        ("a.md", '---json\n{"title": "T", "tags": []}\n---\nText', '"tags": ["new", "two words"]}'),
        ("a.md", "Title: T\nTags: a, b\nLang: en\n\nText", "Tags: a, b, new, two words\nLang"),
        ("a.md", "Title: T\nTags: a,\n  b\n\nText", "Tags: a,\n  b,\n  new,\n  two words\n"),
        ("a.md", "Title: T\nTags:\nLang: en\n\nText", "Tags: new, two words\nLang"),
        ("a.md", "Title: T\nTags: machine learning\n\nText", "Tags: machine learning, new, two words\n"),
        ("a.md", "Title: T\nDate: 2024-05-12\n\nText", "Date: 2024-05-12\nTags: new, two words\n\n"),
        ("a.md", "title: T\ndate: 2024-05-12\n\nText", "date: 2024-05-12\ntags: new, two words\n\n"),
        ("a.md", "<!--\n.. title: T\n.. tags: a\n.. lang: en\n-->\n\nText", ".. tags: a, new, two words\n.. lang"),
        ("a.md", "<!--\n.. title: T\n-->\n\nText", ".. title: T\n.. tags: new, two words\n-->"),
        ("a.rst", ".. title: T\n.. tags:\n\nText", ".. title: T\n.. tags: new, two words\n\n"),
        ("a.md", "[#]: title: (T)\n[#]: tags: (a)\n\nText", "[#]: tags: (a, new, two words)\n"),
        ("a.md", "[#]: title: (T)\n\nText", "[#]: tags: (new, two words)\n"),
        ("a.md", '@def title = "T"\n@def tags = ["a"]\n\nText', '@def tags = ["a", "new", "two words"]\n'),
        ("a.md", '@def title = "T"\n\nText', '"T"\n@def tags = ["new", "two words"]\n'),
        ("a.mdx", "export const meta = {\n  tags: ['a'],\n}\n\nText", "tags: ['a', 'new', 'two words'],\n"),
        ("a.mdx", "export const meta = {\n  title: 'T',\n}\n\nText", '{\n  tags: ["new", "two words"],\n  title'),
        ("a.org", "#+TITLE: T\n\nText", "#+TITLE: T\n#+KEYWORDS: new, two words\n"),
        ("a.org", "#+TITLE: T\n#+TAGS: a, b\n\nText", "#+TAGS: a, b, new, two words\n"),
        ("a.rst", "Title\n=====\n\n:tags: a\n:lang: en\n\nText", ":tags: a, new, two words\n:lang"),
        ("a.rst", "Title\n=====\n\n:lang: en\n\nText", ":lang: en\n:tags: new, two words\n"),
        ("a.rst", "Title\n=====\n\nText", "=====\n\n:tags: new, two words\n\nText"),
        ("a.adoc", "= Title\n:page-tags: a\n\nText", ":page-tags: a, new, two words\n"),
        ("a.adoc", "= Title\n:page-lang: en\n\nText", ":page-lang: en\n:page-tags: new, two words\n"),
        ("a.adoc", "= Title\n\nText", "= Title\n:keywords: new, two words\n\n"),
        ("a.html", '<meta name="keywords" content="a"></head><p>Text', 'content="a, new, two words"'),
        ("a.html", "<head><title>T</title></head><p>Text", '<meta name="keywords" content="new, two words"></head>'),
        ("a.html", "<head>\n <meta name='x'>\n</head>", '\n <meta name="keywords" content="new, two words">\n<'),
        ("a.html", '<meta property="article:tag" content=""><body><p>Text', 'content="new, two words"'),
        ("a.html", "<h1>Title</h1><p>Text", "---\ntags: [new, two words]\n---\n\n<h1>"),
        ("a.md", "# Title\n\nText", "---\ntags: [new, two words]\n---\n\n# Title"),
        ("a.md", "\n# Title\n\nText", "---\ntags: [new, two words]\n---\n\n# Title"),
        ("a.md", "---\n---\n# Title\n", "---\ntags: [new, two words]\n---\n"),
        ("a.md", "---\ntitle: T\n...\nText", "T\ntags: [new, two words]\n...\n"),
        ("a.md", "---\ntitle: T\ntags:\n- a", "- a\n- new\n- two words"),
    ],
)  # fmt: skip
def test_other_dialects(path: str, before: str, after: str) -> None:
    """New tags are written as the dialect has them."""
    assert after in written(before, path)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("a.md", "---\ntags: a b\n---\n", "tags: a b new short\n"),
        ("a.org", "#+TITLE: T\n#+FILETAGS: :a:b:\n\nText", "#+FILETAGS: :a:b:new:short:\n"),
        ("a.org", "#+title: T\n\nText", "#+title: T\n#+filetags: :new:short:\n"),
        ("a.org", "#+title: T\n#+tags[]: a b\n\nText", "#+tags[]: a b new short\n"),
    ],
)
def test_tags_without_blanks(path: str, before: str, after: str) -> None:
    """They fit where blanks or colons separate tags."""
    assert after in written(before, path, ("new", "short"))


@pytest.mark.parametrize(
    ("generator", "before", "after"),
    [
        ("zola", "+++\ntitle = 'T'\n+++\nText", 'title = \'T\'\n[taxonomies]\ntags = ["new", "two words"]\n+++\n'),
        ("zola", "---\ntitle: T\n---\nText", "title: T\ntaxonomies:\n  tags: [new, two words]\n---\n"),
        ("pelican", "# Title\n\nText", "Title: Title\nTags: new, two words\n\n# Title"),
    ],
)
def test_generators_that_look_elsewhere(generator: str, before: str, after: str) -> None:
    """Zola reads tags from a table alone, and Pelican's headers have no fences."""
    assert after in written(before, site=Site(generator=generator, language="en"))


HARD = (
    *("no", "1.0", "2024-05-12", "c#", "a: b", "# one", "- two", "@three", "*four", "it's", 'say "five"', "six\\seven"),
    *("null", "8, 9", "ten:", "0x1f", "12:30", "<<", "=", ".5", "~"),
)


@pytest.mark.parametrize(
    "tags", ["tags:", "tags: []", "tags: ['x']", 'tags: ["x"]', "tags: [x]", "tags:\n- x", "tags: x, y", "tags: x"]
)
def test_yaml_reads_each_tag_as_a_text(tags: str) -> None:
    """Not as a number, a truth value, a date, a comment or a mapping, in a reader that guesses types."""
    header = written(fenced(tags), tags=HARD).split("---")[1]

    assert tuple(yaml.safe_load(header)["tags"][-len(HARD) :]) == HARD


def test_line_ends_and_byte_order_mark_stay() -> None:
    """Each new line ends as the line above it does; a file without a last line end stays so."""
    assert written("\ufeff---\r\ntitle: T\ntags:\r\n- a\r\n---\r\n\nText") == (
        "\ufeff---\r\ntitle: T\ntags:\r\n- a\r\n- new\r\n- two words\r\n---\r\n\nText"
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-32", "cp1251", "cp932"])
def test_the_encoding_stays(encoding: str) -> None:
    """And so does every byte that was there."""
    texts = {
        "cp1251": "Поиск по блогу нужен читателям, которые его любят",
        "cp932": "これはブログの記事です。検索ができます。",
    }
    text = (
        f"---\ntitle: {texts.get(encoding, 'Café, déjà vu')}\ntags: [a]\n---\n{texts.get(encoding, 'Été à la plage')}\n"
    )

    after = with_tags(text.encode(encoding), "a.md", NEW, SITE).content

    assert after == text.replace("[a]", "[a, new, two words]").encode(encoding)


def test_bytes_that_are_no_text_stay() -> None:
    """A broken character in UTF-8 is as broken afterwards."""
    before = "---\ntitle: ü\xff\ntags: [ä, ö, ü]\n---\nText ä ö ü ß é \xff.\n".encode("latin-1")
    before = before.decode("latin-1").encode().replace("\xff".encode(), b"\xff")

    assert with_tags(before, "a.md", NEW, SITE).content == before.replace("ü]".encode(), "ü, new, two words]".encode())


@pytest.mark.parametrize(
    ("path", "content", "code", "message"),
    [
        ("a.md", b"---\n<<<<<<< a\ntags: [a]\n=======\ntags: [b]\n>>>>>>> b\n---\n", "merge-conflict", "line 2"),
        ("a.md", "---\ntitle: Été\n---\nDéjà à la plage\n".encode("cp1252"), "encoding", "cp1252"),
        ("a.org", b"#+TITLE: T\n#+FILETAGS: :a:b:\n\nText", "no-place-for-tags", "org"),
        ("a.org", b"* Heading\n\nText", "no-place-for-tags", "no header"),
        ("a.md", b"First line\n\nText", "no-place-for-tags", "no header"),
        ("a.md", b"---\ntags: {a: 1}\n---\n", "no-place-for-tags", "yaml"),
        ("a.md", b"---\ntags: &t [a]\ncategories: *t\n---\n", "no-place-for-tags", "two words"),
        ("a.adoc", b"= Title\n:page-tags: [a, b]\n\nText", "no-place-for-tags", "asciidoc"),
    ],
)
def test_refusals(path: str, content: bytes, code: str, message: str) -> None:
    """What cannot be proved is not done, and the message says why."""
    with pytest.raises(TagsRefused, match=message) as refused:
        with_tags(content, path, ("two words", "検索"), SITE)

    assert refused.value.code == code


def test_a_file_that_is_no_text_is_no_post() -> None:
    """It is refused as the reader refuses it."""
    with pytest.raises(UnreadablePost):
        with_tags(b"\x89PNG\r\n\x1a\n\x00", "a.md", NEW, SITE)


def test_a_conflict_in_the_text_does_no_harm() -> None:
    """Tags are written above it."""
    conflict = "<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n"

    assert written(fenced("tags: [a]") + conflict) == fenced("tags: [a, new, two words]") + conflict


def test_tags_that_are_there_are_not_added() -> None:
    """In any spelling, and each new one once."""
    text = fenced("tags: [Open Source]")

    assert written(text, tags=("open-source",)) == text
    assert written(text, tags=("new", "open source", "New")) == fenced("tags: [Open Source, new]")


def test_an_alias_of_a_tag_that_is_there_is_not_added() -> None:
    """The two are one tag."""
    aliases = Aliases({"k8s": "kubernetes"})

    assert missing(["k8s"], ["Kubernetes", "new"], aliases) == ("new",)
    assert with_tags(b"---\ntags: kubernetes\n---\n", "a.md", ["k8s"], SITE, aliases).added == ()


def test_writing_twice_is_writing_once() -> None:
    """What was written is found there."""
    once = written(fenced())

    assert written(once) == once
