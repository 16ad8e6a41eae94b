"""YAML values as the author typed them."""

from collections.abc import Callable
from typing import Any, cast

import yaml
from yaml.constructor import ConstructorError
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from indexer.posts.headers.loaded import Loaded

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_DEEPEST = 50


class TypedLoader(yaml.CSafeLoader):
    """PyYAML's fast safe loader, without its guesses at types.

    ``no``, ``1.0``, ``2020-01-01`` and ``12:30:45`` stay texts, an impossible date is no error, and tags such as
    ``!!python/object`` mean nothing. Values are built from the parser's events, so that neither nesting nor
    aliases can exhaust stack or memory.
    """

    def get_single_data(self) -> Loaded:
        """The document's value, a `Loaded`. Raises yaml.YAMLError."""
        self._next: Callable[[], Any] = self.get_event  # an event of whatever kind, or None at the end
        self._anchors: dict[str | None, object] = {}
        self._keys: list[tuple[str, int]] = []
        value: object = None
        while event := self._next():
            if isinstance(event, NodeEvent):
                value = self._value(event, 0)
        return Loaded(value, _repeated(self._keys))

    def _value(self, event: Any, depth: int) -> object:  # noqa: ANN401  (any event that begins a value)
        """The value that begins with *event*."""
        if event.__class__ is ScalarEvent:
            value = None if not event.style and event.value in _NULL else event.value
            if event.anchor:
                self._anchors[event.anchor] = value
            return value
        if event.__class__ is AliasEvent:
            return self._anchors.get(event.anchor, f"*{event.anchor}")
        if depth > _DEEPEST:
            raise _error("it is nested too deeply", event)
        return self._list(event, depth) if event.__class__ is SequenceStartEvent else self._dict(event, depth)

    def _list(self, start: NodeEvent, depth: int) -> list[object]:
        entries: list[object] = []
        if start.anchor:
            self._anchors[start.anchor] = entries
        while (event := self._next()).__class__ is not SequenceEndEvent:
            entries.append(self._value(event, depth + 1))
        return entries

    def _dict(self, start: NodeEvent, depth: int) -> dict[str, object]:
        fields: dict[str, object] = {}
        if start.anchor:
            self._anchors[start.anchor] = fields
        while (event := self._next()).__class__ is not MappingEndEvent:
            if event.__class__ is not ScalarEvent:
                raise _error("a key is not a text", event)
            if not depth:
                self._keys.append((event.value, cast("yaml.Mark", event.start_mark).line))
            fields[event.value] = self._value(self._next(), depth + 1)
        return fields


def _error(problem: str, event: Event) -> ConstructorError:
    return ConstructorError(None, None, problem, cast("yaml.Mark", event.start_mark))


def _repeated(keys: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    first = {key.casefold(): line for key, line in reversed(keys)}
    if len(first) == len(keys):
        return ()
    return tuple((key, line) for key, line in keys if first[key.casefold()] != line)
