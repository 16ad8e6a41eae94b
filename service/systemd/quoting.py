"""Words and paths as unit files have them; "Quoting" in systemd.syntax(7) and "Command lines" in systemd.service(5)."""

import re
from collections.abc import Sequence
from pathlib import Path

_PLAIN = re.compile(r"[\w./:=@%+,-]+")


def quoted(words: Sequence[str]) -> str:
    """A command, its *words* as they are: with no variable, and no specifier, in them."""
    return " ".join(_quoted(word.replace("$", "$$")) for word in words)


def quoted_path(path: Path) -> str:
    """One of several paths in a line."""
    return _quoted(str(path))


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if _PLAIN.fullmatch(word):
        return word
    return '"' + re.sub(r'[\\"\x00-\x1f]', _escaped, word) + '"'


def _escaped(match: re.Match[str]) -> str:
    sign = match[0]
    return f"\\{sign}" if sign in '\\"' else f"\\x{ord(sign):02x}"
