"""What readers type, turned into clauses. Whatever is typed gives clauses, never an error.

    flask blueprints            both words, if any post has both
    "static site"               exactly these words, in this order
    -wordpress  -"php 5"        without them
    tag:python  author:"A B"    only posts that carry the value
    title:whoosh                the word in the title
    react OR vue                either

The last word also matches as the beginning of a word, as one expects while typing.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from indexer.query import AnyOf, Clause, Node, Phrase, Presence, Value, Words

MAX_CHARACTERS = 2_000
"""What is typed beyond this is not looked at."""
MAX_CLAUSES = 64
"""Further words are not looked at."""

_TEXT_FIELDS = {"title": "title"}
_FACETS = {
    "tag": "tags",
    "category": "categories",
    "author": "authors",
    "lang": "lang",
    "year": "year",
    "series": "series",
}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(
    rf"""
    (?P<without>-(?=[^\s-]))?
    (?:(?P<field>{"|".join([*_TEXT_FIELDS, *_FACETS])}):(?=\S))?
    (?: "(?P<phrase>[^"]*)" | (?P<word>[^\s"]+) | (?P<stray>") )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of *text*; none if it holds nothing to search for."""
    pieces = list(islice(_PIECE.finditer(_seen(text)), MAX_CLAUSES))
    typed = [clause for group in _groups(pieces) if (clause := _clause(group))]
    clauses = [clause for clause in typed if _holds_a_word(clause)] or typed
    return (*clauses[:-1], _as_prefix(clauses[-1])) if clauses else ()


def reworded(text: str, words: Mapping[str, str]) -> str | None:
    """*text* with each of *words* replaced wherever it is searched for, or None if there are none.

    What is quoted, excluded or a facet's value is taken as it was typed and stays so.
    """
    if not words:
        return None
    others = {word.lower(): other for word, other in words.items()}
    word = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, others))})(?!\w)", re.IGNORECASE)

    def reword(piece: re.Match[str]) -> str:
        if not piece["word"] or piece["without"] or (piece["field"] or "").lower() in _FACETS:
            return piece[0]
        before = piece[0].removesuffix(piece["word"])
        return before + word.sub(lambda found: others.get(found[0].lower(), found[0]), piece["word"])

    return _PIECE.sub(reword, _seen(text))


def _seen(text: str) -> str:
    """As much of *text* as is looked at, without what nobody sees."""
    return _UNSEEN.sub(" ", text[:MAX_CHARACTERS]).translate(_QUOTES)


def _groups(pieces: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Pieces joined by ``OR`` together, each other piece alone; an ``OR`` that cannot join is dropped."""
    group: list[re.Match[str]] = []
    joined = False
    for piece in pieces:
        if piece[0] == "OR":
            joined = bool(group) and not group[-1]["without"]
        elif piece["stray"] is None:
            if group and (not joined or piece["without"]):
                yield group
                group = []
            group.append(piece)
            joined = False
    if group:
        yield group


def _clause(group: list[re.Match[str]]) -> Clause | None:
    nodes = tuple(node for piece in group if (node := _node(piece)))
    if not nodes:
        return None
    if len(nodes) > 1:
        return Clause(AnyOf(nodes), _presence_of_any(nodes))
    return Clause(nodes[0], Presence.PROHIBITED if group[0]["without"] else _presence(nodes[0]))


def _node(piece: re.Match[str]) -> Node | None:
    field = (piece["field"] or "").lower()
    text = piece["word"] if piece["phrase"] is None else piece["phrase"]
    if not text.strip():
        return None
    if field in _FACETS:
        return Value(_FACETS[field], text.strip())
    if piece["phrase"] is not None:
        return Phrase(text, _TEXT_FIELDS.get(field))
    return Words(text, _TEXT_FIELDS.get(field))


def _holds_a_word(clause: Clause) -> bool:
    """Signs alone say nothing beside words; with nothing else they find nothing, which is not the same as no query."""
    return not isinstance(clause.node, Words) or any(map(str.isalnum, clause.node.text))


def _presence(node: Node) -> Presence:
    """Plain words may be missing when no post has them all; what is quoted or bound to a field may not."""
    return Presence.OPTIONAL if isinstance(node, Words) and node.field is None else Presence.REQUIRED


def _presence_of_any(nodes: tuple[Node, ...]) -> Presence:
    return Presence.OPTIONAL if all(_presence(node) is Presence.OPTIONAL for node in nodes) else Presence.REQUIRED


def _as_prefix(clause: Clause) -> Clause:
    """The last clause, whose last word may still be being typed."""
    if clause.presence is Presence.PROHIBITED:
        return clause
    match clause.node:
        case Words(text, field):
            return Clause(Words(text, field, prefix=True), clause.presence)
        case AnyOf((*others, Words(text, field))):
            return Clause(AnyOf((*others, Words(text, field, prefix=True))), clause.presence)
    return clause
