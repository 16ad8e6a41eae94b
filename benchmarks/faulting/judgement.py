"""What an engine does with a harmed index: one case at a time, in a process that may die of it."""

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from benchmarks.faulting.harm import Harm
from benchmarks.faulting.questions import answered, contents, is_right, questions
from indexer import Engine, EngineError, Site, open_engine, sync


class Way(StrEnum):
    """When the harm is done."""

    BEFORE = "before the index is opened"
    UNDER = "under an engine that has it mapped"


@dataclass(frozen=True, slots=True)
class Original:
    """The whole index that every case begins with a copy of.

    Attributes:
        posts, index: Its folders.
        ids: Of posts to ask for.
        known: The answers of its generations, by name and question.
        wanted: Those of the newest, by question.
    """

    posts: Path
    index: Path
    ids: tuple[str, ...]
    known: Mapping[tuple[str, str], str]
    wanted: Mapping[str, str]


class Case(NamedTuple):
    """A *harm*, done in a *way*."""

    harm: Harm
    way: Way

    def __str__(self) -> str:
        return f"{self.harm} {self.way}"


class Verdict(NamedTuple):
    """How the engine did in a *case*.

    Attributes:
        answered: How many answers were "newest", "before" (of the generation before), or "refused".
        failures: What may not happen, in words.
    """

    case: Case
    answered: Counter[str]
    failures: list[str]


def judge(original: Original, case: Case, folder: Path) -> Verdict:
    """Harm a copy of the *original* in *folder*, ask everything, verify, repair by a sync, ask again."""
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["cp", "-a", original.index, folder], check=True)  # with hard links, which copytree cannot
    engine = open_engine("whoosh", folder)
    given: Counter[str] = Counter()
    try:
        if case.way is Way.UNDER:
            list(answered(engine, original.ids))
        case.harm.do(folder, in_secret=case.way is Way.BEFORE)
        failures = [*_asked(engine, original, given), *_verified(engine, case), *_repaired(engine, original, folder)]
    finally:
        engine.close()
    return Verdict(case, given, failures)


def _asked(engine: Engine, original: Original, given: Counter[str]) -> Iterator[str]:
    """Ask one question after the other, and tell which answers may not be."""
    for question in questions(original.ids):
        try:
            answer = question.ask(engine)
        except EngineError as error:
            given["refused"] += 1
            yield f"{question.name}: refused: {error}"
        except Exception as error:  # noqa: BLE001  (whatever it is, it is told)
            yield f"{question.name}: {type(error).__name__}: {error}"
        else:
            given["newest" if answer.text == original.wanted[answer.question] else "before"] += 1
            if not is_right(answer, original.known):
                yield f"{question.name}: a wrong answer of generation {answer.generation}"


def _verified(engine: Engine, case: Case) -> Iterator[str]:
    name = Path(case.harm.path).name
    try:
        told = [generation.damage for generation in engine.verify()]
    except Exception as error:  # noqa: BLE001
        yield f"verify: {type(error).__name__}: {error}"
    else:
        if not any(name in damage or name.partition(".")[0] in damage for damage in told):
            yield f"verify does not name it: {told}"


def _repaired(engine: Engine, original: Original, folder: Path) -> Iterator[str]:
    """Sync as another process would, and tell what is still wrong."""
    writer = open_engine("whoosh", folder)
    try:
        sync(original.posts, writer, site=Site(), state=folder, now=datetime.now(UTC))
        left = [generation.damage for generation in writer.verify()][:1]
        after = contents(engine)
    except Exception as error:  # noqa: BLE001
        yield f"repair: {type(error).__name__}: {error}"
    else:
        if any(left):
            yield f"still damaged after a sync: {left}"
        yield from (
            f"{name}: a wrong answer after the repair"
            for name in original.wanted
            if after[name] != original.wanted[name]
        )
    finally:
        writer.close()
