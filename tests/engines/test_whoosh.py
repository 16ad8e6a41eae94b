"""The Whoosh engine's folder: generations, locks, full disks."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer import Document, Engine, EngineError, IndexLocked, Query, open_engine, parse
from indexer.engines.whoosh.generations import Generations
from tests.documents import document
from tests.engines.conftest import A, B, C
from tests.oracle import OracleEngine


def generations(folder: Path) -> list[str]:
    """The names of the generations' folders."""
    return sorted(path.name for path in (folder / "generations").iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    """All files below *folder*."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_at_most_two_generations_stay(engine: Engine, tmp_path: Path) -> None:
    """The one that serves and the one before."""
    for times in range(4):
        engine.apply([document("c", "x" * times)], [])

    assert generations(tmp_path) == ["000005", "000006"]
    assert (tmp_path / "current").read_text() == "000006"


def test_the_generation_before_stays_as_it_was(engine: Engine, tmp_path: Path) -> None:
    """To the byte: it still serves other processes, and one may go back to it."""
    before = contents(tmp_path / "generations" / "000002")

    engine.apply([C, document("a", "Changed")], ["b"])

    assert contents(tmp_path / "generations" / "000002") == before
    (tmp_path / "current").write_text("000002")
    assert set(engine.fingerprints()) == {"a", "b"}
    assert engine.complete("chan", 1) == []


def test_another_engine_follows_the_newest_generation(engine: Engine, tmp_path: Path) -> None:
    """Without being told."""
    reader = open_engine("whoosh", tmp_path)
    assert reader.search(Query()).total == 2

    engine.apply([C], [])

    assert reader.search(Query()).total == 3
    assert reader.generation == engine.generation
    reader.close()


def test_a_reader_keeps_its_generation_while_it_is_removed(engine: Engine, tmp_path: Path) -> None:
    """What it found is still there to be shown."""
    reader = open_engine("whoosh", tmp_path)
    for number in range(5):
        assert reader.get("a") == A
        engine.apply([document("c", str(number))], [])
    reader.close()


def test_the_same_posts_have_the_same_name_up_to_its_number(tmp_path: Path) -> None:
    """Names tell contents apart, also those of two folders."""
    names = []
    for folder, posts in (("one", [A]), ("two", [A]), ("three", [B])):
        engine = open_engine("whoosh", tmp_path / folder)
        engine.apply(posts, [])
        names.append(engine.generation)

    assert names[0] == names[1] != names[2]


def test_a_failed_write_leaves_no_folder(engine: Engine, tmp_path: Path) -> None:
    """Nor anything else."""
    before = contents(tmp_path)

    def failing() -> Iterator[Document]:
        yield C
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.apply(failing(), [])

    assert contents(tmp_path) == before


def test_a_full_disk_is_an_engine_error(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old generation goes on serving."""

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(EngineError, match=r"No space left.*goes on serving"):
            engine.apply([C], [])

    assert generations(tmp_path) == ["000001", "000002"]
    assert set(engine.fingerprints()) == {"a", "b"}
    engine.apply([C], [])
    assert set(engine.fingerprints()) == {"a", "b", "c"}


def test_a_writer_that_died_is_cleaned_up_after(engine: Engine, tmp_path: Path) -> None:
    """Its folder is not taken for a generation to go back to."""
    (tmp_path / "generations" / "000003").mkdir()
    (tmp_path / "generations" / "000003" / "half.seg").write_bytes(b"half")

    engine.apply([C], [])

    assert generations(tmp_path) == ["000002", "000004"]
    assert set(engine.fingerprints()) == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("numbers", "serving", "kept"),
    [
        ((1, 2, 3), 3, [2, 3]),  # killed before the oldest was removed
        ((1, 2, 3), 2, [1, 2]),  # killed before the newest served
        ((2, 3), 2, [2, 3]),  # gone back to
        ((1,), 1, [1]),
    ],
)
def test_a_writer_that_died_leaves_no_third_generation(
    tmp_path: Path, numbers: tuple[int, ...], serving: int, kept: list[int]
) -> None:
    """Whoever writes next removes it first, even if nothing has changed; what served and what was before stays."""
    engine = open_engine("whoosh", tmp_path)
    for number in range(1, max(numbers) + 1):
        saved = {path: shutil.copytree(path, tmp_path / path.name) for path in (tmp_path / "generations").glob("*")}
        engine.apply([document("a", str(number))], [])
        for path, copy in saved.items():
            if path.exists() or int(path.name) not in numbers:
                shutil.rmtree(copy)
            else:
                copy.rename(path)
    (tmp_path / "current").write_text(f"{serving:06d}")
    (tmp_path / ".current.4711.new").write_text("half")

    with open_engine("whoosh", tmp_path).writing():
        pass

    assert generations(tmp_path) == [f"{number:06d}" for number in kept]
    assert not (tmp_path / ".current.4711.new").exists()


