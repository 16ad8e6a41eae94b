"""Chunks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.chunks import chunks, portions


def pieces(text: str) -> list[str]:
    """The chunks of *text*, spelt out."""
    cut = chunks(text)
    return [text[start:end] for start, end in zip(cut.starts.tolist(), cut.ends.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Vim-script (日本語) isn’t .vimrc!", "The Vim script 日本 本語 語 isn’t .vimrc"),
        ("The end. C++, C#; a_b@c.d\u3000x\x1cy", "The end. C++ C# a_b c.d x y"),
        ("AIと検索v2", "AI と検 検索 索 v2"),
        ("日本.net 日C# a日.x", "日本.net 日C# a日.x"),
        ("日本。日本. 語", "日本 本 日本 本 . 語"),
        ("aัก กัa", "aัก กั ั a"),
        ("“🎉”\ud800", "🎉"),
        ("… ", ""),
        ("", ""),
    ],
)
def test_text_is_cut_at_borders_and_in_pairs(text: str, expected: str) -> None:
    """But where the scripts look at each other, a piece stays whole."""
    assert pieces(text) == expected.split()


@given(st.lists(st.text("aAb.é日本ไ🎉 ,", max_size=5), max_size=30))
def test_chunks_are_alike_if_their_fingerprints_are(texts: list[str]) -> None:
    """Wherever they stand."""
    text = " ".join(texts)

    known = dict(zip(chunks(text).fingerprints.tolist(), pieces(text), strict=True))

    assert [known[fingerprint] for fingerprint in chunks(text).fingerprints.tolist()] == pieces(text)
    assert len(known) == len({*pieces(text)})


@given(st.text("ab日. ,", max_size=30), st.integers(1, 10))
def test_portions_are_all_of_a_text_and_part_no_chunk(text: str, length: int) -> None:
    """Each is as long as it was to be, and no longer than its last chunk demands."""
    cut = [text[start:end] for start, end in portions(text, length)]

    assert "".join(cut) == text
    assert [piece for portion in cut for piece in pieces(portion)] == pieces(text)
    assert all(len(portion) >= length for portion in cut[:-1])
