"""A file's bytes as a text that can be edited, while the bytes between the edits stay the same."""

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass

from indexer.errors import TagsRefused
from indexer.posts.encodings import unmarked_encoding
from indexer.posts.quoted import quoted
from indexer.tagging.front_matter.edit import Edits

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")  # those at which the reader ends a line
_ORDINARY_LINE_END = re.compile("\r\n|[\n\r]")


@dataclass(frozen=True, slots=True)
class Original:
    r"""A file as it stands.

    Attributes:
        content: Its bytes.
        mark: How many of them are the byte order mark.
        encoding: The Python name of the encoding of the others.
        raw: What they say, with the line ends that they have.
        text: The same with ``\n`` for every line end, which are the reader's lines.
        wide_ends: Offsets in *text* of the ``\n`` that are two characters in *raw*, ascending.
    """

    content: bytes
    mark: int
    encoding: str
    raw: str
    text: str
    wide_ends: tuple[int, ...]

    @classmethod
    def of(cls, content: bytes) -> "Original":
        """The file with the bytes *content*."""
        marked = next((found for found in _BYTE_ORDER_MARKS if content.startswith(found[0])), None)
        mark, encoding = (len(marked[0]), marked[1]) if marked else (0, unmarked_encoding(content))
        raw = content[mark:].decode(encoding, _errors(encoding))
        # Each of these line ends makes the text one character shorter than what was read so far.
        wide_ends = tuple(found.start() - before for before, found in enumerate(re.finditer("\r\n", raw)))
        return cls(content, mark, encoding, raw, _LINE_END.sub("\n", raw), wide_ends)

    def edited(self, edits: Edits) -> bytes:
        """The bytes after *edits* of `text`.

        Raises:
            TagsRefused: The encoding has no such character, or the bytes cannot be told apart by it.
        """
        parts: list[bytes] = []
        last = 0
        for edit in edits:
            start, end = self._byte_offset(edit.start), self._byte_offset(edit.end)
            parts += [self.content[last:start], self._encoded(edit.text, edit.start)]
            last = end
        return b"".join((*parts, self.content[last:]))

    def _byte_offset(self, offset: int) -> int:
        """Where in `content` stands what stands at *offset* in `text`."""
        before = self.raw[: offset + bisect_left(self.wide_ends, offset)]
        size = self.mark + len(before.encode(self.encoding, _errors(self.encoding)))
        if self.content[self.mark : size].decode(self.encoding, _errors(self.encoding)) != before:
            raise TagsRefused(
                "encoding", f"Its bytes are not quite {self.encoding}; save the file as UTF-8 and try again."
            )
        return size

    def _encoded(self, text: str, offset: int) -> bytes:
        """*text*, to stand at *offset*, with the line ends that are used there."""
        try:
            return text.replace("\n", self._line_end(offset)).encode(self.encoding)
        except UnicodeEncodeError as error:
            lacking = quoted(text[error.start : error.end])
            raise TagsRefused(
                "encoding",
                f"The file is {self.encoding}, which has no {lacking}; save it as UTF-8 or choose another tag.",
            ) from error

    def _line_end(self, offset: int) -> str:
        """The line end before *offset* of `text`, or else the first one behind it."""
        raw_offset = offset + bisect_left(self.wide_ends, offset)
        line = self.text.rfind("\n", 0, offset)
        before = _ORDINARY_LINE_END.match(self.raw, raw_offset - (offset - line) - (line in self.wide_ends))
        found = (before if line >= 0 else None) or _ORDINARY_LINE_END.search(self.raw, raw_offset)
        return found[0] if found else "\n"


def _errors(encoding: str) -> str:
    # Of the other encodings, not all can keep a broken character as an escape; an edit behind one may be refused.
    return "surrogateescape" if encoding == "utf-8" else "replace"
