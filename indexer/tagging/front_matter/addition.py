"""Tags to be added to a post, and how its header's dialect spells them in a list."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

_QUOTES = ('"', "'")
# What YAML 1.1 or 1.2 reads as something else than this text, in a list or beside a key.
_MISREAD = re.compile(
    r"""[-?:,\[\]{}#&*!|>'"%@`=<.+~\s] .*     # begins with what means something
      | [-+]?\d[\d_.:,\ a-fox+tz-]*           # a number, a date, a time
      | (?:y|n|yes|no|on|off|true|false|null|nan|inf)
      | .* (?: [,\[\]{}] | :(?=\s|$) | \s\# ) .*
      | .* \s | """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def _as_quoted(tag: str, quote: str) -> str:
    r"""*tag* between quotes; a quotation mark in it is written ``\"``, as YAML, TOML, JSON and JavaScript have it."""
    if quote == "'" and not set(tag) & {"'", "\\"}:
        return f"'{tag}'"
    return '"{}"'.format(tag.replace("\\", "\\\\").replace('"', '\\"'))


def _quote_of(neighbours: Sequence[str]) -> str:
    """The quotation mark that all of *neighbours* begin with, or "" if one of them does without."""
    quotes = [neighbour[:1] if neighbour.startswith(_QUOTES) else "" for neighbour in neighbours]
    return quotes[-1] if all(quotes) and quotes else ""


def _yaml(tag: str, neighbours: Sequence[str]) -> str:
    quote = _quote_of(neighbours)
    return _as_quoted(tag, quote or '"') if quote or _MISREAD.fullmatch(tag) else tag


def _quoted(tag: str, neighbours: Sequence[str]) -> str:
    return _as_quoted(tag, _quote_of(neighbours) or '"')


def _json(tag: str, _neighbours: Sequence[str]) -> str:
    return _as_quoted(tag, '"')


_SPELLINGS: Mapping[str, Callable[[str, Sequence[str]], str]] = {
    "yaml": _yaml,
    "toml": _quoted,
    "json": _json,
    "franklin": _quoted,
    "mdx": _quoted,
}
"""How the dialects that have lists spell a tag in one, beside its neighbours as they stand in the file."""


@dataclass(frozen=True, slots=True)
class Addition:
    """The tags *added* to those that a post *had*, in a header of *dialect*."""

    had: tuple[str, ...]
    added: tuple[str, ...]
    dialect: str

    @property
    def tags(self) -> tuple[str, ...]:
        """All the tags that the post is to have."""
        return (*self.had, *self.added)

    def from_nothing(self) -> "Addition":
        """All the tags as if the post had none of them."""
        return Addition((), self.tags, self.dialect)

    @property
    def has_lists(self) -> bool:
        """Whether the dialect has lists, written between brackets."""
        return self.dialect in _SPELLINGS

    def spelled(self, neighbours: Sequence[str]) -> list[str]:
        """The added tags as entries of a list in which *neighbours* stand."""
        return [_SPELLINGS[self.dialect](tag, neighbours) for tag in self.added]

    def as_list(self, neighbours: Sequence[str] = ()) -> str:
        """All tags as a list between brackets, spelled like *neighbours*."""
        return f"[{', '.join(_SPELLINGS[self.dialect](tag, neighbours) for tag in self.tags)}]"