def test_a_file_system_without_links_gets_copies(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """It only costs space."""

    def unsupported(_source: Path, _target: Path) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", unsupported)
    engine.apply([C], [])

    assert set(engine.fingerprints()) == {"a", "b", "c"}


@pytest.mark.slow
def test_another_process_holds_the_lock(engine: Engine, tmp_path: Path) -> None:
    """And frees it by dying, however it dies."""
    hold = (
        "import sys, pathlib, indexer\n"
        "with indexer.open_engine('whoosh', pathlib.Path(sys.argv[1])).writing():\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(IndexLocked, match="another sync is running"), engine.writing():
            pass
        assert engine.search(Query()).total == 2
        other.kill()
    with engine.writing():
        pass


def test_a_folder_that_cannot_be_made_is_an_engine_error(tmp_path: Path) -> None:
    """With a message that names it."""
    (tmp_path / "file").write_text("in the way")
    engine = open_engine("whoosh", tmp_path / "file" / "index")

    with pytest.raises(EngineError, match=r"file/index.*cannot be written"), engine.writing():
        pass
    with pytest.raises(EngineError, match=r"file/index.*cannot be written"):
        engine.apply([A], [])


def test_a_generation_that_vanishes_while_it_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The one that two quick syncs have put in its place answers."""
    writer, reader = open_engine("whoosh", tmp_path), open_engine("whoosh", tmp_path)
    for number in range(3):
        writer.apply([document(str(number), "Post")], [])
    gone, serving = tmp_path / "generations" / "000001", tmp_path / "generations" / "000003"
    candidates = iter([[gone], [serving]])
    pointers = iter([b"000001", b"000003"])
    monkeypatch.setattr(Generations, "candidates", lambda _self, _pointer: next(candidates))
    monkeypatch.setattr(Generations, "pointer", lambda _self: next(pointers, b"000003"))

    assert set(reader.fingerprints()) == {"0", "1", "2"}
    assert reader.damage == ""


def test_a_large_sync_writes_several_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which posts they hold, what changes and what goes is as if there were one."""
    monkeypatch.setattr("indexer.engines.whoosh.building.MAX_TOKENS", 5)
    monkeypatch.setattr("indexer.engines.whoosh.changes.ANALYSED_AT_ONCE", 0)
    engine, oracle = open_engine("whoosh", tmp_path), OracleEngine()
    first = [document(str(number), f"Post {number}") for number in range(8)]
    second = [document(str(number), f"Changed {number}") for number in range(5, 12)]
    for one in (engine, oracle):
        one.apply(first, [])
        one.apply(second, ["0", "6", "7"])

    assert len(list(tmp_path.glob("generations/000001/*.seg"))) > 2
    assert engine.fingerprints() == oracle.fingerprints()
    for text in ("post", "changed", "chan", "5 OR 7"):
        found, expected = (one.search(Query(text, parse(text), limit=20)) for one in (engine, oracle))
        assert [hit.id for hit in found.hits] == [hit.id for hit in expected.hits]
