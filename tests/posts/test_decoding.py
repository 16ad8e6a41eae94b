"""Bytes become text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import UnreadablePost
from indexer.posts.decoding import MAX_BYTES, decode

JAPANESE = "これは日本語で書かれた記事です。今日はとても暑いので、海に行きました。"
CHINESE = "我们在这里写一些中文的文章，这是为了看看能不能读出来。"
TRADITIONAL = "我們在這裡寫一些中文的文章，這是為了看看能不能讀出來。"
KOREAN = "이것은 한국어로 작성된 글입니다. 오늘은 날씨가 참 좋네요."
RUSSIAN = "Это статья на русском языке, и она сохранена в старой кодировке."
GERMAN = "Schöne Grüße aus München, wo es heute für März zu kühl ist."
FRENCH = "L’été est arrivé, déjà très chaud, à peine supportable."
POLISH = "Wczoraj wieczorem poszłam na długi spacer, proszę państwa, aż do łąki."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((JAPANESE, name) for name in ("cp932", "euc_jp", "iso2022_jp")),
        *((RUSSIAN, name) for name in ("cp1251", "koi8_r")),
        *((GERMAN, name) for name in ("cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32")),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (CHINESE, "gb18030"),
        (TRADITIONAL, "big5"),
        (KOREAN, "cp949"),
    ],
)
def test_old_encodings_are_recognised_and_reported(text: str, encoding: str) -> None:
    """What is not UTF-8 is read all the same, and the author is told as what."""
    decoded = decode("a.md", f"---\ntitle: A title\ntags: a, b\n---\n{text}\n".encode(encoding))

    assert text in decoded.text
    assert [problem.code for problem in decoded.problems] == ["encoding"]
    assert encoding.partition("-")[0] in decoded.problems[0].message


def test_the_encoding_is_reported_at_its_first_foreign_line() -> None:
    """The line is that of the first byte that UTF-8 does not know."""
    decoded = decode("a.md", "one\r\ntwo\r\ncafé olé\r\n".encode("cp1252"))

    assert decoded.problems[0].line == 3


def test_a_few_bad_bytes_do_not_turn_utf8_into_something_else() -> None:
    """A text that is UTF-8 but for one byte keeps its other characters."""
    decoded = decode("a.md", (JAPANESE * 3).encode() + b"\xff")

    assert decoded.text.startswith(JAPANESE)
    assert {problem.code for problem in decoded.problems} == {"encoding", "damaged-text"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    """Whatever separates lines, the text has line feeds alone."""
    assert decode("a.md", f"one{end}two".encode()).text == "one\ntwo"


def test_lines_keep_the_numbers_that_editors_show() -> None:
    """A form feed or a line separator begins no new line in an editor."""
    decoded = decode("a.md", "one\r\ntwo\x0ctwo too\u2028two still\rthree".encode())

    assert decoded.origins == [1, 2, 2, 2, 3]


def test_nothing_invisible_is_left_and_control_characters_are_reported() -> None:
    """NUL and its kin are reported where the first one stands; a byte order mark and bidi marks just go."""
    decoded = decode("a.md", "\ufeffone\n\u202atwo\u202c\x00\x07\u200b three".encode())

    assert decoded.text == "one\ntwo three"
    assert [(problem.code, problem.line) for problem in decoded.problems] == [("control-characters", 2)]
    assert "2 control" in decoded.problems[0].message
    assert "U+0000" in decoded.problems[0].message


def test_quotes_from_windows_become_quotes() -> None:
    """Latin-1 has control characters where Windows-1252 has curly quotes, and quotes were meant."""
    assert decode("a.md", "\x93so\x94".encode()).text == "“so”"


def test_joiners_stay_where_scripts_need_them() -> None:
    """Persian, Hindi, emoji and Khmer keep what shapes or separates them; Latin loses it."""
    needed = "می‌خواهم क्‍ष 👩‍💻 ខ្មែរ\u200bភាសា"

    assert decode("a.md", f"{needed} so\u200cft hy\u00adphen".encode()).text == f"{needed} soft hyphen"


def test_lost_characters_are_reported() -> None:
    """A replacement character was saved into the file by somebody's editor."""
    problems = decode("a.md", "one\ntw\ufffd\n".encode()).problems

    assert [(problem.code, problem.line) for problem in problems] == [("damaged-text", 2)]


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", bytes(range(256)) * 8, bytes(500), b"\x1f\x8b\x08\x08abc\xff"],
)
def test_binary_files_are_refused(content: bytes) -> None:
    """What is not text is no post."""
    with pytest.raises(UnreadablePost) as refusal:
        decode("a.md", content)

    assert refusal.value.code == "binary"


def test_huge_files_are_refused() -> None:
    """More than 20 MB is no post."""
    with pytest.raises(UnreadablePost, match="20 MB") as refusal:
        decode("a.md", b"a" * (MAX_BYTES + 1))

    assert refusal.value.code == "too-large"


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    """Nothing but UnreadablePost is ever raised, and every line has an origin, if only its own place."""
    try:
        decoded = decode("a.md", content)
    except UnreadablePost:
        return

    assert decoded.origins is None or len(decoded.origins) == decoded.text.count("\n") + 1
    assert "\x00" not in decoded.text
    decoded.text.encode()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Cn"], exclude_characters="\ufffd")))
def test_clean_utf8_is_kept_as_it_is(text: str) -> None:
    """There is nothing to mend in clean text."""
    decoded = decode("a.md", text.encode())

    assert (decoded.text, decoded.problems) == (text, ())
