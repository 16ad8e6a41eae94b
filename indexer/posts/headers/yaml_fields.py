"""YAML headers: python-frontmatter splits them off, and their values are kept as the author typed them."""

import re
from dataclasses import dataclass
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from yaml.constructor import ConstructorError
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_MAX_DEPTH = 50
_NO_KEY = object()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a YAML header says: *value* (a dict, if it is a header at all) and the *repeated* top-level keys.

    *repeated* holds the key and its line, counted from 0.
    """

    value: object
    repeated: tuple[tuple[str, int], ...] = ()


class _Collection:
    """A list or dict that is being filled."""

    __slots__ = ("key", "value")

    def __init__(self, value: Any) -> None:
        self.value = value
        self.key: object = _NO_KEY

    def add(self, value: object, event: Event, keys: list[tuple[str, int]] | None) -> None:
        """Add the *value* that begins with *event*, as an entry, a key or a key's value; note it in *keys* if a key."""
        if isinstance(self.value, list):
            self.value.append(value)
        elif self.key is _NO_KEY:
            if not isinstance(value, str | None) or not isinstance(event, ScalarEvent):
                raise ConstructorError(None, None, "a key is not a text", event.start_mark)
            self.key = event.value
            if keys is not None:
                keys.append((event.value, event.start_mark.line))
        else:
            self.value[str(self.key)] = value
            self.key = _NO_KEY


class _TypedLoader(yaml.CSafeLoader):
    """Builds values from the parser's events, without YAML's guesses at types.

    So ``no``, ``1.0``, ``2020-01-01`` and ``12:30:45`` stay what was typed, impossible dates are no error, tags such
    as ``!!python/object`` have no meaning, and neither nesting nor aliases can exhaust stack or memory.
    """

    def get_single_data(self) -> Loaded:
        """The document's value; raises yaml.YAMLError."""
        anchors: dict[str, object] = {}
        keys: list[tuple[str, int]] = []
        top = _Collection([])
        stack = [top]
        while self.check_event():
            event = self.get_event()
            kind = type(event)
            if kind in _VALUES:
                value = _VALUES[kind](event, anchors)
                stack[-1].add(value, event, keys if len(stack) == 2 else None)
                if event.anchor and kind is not AliasEvent:
                    anchors[event.anchor] = value
            if kind in _STARTS:
                stack.append(_Collection(value))
            elif kind in _ENDS:
                stack.pop()
            if len(stack) > _MAX_DEPTH:
                raise ConstructorError(None, None, "the header is nested too deeply", event.start_mark)
        return Loaded(next(iter(top.value), None), _repeated(keys))


def _repeated(keys: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    seen: set[str] = set()
    # set.add answers None, so each key is noted and counts as repeated only if it was noted before.
    return tuple((key, line) for key, line in keys if key.casefold() in seen or seen.add(key.casefold()))


def _scalar(event: ScalarEvent, _: dict[str, object]) -> str | None:
    return None if not event.style and event.value in _NULL else event.value


def _alias(event: AliasEvent, anchors: dict[str, object]) -> object:
    return anchors.get(event.anchor, f"*{event.anchor}")


_VALUES: Any = {
    ScalarEvent: _scalar,
    AliasEvent: _alias,
    SequenceStartEvent: lambda _event, _anchors: [],
    MappingStartEvent: lambda _event, _anchors: {},
}
_STARTS = frozenset((SequenceStartEvent, MappingStartEvent))
_ENDS = frozenset((SequenceEndEvent, MappingEndEvent))


class TypedYAMLHandler(YAMLHandler):
    """python-frontmatter's handler, but ``...`` closes too, a fence may name its language, and values stay as typed."""

    FM_BOUNDARY = re.compile(r"^(?:-{3,}[ \t]*(?:ya?ml|toml|json|js|javascript)?|\.{3})[ \t]*$", re.MULTILINE)

    def load(self, fm: str, **_: object) -> Loaded:
        """What the YAML *fm* says. Raises yaml.YAMLError."""
        loaded: Loaded = super().load(fm, Loader=_TypedLoader)
        return loaded


# What the parser says, and the cure that helps an author.
_CURES = (
    ("mapping values are not allowed", "put the value in quotes, as it holds a colon"),
    ("tab character", "replace the tab by spaces"),
    ("cannot start any token", "put the value in quotes, as it begins with a special character"),
    ("a key is not a text", "put the value in quotes, as braces mean something else in YAML"),
    ("unexpected end of stream", "close the quotes"),
    ("could not find expected ':'", "write the line as `key: value`, or indent it if it goes on from the line above"),
    ("did not find expected ',' or ']'", "close the list with ]"),
    ("did not find expected ',' or '}'", "close the braces, or put the value in quotes"),
    ("did not find expected key", "check indentation and quotes"),
    ("nested too deeply", "write it flatter"),
)


def explain(error: yaml.YAMLError) -> tuple[int, str]:
    """The line of *error* in its block, counted from 0, and the cure."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return 0, "check quotes and indentation"
    problem = error.problem or ""
    inside = (error.context or "").startswith(
        ("while scanning a quoted", "while scanning a simple", "while parsing a flow")
    )
    mark = error.context_mark if inside and error.context_mark else error.problem_mark
    cure = next((cure for said, cure in _CURES if said in problem), "check quotes and indentation")
    return (mark.line if mark else 0), cure
