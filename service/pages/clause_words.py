"""A query's clause as its author may read it: how it was typed, what it demands, what became of its words."""

from dataclasses import dataclass

from indexer import AnyOf, Phrase, Presence, UnderstoodClause, UnderstoodWord, Value, Words
from service.wire.parameters import FILTERS

Node = Words | Phrase | Value | AnyOf

_KINDS: dict[type[Node], str] = {
    Words: "word",
    Phrase: "phrase, as typed",
    Value: "filter",
    AnyOf: "any of these",
}


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """What there is to say of a clause that was *understood*, in a query *matching* all of its words or any."""

    understood: UnderstoodClause
    matching: str = "all"

    @property
    def typed(self) -> str:
        """The clause in the language that readers type; an ellipsis behind what may be unfinished."""
        clause = self.understood.clause
        return f"{'-' * (clause.presence is Presence.PROHIBITED)}{typed(clause.node)}"

    @property
    def presence(self) -> str:
        """Whether it is required, optional or prohibited."""
        return self.understood.clause.presence.value

    @property
    def demand(self) -> str:
        """What that means for the hits, in a sentence."""
        if self.is_passed_over:
            return "It says too little beside the other words."
        if self.understood.clause.presence is Presence.PROHIBITED:
            return "No hit has it."
        may_lack = self.understood.clause.presence is Presence.OPTIONAL and self.matching == "any"
        return "A hit may lack it, and ranks lower then." if may_lack else "Every hit has it."

    @property
    def kind(self) -> str:
        """What sort of clause it is."""
        return _KINDS[type(self.understood.clause.node)]

    @property
    def is_passed_over(self) -> bool:
        """Whether nothing of it is searched, as other words say more."""
        return bool(self.words) and all(word.is_passed_over for word in self.words)

    @property
    def words(self) -> tuple[UnderstoodWord, ...]:
        """What became of its words."""
        return self.understood.words

    @property
    def posts(self) -> int:
        """How many posts hold it, filters aside."""
        return self.understood.posts


def typed(node: Node) -> str:
    """*node* in the language that readers type."""
    match node:
        case Words(text, field, prefix):
            return _within(field, text) + ("…" if prefix else "")
        case Phrase(text, field):
            return _within(field, f'"{text}"')
        case Value(field, value):
            return _within(FILTERS[field].name, f'"{value}"' if " " in value else value)
        case AnyOf(nodes):
            return " OR ".join(map(typed, nodes))


def _within(field: str | None, text: str) -> str:
    return f"{field}:{text}" if field else text
