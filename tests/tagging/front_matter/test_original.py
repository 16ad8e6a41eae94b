"""A file's bytes as a text that can be edited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import TagsRefused
from indexer.posts.decoding import decode
from indexer.tagging.front_matter.edit import Edit, insertion
from indexer.tagging.front_matter.original import Original

lines = st.lists(
    st.tuples(st.text("ab é\ufeff한", max_size=4), st.sampled_from(["\n", "\r\n", "\r", "\x0b", "\u2028", "\x85"])),
    max_size=6,
)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])


@given(lines, encodings, st.data())
def test_an_insertion_leaves_all_other_bytes(parts: list[tuple[str, str]], encoding: str, data: st.DataObject) -> None:
    """It stands where it was to stand, in the file's encoding."""
    raw = "".join(line + end for line, end in parts)
    content = raw.encode(encoding)
    original = Original.of(content)
    at = data.draw(st.integers(0, len(original.text)))

    edited = original.edited(insertion(at, "NEW"))

    before, found, after = edited.partition("NEW".encode(original.encoding))
    assert found
    assert before + after == content
    assert Original.of(edited).text == f"{original.text[:at]}NEW{original.text[at:]}"


@given(lines)
def test_its_lines_are_those_of_the_reader(parts: list[tuple[str, str]]) -> None:
    """So that the line of a header is the same in both."""
    content = "".join(line + end for line, end in parts).encode()

    assert Original.of(content).text.count("\n") == decode("a.md", content).text.count("\n")


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        (b"a\r\nb", 1, b"a\r\nX\r\nb"),
        (b"a\r\nb\nc\n", 3, b"a\r\nb\r\nX\nc\n"),
        (b"a\nb\r\nc", 3, b"a\nb\nX\r\nc"),
        (b"a\nb\r\nc", 5, b"a\nb\r\nc\r\nX"),
        (b"a\rb", 3, b"a\rb\rX"),
        (b"a", 1, b"a\nX"),
    ],
)
def test_a_new_line_ends_as_the_one_above(before: bytes, at: int, after: bytes) -> None:
    """The first line ends as the second does, and one that is alone as most do."""
    assert Original.of(before).edited(insertion(at, "\nX")) == after


def test_several_edits_at_once() -> None:
    """Each stands at its own place of the text as it was."""
    original = Original.of("é = é\r\n".encode("cp1252"))

    assert original.edited((Edit(0, 1, "ü"), Edit(4, 5, "ö"), Edit(5, 5, "!"))) == "ü = ö!\r\n".encode("cp1252")


def test_a_character_that_the_encoding_lacks_is_refused() -> None:
    """With its name, and what to do."""
    with pytest.raises(TagsRefused, match='cp1252, which has no "字"; save it as UTF-8') as refused:
        Original.of("é à ü".encode("cp1252")).edited(insertion(0, "字"))

    assert refused.value.code == "encoding"


def test_bytes_that_cannot_be_told_apart_are_refused() -> None:
    """A text that switches its characters more often than it needs to, so that its places cannot be counted."""
    twice = b"\x1b$B$3\x1b(B\x1b$B$s\x1b(B"
    original = Original.of(twice)

    assert original.encoding == "iso2022_jp"
    with pytest.raises(TagsRefused, match="not quite iso2022_jp"):
        original.edited(insertion(len(original.text), "x"))
