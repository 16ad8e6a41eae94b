"""What holds of tags written into any file: they are read back, and nothing else has changed."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import TagsRefused
from indexer.posts.labels import labels
from indexer.posts.reader import read_post
from indexer.posts.site import Site
from indexer.tagging.write_back import missing, with_tags

SITE = Site(generator="", language="en")

words = st.lists(st.from_regex(r"[a-z]{2,6}", fullmatch=True), min_size=1, max_size=4, unique=True)
# Whatever an author might call a tag: words of any script, with all that any dialect has a meaning for.
odd_tags = st.lists(
    st.text(
        st.sampled_from("ab1 .,:;#-'\"[]{}()&*!|>%@`+/\\=~?<") | st.characters(categories=["L", "N", "P", "S"]),
        min_size=1,
        max_size=8,
    ).filter(lambda tag: labels([tag]) == (tag,)),
    min_size=1,
    max_size=3,
)  # fmt: skip

Form = Callable[[list[str]], str]
LISTS: dict[str, list[Form]] = {
    "---\ntitle: Title\nlang: en\n{}---\n": [
        lambda tags: f"tags: [{', '.join(tags)}]\n",
        lambda tags: f"tags: [{','.join(tags)}] # noted\n",
        lambda tags: "tags: ['{}']\n".format("', '".join(tags)),
        lambda tags: 'tags: ["{}"]\n'.format('", "'.join(tags)),
        lambda tags: "tags:\n  [\n" + "".join(f"    {tag},\n" for tag in tags) + "  ]\n",
        lambda tags: "tags:\n" + "".join(f"  - {tag}\n" for tag in tags),
        lambda tags: "tags: # noted\n" + "".join(f'- "{tag}"\n' for tag in tags) + "\n",
        lambda tags: "taxonomies:\n  tags:\n" + "".join(f"    - {tag}\n" for tag in tags),
        lambda tags: f"tags: {', '.join(tags)}\n",
        lambda tags: f"tags: {' '.join(tags)}\n",
        lambda tags: f'tag: "{"; ".join(tags)}"\n',
        lambda _tags: "tags:\n",
        lambda _tags: "tags: []\n",
        lambda _tags: "",
    ],
    '+++\ntitle = "Title"\n{}+++\n': [
        lambda tags: 'tags = ["{}"]\n'.format('", "'.join(tags)),
        lambda tags: "tags = [\n" + ",\n".join(f"  '{tag}'" for tag in tags) + " # noted\n]\n",
        lambda tags: '[taxonomies]\ntags = ["{}"]\n'.format('", "'.join(tags)),
        lambda _tags: "tags = []\n",
        lambda _tags: "",
    ],
    '{{\n  "title": "Title",\n{}  "lang": "en"\n}}\n': [
        lambda tags: '  "tags": ["{}"],\n'.format('", "'.join(tags)),
        lambda tags: '  "tags": [\n    "{}"\n  ],\n'.format('",\n    "'.join(tags)),
        lambda tags: f'  "tags": "{", ".join(tags)}",\n',
        lambda _tags: '  "tags": null,\n',
        lambda _tags: "",
    ],
}
TEXTS: dict[str, list[Form]] = {
    "Title: Title\n{}Lang: en\n": [lambda tags: f"Tags: {', '.join(tags)}\n", lambda _tags: "Tags:\n"],
    "<!--\n.. title: Title\n{}-->\n": [lambda tags: f".. tags: {','.join(tags)}\n", lambda _tags: ""],
    "[#]: title: (Title)\n{}": [lambda tags: f"[#]: tags: ({', '.join(tags)})\n", lambda _tags: ""],
    "<head><title>Title</title>\n{}</head>\n": [
        lambda tags: f'<meta name="keywords" content="{", ".join(tags)}">\n',
        lambda _tags: "",
    ],
}
ends = st.sampled_from(["\n", "\r\n"])
bodies = st.sampled_from(["\n\nText.\n", "\n\n# Title\n\ntags: none\n---\n", "\nÜber ‘alles’"])


def halves(header: str, body: str, end: str) -> tuple[bytes, bytes]:
    """The file's bytes before and after the pair of its tags."""
    before, after = header.split("{}")
    if header.startswith("{{"):
        before, after = before.replace("{{", "{"), after.replace("}}", "}")
    return before.replace("\n", end).encode(), (after + body).replace("\n", end).encode()


def tagged(header: str, pair: str, body: str, end: str, added: list[str]) -> bool:
    """Whether *added* could be written, after what must hold then was checked."""
    before, after = halves(header, body, end)
    content = before + pair.replace("\n", end).encode() + after
    path = "post.html" if header.startswith("<head") else "post.md"
    old = read_post(path, content, SITE)
    try:
        new = with_tags(content, path, added, SITE).content
    except TagsRefused:
        return False
    assert read_post(path, new, SITE).tags == (*old.tags, *missing(old.tags, added))
    assert new.startswith(before)
    assert new.endswith(after)
    assert end != "\r\n" or new.count(b"\n") == new.count(b"\r\n")
    return True


@pytest.mark.slow
@given(st.sampled_from([(header, form) for header in LISTS for form in LISTS[header]]), words, odd_tags, bodies, ends)
def test_lists_take_any_tag(style: tuple[str, Form], had: list[str], added: list[str], body: str, end: str) -> None:
    """Each is read back as it was accepted, and every byte before and behind the pair of the tags stays."""
    header, form = style

    assert tagged(header, form(had), body, end, added)


@pytest.mark.slow
@given(st.sampled_from([(header, form) for header in TEXTS for form in TEXTS[header]]), words, words, bodies, ends)
def test_texts_take_words(style: tuple[str, Form], had: list[str], added: list[str], body: str, end: str) -> None:
    """Where tags are one text, each word is read back."""
    header, form = style

    assert tagged(header, form(had), body, end, added)


@pytest.mark.slow
@given(st.sampled_from([(header, form) for header in TEXTS for form in TEXTS[header]]), words, odd_tags, bodies, ends)
def test_texts_take_a_tag_or_refuse_it(
    style: tuple[str, Form], had: list[str], added: list[str], body: str, end: str
) -> None:
    """A tag with a comma in it does not become two."""
    header, form = style

    tagged(header, form(had), body, end, added)
