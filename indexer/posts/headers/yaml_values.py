"""YAML values as the author typed them."""

from typing import cast

import yaml
from yaml.constructor import ConstructorError
from yaml.events import AliasEvent, Event, MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

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
        self._anchors: dict[str | None, object] = {}
        self._keys: list[tuple[str, int]] = []
        value: object = None
        while self.check_event():
            event = self._next()
            if isinstance(event, yaml.NodeEvent):
                value = self._value(event, 0)
        return Loaded(value, _repeated(self._keys))

    def _next(self) -> Event:
        return cast("Event", self.get_event())

    def _value(self, event: Event, depth: int) -> object:
        """The value that begins with *event*."""
        if isinstance(event, ScalarEvent):
            value: object = None if not event.style and event.value in _NULL else event.value
            self._remember(event, value)
            return value
        if isinstance(event, AliasEvent):
            return self._anchors.get(event.anchor, f"*{event.anchor}")
        if depth > _DEEPEST:
            raise _error("it is nested too deeply", event)
        return self._list(event, depth) if isinstance(event, SequenceStartEvent) else self._dict(event, depth)

    def _list(self, start: Event, depth: int) -> list[object]:
        entries: list[object] = []
        self._remember(start, entries)
        while not isinstance(event := self._next(), SequenceEndEvent):
            entries.append(self._value(event, depth + 1))
        return entries

    def _dict(self, start: Event, depth: int) -> dict[str, object]:
        fields: dict[str, object] = {}
        self._remember(start, fields)
        while not isinstance(event := self._next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                raise _error("a key is not a text", event)
            if not depth:
                self._keys.append((event.value, _line(event)))
            fields[event.value] = self._value(self._next(), depth + 1)
        return fields

    def _remember(self, event: Event, value: object) -> None:
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._anchors[event.anchor] = value


def _error(problem: str, event: Event) -> ConstructorError:
    return ConstructorError(None, None, problem, cast("yaml.Mark", event.start_mark))


def _line(event: Event) -> int:
    return cast("yaml.Mark", event.start_mark).line


def _repeated(keys: list[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    first = {key.casefold(): line for key, line in reversed(keys)}
    return tuple((key, line) for key, line in keys if first[key.casefold()] != line)
