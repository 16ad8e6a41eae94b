"""What readers type, turned into clauses. Whatever is typed gives clauses, never an error."""

from indexer.query import Clause


def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of *text*: words, ``"phrases"``, ``-without``, ``tag:x``, ``OR``; the last word is a prefix too."""
    raise NotImplementedError
