"""What every system that is compared must do, so that the benchmarks need to know none of them."""

import os
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Protocol

from benchmarks.collection import Collection

PAGE = 10
TOP_TAGS = 20


class Kind(StrEnum):
    """How the words of a question are meant."""

    WORDS = "words"
    PHRASE = "phrase"
    PREFIX = "prefix"
    TYPO = "typo"


class Matching(StrEnum):
    """Whether a hit must hold all words or any."""

    ALL = "all"
    ANY = "any"


class Question(NamedTuple):
    """What is asked: *text* without any query syntax, and how it is meant; each system writes it its own way."""

    text: str
    kind: Kind = Kind.WORDS


class Found(NamedTuple):
    """One hit as a page of results shows it; *snippet* is HTML."""

    id: str
    title: str
    snippet: str


class Answer(NamedTuple):
    """A page of results: how many posts match, the first ten, and what the most frequent tags of all matches count."""

    total: int
    hits: list[Found]
    tags: Mapping[str, int]


class System(Protocol):
    """A search system that keeps its index in a folder of its own."""

    folder: Path

    def build(self, collection: Collection) -> None:
        """Index *collection*, durably."""
        ...

    def open(self) -> None:
        """Get ready to answer from what was built."""
        ...

    def rank(self, text: str, limit: int) -> list[str]:
        """The ids of the first *limit* hits for what a reader typed, best first."""
        ...

    def answer(self, question: Question) -> Answer:
        """A page of results."""
        ...

    def cpu_seconds(self) -> float:
        """CPU time that this system has used so far, all of its threads and processes together."""
        return time.process_time()

    def process(self) -> int:
        """The id of the process whose memory holds the index."""
        return os.getpid()

    def close(self) -> None:
        """Let go of processes and files."""
        return
