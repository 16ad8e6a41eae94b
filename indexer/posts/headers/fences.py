"""Headers between fences: YAML ``---``, TOML ``+++``, JSON ``;;;``, and ``---json`` or ``---toml``."""

import re
from dataclasses import dataclass

from frontmatter.default_handlers import BaseHandler

from indexer.posts.headers import lenient, yaml_header
from indexer.posts.headers.header import KNOWN_KEYS, Header, folded
from indexer.posts.headers.loaded import Loaded, Mistake
from indexer.posts.headers.loading import load
from indexer.posts.problem import Problem
from indexer.posts.quoted import quoted

_OPENER = re.compile(r"(?P<fence>-{3,}|\+{3,}|;{3,})[ \t]*(?P<language>[a-z]+)?[ \t]*(?:\n|\Z)")
_SPLITTERS = {
    "-": yaml_header.HANDLER,
    "+": BaseHandler(re.compile(r"^\+{3,}[ \t]*$", re.MULTILINE)),
    ";": BaseHandler(re.compile(r"^;{3,}[ \t]*$", re.MULTILINE)),
}
_DIALECTS = {
    "-": "yaml",
    "+": "toml",
    ";": "json",
    "yaml": "yaml",
    "yml": "yaml",
    "toml": "toml",
    "json": "json",
    "js": "json",
    "javascript": "json",
}
# Franklin's +++ blocks hold Julia; that they are no TOML is no mistake.
_JULIA = re.compile(r"\bDate\(\d|^\s*(?:using|import|function)\s|=\s*[\[(]\s*\(|\"\"\"", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Block:
    """A header cut out of its file: its *source*, which begins at *line*, and the *body* that begins at *body_line*."""

    path: str
    dialect: str
    source: str
    body: str
    body_line: int
    line: int = 2

    def header(self, fields: dict[str, object], problems: tuple[Problem, ...] = ()) -> Header:
        """The header that sets *fields*."""
        return Header(folded(fields), self.body, self.body_line, self.dialect, problems, self.source, self.line)

    def problem(self, line: int, code: str, message: str) -> Problem:
        """A problem at *line* of the source, counted from 0."""
        return Problem(self.path, self.line + line, code, message)


def read(text: str, path: str) -> Header | None:
    """The header between fences that opens *text*, or None."""
    opener = _OPENER.match(text)
    if not opener or (opener["language"] or "yaml") not in _DIALECTS:
        return None
    fence = opener["fence"][0]
    dialect = _DIALECTS[opener["language"] or fence]
    try:
        block, body = _SPLITTERS[fence].split(text)
    except ValueError:  # there is no second fence
        return _unclosed(text, path, dialect)
    block = block.removeprefix("\n")
    found = Block(path, dialect, block, body.removeprefix("\n"), block.count("\n") + 3)
    return interpret(found, load(dialect, block)) or _unclosed_by_rule(text, found)


def interpret(block: Block, loaded: Loaded | Mistake) -> Header | None:
    """The header that *block* is, read as *loaded* or else line by line; None if it is ordinary text."""
    if isinstance(loaded, Mistake):
        return _read_leniently(block, loaded)
    if loaded.value is None:
        return block.header({})
    if not isinstance(loaded.value, dict):
        return None
    merged = loaded.value.get("<<")
    fields = {**merged, **loaded.value} if isinstance(merged, dict) else loaded.value
    return block.header(fields, tuple(_repeated(block, key, line) for key, line in loaded.repeated))


def _repeated(block: Block, key: str, line: int) -> Problem:
    message = f"The key {quoted(key)} is there twice and the last one counts; delete one of them."
    return block.problem(line, "duplicate-key", message)


def _read_leniently(block: Block, mistake: Mistake) -> Header | None:
    lines = block.source.split("\n")
    if not _is_header(lines) or _text_after_keys(lines):
        return None
    if block.dialect == "toml" and _JULIA.search(block.source):
        return block.header(lenient.read(lines))
    line = min(mistake.line, len(lines) - 1)
    cure = "replace the tab by spaces" if lines[line].startswith("\t") else mistake.cure
    message = f"The {block.dialect.upper()} header cannot be read at {quoted(lines[line])}; {cure}."
    return block.header(lenient.read(lines), (block.problem(line, "header-syntax", message),))


def _is_header(lines: list[str]) -> bool:
    """Whether *lines* are a header with mistakes rather than prose between two rules."""
    keys = {key for line in lines if (key := lenient.key_of(line))}
    return bool(keys & KNOWN_KEYS) or (bool(keys) and all(map(lenient.belongs, lines)))


def _text_after_keys(lines: list[str]) -> bool:
    """Whether the post's text begins among *lines*: below an empty line there is one that no header holds."""
    end = _end_of_keys(lines)
    return end < len(lines) and not lines[end].strip() and not all(map(lenient.belongs, lines[end:]))


def _end_of_keys(lines: list[str]) -> int:
    """How many of *lines* are the header, if it ends at an empty line or where the text begins."""
    ends = (at for at, line in enumerate(lines) if at and (not line.strip() or not lenient.belongs(line)))
    return next(ends, len(lines))


def _unclosed_by_rule(text: str, block: Block) -> Header | None:
    """The header of a *text* whose next fence is a rule in its body, if it has one."""
    if _text_after_keys(block.source.split("\n")):
        return _unclosed(text, block.path, block.dialect)
    return None


def _unclosed(text: str, path: str, dialect: str) -> Header | None:
    opener, *lines = text.split("\n")
    end = _end_of_keys(lines)
    if not _is_header(lines[:end]):
        return None
    message = f"The header opened by {quoted(opener.strip())} has no end; add a line {quoted(opener.strip())} below it."
    problems = (Problem(path, 1, "header-unclosed", message),)
    source = "\n".join(lines[:end])
    block = Block(path, dialect, source, "\n".join(lines[end:]), end + 2)
    return block.header(lenient.read(lines[:end]), problems)
