"""Posts folders of a wanted size: real posts, or, where there are not enough, new ones made of their paragraphs."""

import json
import random
import shutil
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.collection import Collection, read
from indexer import Document

_MOST_SECTIONS = 6


def workload(blogs: Path, size: int | None, home: Path) -> Collection:
    """*size* posts (None: all that *blogs* shows) as files and as documents, kept under *home* and used again."""
    name = "all" if size is None else str(size)
    folder, file = home / "posts" / name, home / "documents" / f"posts-{name}.jsonl"
    if not folder.exists():
        real = read(blogs, home / "documents" / "posts.jsonl")
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        _fill(unfinished, real, size)
        unfinished.rename(folder)
    return Collection(name, file, folder) if file.exists() else read(folder, file)


def _fill(folder: Path, real: Collection, size: int | None) -> None:
    chance = random.Random(1)  # noqa: S311  (posts, not secrets)
    documents = list(real.documents())
    if size is None or size <= len(documents):
        for document in chance.sample(documents, size or len(documents)):
            _copy(document.path, real.folder, folder)
    else:
        for number in range(size):
            file = folder / str(number // 1000) / f"{number}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(_recombined(documents, chance), encoding="utf-8")


def _copy(path: str, origin: Path | None, folder: Path) -> None:
    assert origin
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(origin / path, target)


def _recombined(documents: Sequence[Document], chance: random.Random) -> str:
    """A post as long as a real one, of paragraphs and headings from it and from two others."""
    model, *others = chance.choices(documents, k=3)
    header = {"title": _title(model, others[0], chance), "tags": [*model.tags]}
    if model.date:
        header["date"] = model.date.date().isoformat()
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in header.items())
    paragraphs = list(chain.from_iterable(map(_paragraphs, (model, *others))))
    count = min(len(paragraphs), max(1, len(_paragraphs(model))))
    body = _with_headings(chance.sample(paragraphs, count), (model, *others), chance)
    return f"---\n{lines}---\n\n" + "\n\n".join(body) + "\n"


def _title(one: Document, other: Document, chance: random.Random) -> str:
    """The beginning of one title and the end of the other."""
    first, second = one.title.split(), other.title.split()
    return " ".join(first[: chance.randint(1, len(first) or 1)] + second[chance.randrange(len(second) or 1) :])


def _paragraphs(document: Document) -> list[str]:
    return [text for text in document.body.split("\n\n") if text.strip()]


def _with_headings(paragraphs: list[str], origins: Sequence[Document], chance: random.Random) -> Iterator[str]:
    headings = [section.heading for document in origins for section in document.sections]
    for paragraph in paragraphs:
        if headings and chance.random() < _MOST_SECTIONS / (len(paragraphs) + _MOST_SECTIONS):
            yield f"## {chance.choice(headings)}"
        yield paragraph
