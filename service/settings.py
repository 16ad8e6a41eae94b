"""The settings of Backmatter as a table, from which files, variables, options and documentation are read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from indexer import GENERATORS, AliasError, Aliases

Value = str | int | Path | Aliases | None


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may hold.

    Attributes:
        metavar: How the value is called in a command's help.
        type: What it is in backmatter.toml.
        expected: The cure for a bad value: what to write instead.
        read: The value of what was written, as text (or as the table that backmatter.toml has); raises ValueError if it
            is none, AliasError if it is a table that makes no sense.
    """

    metavar: str
    type: type[str] | type[int] | type[dict[str, Any]]
    expected: str
    read: Callable[[Any], Value]


def _text(raw: str) -> str:
    if "\0" in raw or not raw.strip():
        raise ValueError(raw)
    return raw.strip()


def _path(raw: str) -> Path:
    return Path(_text(raw)).expanduser()


def _address(raw: str) -> str:
    parts = urlsplit(_text(raw))
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(raw)
    return parts.geturl().rstrip("/")


def _matching(pattern: str) -> Callable[[str], str]:
    def read(raw: str) -> str:
        text = _text(raw)
        if not re.fullmatch(pattern, text):
            raise ValueError(raw)
        return text

    return read


def _between(low: int, high: int) -> Callable[[str], int]:
    def read(raw: str) -> int:
        number = int(raw)
        if not low <= number <= high:
            raise ValueError(raw)
        return number

    return read


def _aliases(raw: str | Mapping[str, object]) -> Aliases:
    if isinstance(raw, str):
        raw = dict(map(_pair, raw.split(",")))
    return Aliases({word: _name(word, name) for word, name in raw.items()})


def _pair(text: str) -> tuple[str, str]:
    word, equals, name = text.partition("=")
    if not equals:
        raise ValueError(text)
    return _text(word), _text(name)


def _name(word: str, name: object) -> str:
    if isinstance(name, str):
        return name
    raise AliasError(f'{word}: is followed by no text; write "{word}" = "name", and a word with a dot in quotes.')


def whole_number(low: int, high: int) -> Kind:
    """A whole number from *low* to *high*."""
    return Kind("NUMBER", int, f"a whole number from {low} to {high}", _between(low, high))


_BUILDERS = ("auto", *GENERATORS)

TEXT = Kind("TEXT", str, "a text in quotes", _text)
FOLDER = Kind("FOLDER", str, "a folder's path in quotes", _path)
FILE = Kind("FILE", str, "a file's path in quotes", _path)
ADDRESS = Kind("URL", str, "an address such as https://blog.example", _address)
PATTERN = Kind("PATTERN", str, 'a pattern that starts with a slash, such as "/:year/:slug/"', _matching(r"/\S*"))
LANGUAGE = Kind("CODE", str, 'a two-letter language code such as "en"', _matching(r"[a-z]{2}"))
ALIASES = Kind(
    "TABLE", dict, 'a table of lines such as js = "javascript", or "js=javascript, k8s=kubernetes"', _aliases
)
GENERATOR = Kind("NAME", str, "one of " + ", ".join(_BUILDERS), _matching("|".join(_BUILDERS)))


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting.

    Attributes:
        name: Its name in backmatter.toml; what stands before a dot is the table's name.
        kind: What it may hold.
        default: What holds when nobody sets it; a path is relative to the folder of backmatter.toml.
        about: One sentence for people.
    """

    name: str
    kind: Kind
    default: Value
    about: str

    @property
    def variable(self) -> str:
        """Its name in the environment."""
        return PREFIX + self.name.replace(".", "_").upper()


PREFIX = "BACKMATTER_"

SETTINGS = (
    Setting("posts", FOLDER, Path("data/posts"), "The folder that holds the posts."),
    Setting("index", FOLDER, Path(".backmatter"), "The folder that holds the index; made if it is not there."),
    Setting("engine", TEXT, "whoosh", 'What keeps and searches the index: "whoosh".'),
    Setting("host", TEXT, "127.0.0.1", "The address to listen on; 0.0.0.0 lets other machines in."),
    Setting("port", whole_number(1, 65535), 8000, "The port to listen on."),
    Setting("workers", whole_number(1, 64), 1, "How many processes answer requests; more than one per core is no use."),
    Setting("clicks", FILE, None, "The file to which clicks on hits are written; unset, none is recorded."),
    Setting("site.title", TEXT, "", "The blog's name, shown on the search page."),
    Setting("site.url", ADDRESS, "", "The blog's address; hits link there. Unset, they link from the root."),
    Setting("site.generator", GENERATOR, "auto", "What builds the blog, which decides on posts' addresses."),
    Setting("site.permalink", PATTERN, None, "The blog's own pattern for posts' addresses, if it has one."),
    Setting("site.language", LANGUAGE, None, "The language of posts that do not say theirs; unset, it is detected."),
    Setting("site.stylesheet", FILE, None, "A CSS file of the blog's own for the pages, read when the service starts."),
    Setting("tags.aliases", ALIASES, Aliases(), "Other words for tags, which are then one with them."),
)

LATER = ("schedule",)
"""Tables of backmatter.toml that a later version reads; until then they are accepted."""
