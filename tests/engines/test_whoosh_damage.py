"""Damaged indexes and those of other versions: what is whole answers, or an error says the cure."""

import gc
import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from errno import EACCES, EMFILE, ENOMEM
from pathlib import Path
from typing import Any

import pytest

from indexer import (
    Engine,
    EngineError,
    IndexDamaged,
    IndexMissing,
    Query,
    open_engine,
    parse,
)
from indexer.engines.whoosh.generations import Generations
from indexer.engines.whoosh.manifest import Manifest, read_manifest, write_manifest
from tests.documents import document
from tests.engines.conftest import A, B, C

pytestmark = [
    pytest.mark.usefixtures("engine"),
    # Whoosh does not close what it has opened when it fails.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(autouse=True)
def _files_closed() -> Iterator[None]:
    """Whatever Whoosh left open is closed before the next test; only what this test has left is looked through."""
    gc.freeze()
    yield
    gc.collect()
    gc.unfreeze()


@pytest.mark.parametrize("version", ["schema", "analyzer"])
def test_an_index_of_another_version_has_to_be_built_again(tmp_path: Path, version: str) -> None:
    """Readers are told so; a sync starts from nothing."""
    for generation in (tmp_path / "generations").iterdir():
        said = read_manifest(generation)
        assert said
        write_manifest(generation, replace(said, **{version: 0}))
    late = open_engine("whoosh", tmp_path)

    with pytest.raises(IndexMissing, match=r"another version.*backmatter index"):
        late.search(Query())
    assert late.fingerprints() == {}
    late.apply([C], [])
    assert set(late.fingerprints()) == {"c"}


def test_an_index_of_the_first_version_is_one_of_another_version(tmp_path: Path) -> None:
    """It named no segments."""
    for generation in (tmp_path / "generations").iterdir():
        (generation / "manifest.json").write_text(json.dumps({"name": "2-abc", "schema": 1, "analyzer": 1}))

    with pytest.raises(IndexMissing, match=r"another version.*backmatter index"):
        open_engine("whoosh", tmp_path).search(Query())


@pytest.mark.parametrize("manifest", [None, b"", b"[]", b"{}", b'{"name": "x", "unknown": 1}', b'{"schema": 7}'])
def test_without_a_readable_manifest_the_generation_before_answers(tmp_path: Path, manifest: bytes | None) -> None:
    """It was never completed, or by nobody knows whom."""
    file = tmp_path / "generations" / "000002" / "manifest.json"
    file.unlink()
    if manifest is not None:
        file.write_bytes(manifest)

    late = open_engine("whoosh", tmp_path)

    assert set(late.fingerprints()) == {"a"}
    assert "manifest" in late.damage


def test_where_no_generation_is_whole_it_is_an_error(tmp_path: Path) -> None:
    """Never an empty answer; a sync starts from nothing."""
    for file in (tmp_path / "generations").glob("*/manifest.json"):
        file.write_bytes(b"damaged")
    late = open_engine("whoosh", tmp_path)

    with pytest.raises(IndexDamaged, match="--rebuild"):
        late.search(Query())
    assert late.fingerprints() == {}
    late.apply([C], [])
    assert set(late.fingerprints()) == {"c"}
    assert late.damage == ""


@pytest.mark.slow
@pytest.mark.parametrize("pointer", [None, b"", b"999999", b"../..", b"\xff\xfe", b"000002\n", b"000001"])
def test_a_pointer_that_names_nothing_leaves_the_newest_generation(tmp_path: Path, pointer: bytes | None) -> None:
    """It is damage, which the next sync mends; one that names the generation before is what a rollback leaves."""
    (tmp_path / "current").unlink()
    if pointer is not None:
        (tmp_path / "current").write_bytes(pointer)
    late = open_engine("whoosh", tmp_path)

    assert set(late.fingerprints()) == ({"a"} if pointer == b"000001" else {"a", "b"})
    assert ("current" in late.damage) == (pointer not in {b"000001", b"000002\n"})
    late.apply([C], [])
    assert {"a", "c"} <= set(late.fingerprints())
    assert late.damage == ""


def _ask_everything(engine: Engine) -> None:
    engine.fingerprints()
    for text in ("", "fox", '"words of"', "wrods", "fo", "tag:x -a"):
        engine.search(Query(text, parse(text), facets=("tags",)))
    engine.get("a")
    engine.complete("w", 5)
    engine.neighbours("a")


def _truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _empty(_content: bytes) -> bytes:
    return b""


def _flip(content: bytes) -> bytes:
    return bytes(byte ^ (0xFF if place % 7 == 0 else 0) for place, byte in enumerate(content))


def _flip_one_bit(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def _zero(content: bytes) -> bytes:
    return bytes(len(content))


Harm = Callable[[bytes], bytes] | None
HARMS: tuple[Harm, ...] = (_truncate, _empty, _flip, _flip_one_bit, _zero, None)


def _harmed(folder: Path, kind: str, harm: Harm, *, in_place: bool = False) -> None:
    """Do *harm* to the files of *folder* whose names are like *kind*; None removes them."""
    for file in folder.glob(kind):
        content = file.read_bytes()
        if not in_place or harm is None:
            file.unlink()
        if harm:
            file.write_bytes(harm(content))


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", ["*.columns", "manifest.json", "*"])
def test_the_generation_before_answers_where_one_is_damaged(tmp_path: Path, harm: Harm, kind: str) -> None:
    """Whichever file is cut, emptied, garbled or lost, in place or under another; the next sync repairs."""
    _harmed(tmp_path / "generations" / "000002", kind, harm)
    late = open_engine("whoosh", tmp_path)

    _ask_everything(late)
    assert set(late.fingerprints()) == {"a"}
    assert "000002" in late.damage
    with late.writing():
        late.apply([B, C], [])

    assert set(late.fingerprints()) == {"a", "b", "c"}
    assert late.damage == ""
    assert not any(generation.damage for generation in late.verify())
    late.close()


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", ["*.seg", "*.toc", "neighbours"])
def test_what_a_search_does_not_read_is_noticed_by_who_looks(tmp_path: Path, harm: Harm, kind: str) -> None:
    """By the writer before it begins, and by `verify`; a search may go on in the newest generation until then."""
    _harmed(tmp_path / "generations" / "000002", kind, harm)
    late = open_engine("whoosh", tmp_path)

    found = late.search(Query("fox", parse("fox")))
    assert found.total == int(found.generation[0])
    newest, before = late.verify()
    assert kind.strip("*") in newest.damage
    assert (newest.is_current, before.is_current, before.damage) == (False, True, "")
    with late.writing():
        assert set(late.fingerprints()) == {"a"}
        late.apply([B], [])
    assert set(late.fingerprints()) == {"a", "b"}
    assert late.damage == ""
    late.close()


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", ["*.columns", "*.seg", "neighbours", "*"])
def test_files_that_are_changed_under_a_running_engine(engine: Engine, tmp_path: Path, harm: Harm, kind: str) -> None:
    """Though they are mapped, they answer no more; one that is only removed lives on in memory."""
    _ask_everything(engine)
    _harmed(tmp_path / "generations" / "000002", kind, harm, in_place=True)

    _ask_everything(engine)

    if harm and kind in {"*.columns", "*.seg"}:
        assert set(engine.fingerprints()) == {"a"}
        assert "000002" in engine.damage


@pytest.mark.slow
@pytest.mark.parametrize("part", range(12))
@pytest.mark.parametrize("kind", ["*.columns", "*.seg"])
def test_damage_to_both_generations_raises_nothing_but_engine_errors(tmp_path: Path, kind: str, part: int) -> None:
    """Neither in answering nor in writing on."""
    for generation in (tmp_path / "generations").iterdir():
        file = max(generation.glob(kind), key=lambda file: file.stat().st_size)
        content = bytearray(file.read_bytes())
        start, end = len(content) * part // 12, len(content) * (part + 1) // 12
        content[start:end] = bytes(byte ^ 0xFF for byte in content[start:end])
        file.unlink()
        file.write_bytes(content)
    late = open_engine("whoosh", tmp_path)

    for work in (_ask_everything, lambda late: late.apply([C], ["a"]), _ask_everything):
        try:
            work(late)
        except EngineError as error:
            assert "--rebuild" in str(error)  # noqa: PT017  (some parts of a file may be lost without harm)
    late.apply([A, C], [], rebuild=True)
    _ask_everything(late)
    late.close()


def test_a_writer_does_not_build_on_what_is_damaged(tmp_path: Path) -> None:
    """Who did not look through the index first is told so, and nothing is changed."""
    _harmed(tmp_path / "generations" / "000002", "*.toc", _flip_one_bit)
    writer, reader = open_engine("whoosh", tmp_path), open_engine("whoosh", tmp_path)
    assert set(writer.fingerprints()) == {"a", "b"}

    with pytest.raises(IndexDamaged, match=r"MAIN_2\.toc: is not what was written.*--rebuild"):
        writer.apply([C], [])

    assert set(reader.fingerprints()) == {"a", "b"}
    reader.close()
    writer.close()


def test_generations_share_no_file(engine: Engine, tmp_path: Path) -> None:
    """So that damage to one leaves the other whole; each segment is written once and copied once."""
    inodes: list[set[int]] = []
    for number in range(4):
        engine.apply([document("c", f"Version {number}")], [])
        kept = [{file.stat().st_ino for file in folder.iterdir()} for folder in (tmp_path / "generations").iterdir()]
        assert kept[0].isdisjoint(kept[1])
        inodes.append(set.union(*kept))
    assert inodes[-1] & inodes[-2], "a new generation takes over files of the one before the last"


@pytest.mark.parametrize("kind", ["*.toc", "*.seg", "neighbours"])
def test_damage_that_nobody_asked_for_yet_is_repaired_by_the_next_sync(tmp_path: Path, kind: str) -> None:
    """The writer looks through the index before it has followed any pointer, and remembers what it saw."""
    _harmed(tmp_path / "generations" / "000002", kind, _flip_one_bit)
    late = open_engine("whoosh", tmp_path)

    with late.writing():
        assert "000002" in late.damage
        assert set(late.fingerprints()) == {"a"}
    late.close()


@pytest.mark.parametrize("error", [EMFILE, EACCES, ENOMEM])
def test_a_process_that_may_not_open_files_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int) -> None:
    """That is no damage: nothing is put aside, and nothing built anew."""
    opened = Path.open

    def refuse(self: Path, *args: Any, **options: Any) -> Any:
        if self.name.endswith((".columns", ".seg")):
            raise OSError(error, os.strerror(error), str(self))
        return opened(self, *args, **options)

    late = open_engine("whoosh", tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        with pytest.raises(EngineError, match="cannot be opened") as failure:
            late.search(Query())
        assert not isinstance(failure.value, IndexDamaged)
        with pytest.raises(EngineError, match="cannot be opened"), late.writing():
            pass
    assert set(late.fingerprints()) == {"a", "b"}
    assert late.damage == ""


def test_an_index_that_is_removed_under_a_running_engine_is_missing(engine: Engine, tmp_path: Path) -> None:
    """It is not answered for ever from files that are gone; the next sync makes it again."""
    assert set(engine.fingerprints()) == {"a", "b"}
    (tmp_path / "current").unlink()
    shutil.rmtree(tmp_path / "generations")

    for _ in range(2):
        with pytest.raises(IndexMissing, match="no index yet"):
            engine.search(Query())
    assert engine.fingerprints() == {}
    engine.apply([A], [])
    assert set(engine.fingerprints()) == {"a"}


def test_a_generation_that_cannot_be_read_back_does_not_serve(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the disk gives back is compared with what was written before the pointer moves."""
    complete = Generations.complete

    def and_flip(self: Generations, new: Path, manifest: Manifest) -> None:
        complete(self, new, manifest)
        _harmed(new, "*.seg", _flip_one_bit)

    monkeypatch.setattr(Generations, "complete", and_flip)
    with pytest.raises(IndexDamaged, match="is not what was written"):
        engine.apply([C], [])

    assert set(engine.fingerprints()) == {"a", "b"}
    assert not (tmp_path / "generations" / "000003").exists()
