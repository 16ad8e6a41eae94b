"""Bytes become text: one encoding, one kind of line end, nothing invisible; what was odd is reported."""

import codecs
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.errors import UnreadablePost
from indexer.posts.encodings import unmarked_encoding
from indexer.posts.invisible import INVISIBLE, without_invisible
from indexer.posts.problem import Problem

MAX_BYTES = 20 * 1024 * 1024
"""Larger files are not read."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_MAGIC = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"BZh"),
    *(b"\x7fELF", b"SQLite format 3\x00", b"7z\xbc\xaf", b"OggS", b"ID3", b"\x00\x00\x01\x00", b"wOFF", b"wOF2"),
)
_CONTROL_BYTES = bytes(sorted({*range(0x09), *range(0x0E, 0x20), 0x7F} - {0x1B}))

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# All that any of the steps below looks for; most files hold none of it.
_ODD = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffd-\uffff{INVISIBLE}]")
_PLAIN_ASCII = bytes((0x09, 0x0A, *range(0x20, 0x7F)))
_LINE_END = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_OWN_LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# Text that was saved as Latin-1 but typed as Windows-1252 keeps its quotes and dashes in U+0080..U+009F.
_MEANT = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A file's text.

    Attributes:
        text: Lines end in ``\n``; no byte order mark, control characters or marks that nobody sees.
        origins: For each line of *text* the line of the file that an editor would show it at, from 1; None where
            they are the same.
        problems: What was odd about the bytes.
    """

    text: str
    origins: Sequence[int] | None = None
    problems: tuple[Problem, ...] = ()


def decode(path: str, content: bytes) -> Decoded:
    """The text of *content*, whatever its encoding.

    Raises:
        UnreadablePost: *content* is binary, or larger than `MAX_BYTES`.
    """
    check_size(len(content))
    if (plain := _plain(content)) is not None:
        return Decoded(plain)
    text, encoding = _text(content)
    problems = [*_encoding_problem(path, content, encoding), *_character_problems(path, text)]
    if _CONTROL.search(text):
        text = _CONTROL.sub(lambda match: _MEANT.get(ord(match[0]), ""), text)
    lines, origins = _lines(text)
    return Decoded(without_invisible(lines), origins, tuple(problems))


def check_size(size: int) -> None:
    """Raise UnreadablePost if *size* bytes are more than `MAX_BYTES`."""
    if size > MAX_BYTES:
        megabytes = math.ceil(size / 1024 / 1024)
        message = f"{megabytes} MB is more than the 20 MB that a post may have; split it or move it elsewhere."
        raise UnreadablePost("too-large", message)


def _plain(content: bytes) -> str | None:
    """The text of *content* if it is UTF-8 and holds nothing odd, as most files are; else None."""
    foreign = content.translate(None, _PLAIN_ASCII)  # little is left to look through
    try:
        return None if _ODD.search(foreign.decode()) else content.decode()
    except UnicodeDecodeError:
        return None


def _text(content: bytes) -> tuple[str, str]:
    """The decoded text and the name of the encoding it was read as."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace").removeprefix("\ufeff"), encoding
    if _is_binary(content):
        raise UnreadablePost("binary", "The file is not text; move it out of the posts folder or leave it out by name.")
    if b"\x00" not in content and b"\x1b" not in content:
        try:
            return content.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            pass  # the usual case failed; what follows finds the encoding
    encoding = unmarked_encoding(content)
    return content.decode(encoding, "replace"), encoding


def _is_binary(content: bytes) -> bool:
    if content.startswith(_BINARY_MAGIC) and not _is_utf8(content):
        return True
    controls = len(content) - len(content.translate(None, _CONTROL_BYTES))
    if controls * 10 <= len(content):
        return False
    encoding = unmarked_encoding(content)
    return not encoding.startswith("utf-16") and (encoding != "utf-8" or controls * 3 > len(content))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding_problem(path: str, content: bytes, encoding: str) -> list[Problem]:
    if encoding in {"utf-8", "utf-8-sig"} and _is_utf8(content):
        return []
    if encoding.startswith("utf-8"):
        message = "Some bytes are not UTF-8 and their characters are lost; type them again and save the file as UTF-8."
    else:
        message = f"The file is not UTF-8 and was read as {encoding}; save it as UTF-8."
    return [Problem(path, _first_foreign_line(content, encoding), "encoding", message)]


def _first_foreign_line(content: bytes, encoding: str) -> int:
    if encoding.startswith(("utf-16", "utf-32")):
        return 1
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _line_at(content[: error.start].decode("utf-8"))
    return 1


def _line_at(before: str) -> int:
    """The line, as editors count, that begins or goes on after *before*."""
    return before.count("\n") + before.count("\r") - before.count("\r\n") + 1


def _character_problems(path: str, text: str) -> list[Problem]:
    problems = []
    controls = _CONTROL.findall(text)
    if controls:
        line = _line_at(text[: text.index(controls[0])])
        message = f"{len(controls)} control character(s), the first U+{ord(controls[0]):04X}, left out; delete them."
        problems.append(Problem(path, line, "control-characters", message))
    damage = text.find("\ufffd")
    if damage >= 0:
        message = "A character was lost here and U+FFFD stands in its place; type it again."
        problems.append(Problem(path, _line_at(text[:damage]), "damaged-text", message))
    return problems


def _lines(text: str) -> tuple[str, Sequence[int] | None]:
    r"""*text* with ``\n`` as its only line end, and the line in the file of each of its lines."""
    if not _OWN_LINE_END.search(text):
        return text.replace("\r\n", "\n").replace("\r", "\n"), None
    origins = [1]
    for end in _LINE_END.finditer(text):
        origins.append(origins[-1] + (end[0] in {"\n", "\r", "\r\n"}))
    return _LINE_END.sub("\n", text), origins
