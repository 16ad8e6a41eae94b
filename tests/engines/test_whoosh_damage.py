"""Damaged indexes and those of other versions: always an error that says what to do, and a rebuild repairs them."""

import gc
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import Engine, EngineError, IndexDamaged, IndexMissing, Query, open_engine, parse
from tests.engines.conftest import A, C

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
    manifest = tmp_path / "generations" / "000002" / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), version: 0}))
    late = open_engine("whoosh", tmp_path)

    with pytest.raises(IndexMissing, match=r"another version.*backmatter index"):
        late.search(Query())
    assert late.fingerprints() == {}
    late.apply([C], [])
    assert set(late.fingerprints()) == {"c"}


def test_an_index_of_the_first_version_is_one_of_another_version(tmp_path: Path) -> None:
    """It named no segments."""
    manifest = tmp_path / "generations" / "000002" / "manifest.json"
    manifest.write_text(json.dumps({"name": "2-abc", "schema": 1, "analyzer": 1}))

    with pytest.raises(IndexMissing, match=r"another version.*backmatter index"):
        open_engine("whoosh", tmp_path).search(Query())


@pytest.mark.parametrize("manifest", [None, b"", b"[]", b"{}", b'{"name": "x", "unknown": 1}'])
def test_an_index_without_a_readable_manifest_is_damaged(tmp_path: Path, manifest: bytes | None) -> None:
    """It was never completed, or by nobody knows whom."""
    file = tmp_path / "generations" / "000002" / "manifest.json"
    file.unlink()
    if manifest is not None:
        file.write_bytes(manifest)

    with pytest.raises(IndexDamaged, match="--rebuild"):
        open_engine("whoosh", tmp_path).search(Query())


@pytest.mark.parametrize("pointer", [b"", b"999999", b"../..", b"\xff\xfe", b"000002\n"])
def test_a_pointer_that_names_nothing(tmp_path: Path, pointer: bytes) -> None:
    """Is an error that says what to do, unless it can be read after all; a new sync mends it."""
    (tmp_path / "current").write_bytes(pointer)
    late = open_engine("whoosh", tmp_path)

    if pointer.strip() == b"000002":
        assert set(late.fingerprints()) == {"a", "b"}
    else:
        with pytest.raises(EngineError, match=r"backmatter index|--rebuild"):
            late.search(Query())
        assert late.fingerprints() == {}
    late.apply([C], [], rebuild=True)
    assert set(late.fingerprints()) == {"c"}


def _ask_everything(engine: Engine) -> None:
    engine.fingerprints()
    for text in ("", "fox", '"words of"', "wrods", "fo", "tag:x -a"):
        engine.search(Query(text, parse(text), facets=("tags",)))
    engine.get("a")
    engine.complete("w", 5)


def _truncate(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _empty(_content: bytes) -> bytes:
    return b""


def _flip(content: bytes) -> bytes:
    return bytes(byte ^ (0xFF if place % 7 == 0 else 0) for place, byte in enumerate(content))


def _zero(content: bytes) -> bytes:
    return bytes(len(content))


@pytest.mark.parametrize("harm", [_truncate, _empty, _flip, _zero, None])
@pytest.mark.parametrize("kind", ["*.columns", "*.seg", "manifest.json", "*"])
def test_damage_is_an_engine_error_and_a_rebuild_repairs_it(
    tmp_path: Path, harm: Callable[[bytes], bytes] | None, kind: str
) -> None:
    """Whichever file is cut, emptied, garbled or lost."""
    for file in (tmp_path / "generations" / "000002").glob(kind):
        if harm:
            content = harm(file.read_bytes())
            file.unlink()
            file.write_bytes(content)
        else:
            file.unlink()
    late = open_engine("whoosh", tmp_path)

    with pytest.raises(EngineError, match="--rebuild"):
        _ask_everything(late)
    late.apply([A, C], [], rebuild=True)

    assert late.search(Query("fox", parse("fox"))).total == 2
    _ask_everything(late)
    late.close()


@pytest.mark.parametrize("part", range(12))
@pytest.mark.parametrize("kind", ["*.columns", "*.seg"])
def test_damage_anywhere_raises_nothing_but_engine_errors(tmp_path: Path, kind: str, part: int) -> None:
    """Neither in answering nor in writing on."""
    file = max((tmp_path / "generations" / "000002").glob(kind), key=lambda file: file.stat().st_size)
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


@pytest.mark.parametrize("harm", [_truncate, _empty, _flip, None])
def test_a_damaged_table_of_segments_stops_the_sync(tmp_path: Path, harm: Callable[[bytes], bytes] | None) -> None:
    """Searching does not need it and goes on; so does the generation that serves."""
    for file in (tmp_path / "generations" / "000002").glob("*.toc"):
        content = file.read_bytes()
        file.unlink()
        if harm:
            file.write_bytes(harm(content))
    late = open_engine("whoosh", tmp_path)

    assert late.search(Query("fox", parse("fox"))).total == 2
    with pytest.raises(IndexDamaged, match="--rebuild"):
        late.apply([C], [])
    assert set(late.fingerprints()) == {"a", "b"}
    late.apply([A, C], [], rebuild=True)
    assert set(late.fingerprints()) == {"a", "c"}
    late.close()
