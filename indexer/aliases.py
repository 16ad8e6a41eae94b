"""Aliases: other words for tags, which the blog's owner has named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from indexer.analysis.folding import fold_tag
from indexer.errors import AliasError
from indexer.query import AnyOf, Filter, Node, Query, Value

FACET = "tags"
"""Aliases are words for its values, and for no other facet's."""


class Alias(NamedTuple):
    """A word and the tag that it stands for, both as they were written."""

    word: str
    name: str

    def __str__(self) -> str:
        """As it stands in a file of settings."""
        return f'"{self.word}" = "{self.name}"'


@dataclass(frozen=True)
class Aliases:
    """Which words stand for which tags: ``Aliases({"js": "javascript", "k8s": "kubernetes"})``.

    Words and tags are compared as tags are (`fold_tag`), and a word may lead to a tag by way of others. One that leads
    to another spelling of itself says how the tag is to be written.

    Args:
        table: Words to the tags that they stand for.

    Raises:
        AliasError: A word or a tag is blank, a word stands for two tags, or words lead round in a circle.
    """

    table: Mapping[str, str] = field(default_factory=dict)
    _names: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Follow every word to its tag."""
        found = _by_key(Alias(*pair) for pair in self.table.items())
        names = {key: _last(key, found).name.strip() for key in found}
        object.__setattr__(self, "_names", names)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.table)

    def name(self, tag: str) -> str:
        """The tag that *tag* stands for; itself if it is no alias."""
        return self._names.get(fold_tag(tag), tag) if self else tag

    def names(self, tags: Iterable[str]) -> tuple[str, ...]:
        """What *tags* stand for, each once and in their order."""
        return tuple(dict.fromkeys(map(self.name, tags)))

    def renamed(self, tags: Sequence[str]) -> tuple[str, ...]:
        """What *tags* stand for, if any of them is an alias; else ()."""
        names = self.names(tags)
        return () if names == tuple(dict.fromkeys(tags)) else names

    def is_alias(self, word: str) -> bool:
        """Whether *word* stands for a tag of another name."""
        return fold_tag(self.name(word)) != fold_tag(word)

    def words(self, name: str) -> tuple[str, ...]:
        """The words that stand for the tag *name*, other spellings of itself aside."""
        return self.words_by_key.get(fold_tag(name), ())

    @cached_property
    def words_by_key(self) -> Mapping[str, tuple[str, ...]]:
        """The same for every tag that words stand for, by its key."""
        words: dict[str, list[str]] = {}
        for word in filter(self.is_alias, self.table):
            words.setdefault(fold_tag(self.name(word)), []).append(word)
        return {key: tuple(found) for key, found in words.items()}

    def query(self, query: Query) -> Query:
        """*query*, asking for the tags that its aliases stand for."""
        if not self:
            return query
        clauses = tuple(replace(clause, node=self._node(clause.node)) for clause in query.clauses)
        return replace(query, clauses=clauses, filters=tuple(map(self._filter, query.filters)))

    def _filter(self, narrow: Filter) -> Filter:
        return replace(narrow, values=self.names(narrow.values)) if narrow.field == FACET else narrow

    def _node(self, node: Node) -> Node:
        match node:
            case Value(field=field, value=value) if field == FACET:
                return Value(field, self.name(value))
            case AnyOf(nodes):
                return AnyOf(tuple(map(self._node, nodes)))
        return node


def _by_key(aliases: Iterable[Alias]) -> dict[str, Alias]:
    """*aliases* by the keys of their words."""
    found: dict[str, Alias] = {}
    for alias in aliases:
        key = fold_tag(alias.word)
        if not key or not fold_tag(alias.name):
            raise AliasError(f"{alias}: a tag's name is missing; write it, or leave the line out.")
        other = found.setdefault(key, alias)
        if fold_tag(other.name) != fold_tag(alias.name):
            raise AliasError(f"{alias}: the same word stands for another tag in {other}; leave one of them out.")
    return found


def _last(key: str, found: Mapping[str, Alias]) -> Alias:
    """Where the word of *key* leads in the end."""
    passed = {key: found[key]}
    while (after := fold_tag(found[key].name)) in found and after != key:
        if after in passed:
            raise AliasError(f"{found[key]}: leads back to {found[after]}; leave one of them out.")
        key = after
        passed[key] = found[key]
    return found[key]


NO_ALIASES = Aliases()
