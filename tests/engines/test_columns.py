"""Columns: arrays in a file come back as they were, and a damaged file is told from a whole one."""

import mmap
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import IndexDamaged
from indexer.engines.whoosh.columns import Array, ColumnWriter, decoded, open_columns
from indexer.engines.whoosh.mapped import MappedFile
from indexer.engines.whoosh.spill import Spill

DTYPES = (np.uint8, np.uint16, np.uint32, np.uint64, np.int32, np.int64, np.float64)
SHAPES = st.sampled_from([(0,), (1,), (7,), (64,), (65,), (0, 8), (3, 8), (2, 2)])
ARRAYS = st.builds(
    lambda dtype, shape: (np.arange(np.prod(shape), dtype=np.int64) * 37 % 251).astype(dtype).reshape(shape),
    st.sampled_from(DTYPES),
    SHAPES,
)


def written(path: Path, arrays: dict[str, Array]) -> Path:
    """A file of *arrays* at *path*."""
    writer = ColumnWriter(path)
    for name, array in arrays.items():
        writer.add(name, array)
    writer.finish()
    return path


def opened(path: Path) -> Mapping[str, Array]:
    """The arrays in the file at *path*."""
    return open_columns(MappedFile(path))


@given(st.dictionaries(st.text(min_size=1, max_size=4), ARRAYS, max_size=5))
def test_arrays_come_back(arrays: dict[str, Array]) -> None:
    """With their types and shapes, empty ones included, each where the processor likes it."""
    with TemporaryDirectory() as folder:
        columns = opened(written(Path(folder, "file"), arrays))

        assert list(columns) == list(arrays)
        for name, array in arrays.items():
            assert columns[name].dtype == array.dtype
            assert columns[name].shape == array.shape
            assert columns[name].tolist() == array.tolist()
            assert columns[name].ctypes.data % array.dtype.itemsize == 0


def test_arrays_in_any_order_of_memory(tmp_path: Path) -> None:
    """A column of a table, or every second number, is written as it reads."""
    table = np.arange(24, dtype=np.uint32).reshape(3, 8)
    columns = opened(written(tmp_path / "file", {"column": table[:, 2], "turned": table.T, "second": table[::2]}))

    assert columns["column"].tolist() == [2, 10, 18]
    assert columns["turned"].tolist() == table.T.tolist()
    assert columns["second"].tolist() == table[::2].tolist()


def test_arrays_are_mapped_and_cannot_be_changed(tmp_path: Path) -> None:
    """All workers use the same pages."""
    array = opened(written(tmp_path / "file", {"numbers": np.arange(5)}))["numbers"]
    owner: Any = array
    while isinstance(owner, np.ndarray):
        owner = owner.base

    assert isinstance(owner, mmap.mmap) or isinstance(owner.obj, mmap.mmap)
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


@pytest.mark.parametrize("value", [[], {"tags": ["a", "é", "日本"]}, ["\ud800", "\n", '"'], [["a"], ["f"]], None, 1.5])
def test_values_come_back(tmp_path: Path, value: object) -> None:
    """As JSON, whatever letters they have."""
    writer = ColumnWriter(tmp_path / "file")
    writer.add_json("value", value)
    writer.finish()

    assert decoded(opened(tmp_path / "file")["value"]) == value


def test_what_was_put_by_comes_back(tmp_path: Path) -> None:
    """A spill is written as the array that it grew to; so is one that nothing came into."""
    spill, empty = Spill(np.uint16, tmp_path), Spill(np.uint32, tmp_path)
    for part in ([1, 2], [], [65_535]):
        spill.append(np.array(part, dtype=np.int64))
    writer = ColumnWriter(tmp_path / "file")
    writer.add_spill("spilt", spill)
    writer.add_spill("empty", empty)
    writer.finish()
    columns = opened(tmp_path / "file")

    assert {name: (array.tolist(), array.dtype.name) for name, array in columns.items()} == {
        "spilt": ([1, 2, 65_535], "uint16"),
        "empty": ([], "uint32"),
    }
    assert spill.read().tolist() == [1, 2, 65_535]
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: content[:0],
        lambda content: content[:10],
        lambda content: content[:-1],
        lambda content: content + b" ",
        lambda content: b"BMCOLS2\n" + content[8:],
        lambda content: content[:8] + bytes(16) + content[24:],
        lambda content: content[:8] + b"\xff" * 16 + content[24:],
        lambda content: content.replace(b"numbers", b"numb\xffrs"),
        lambda content: content.replace(b'"<i8"', b'"<?8"'),
        lambda content: content.replace(b"[5]", b"[9]"),
        lambda content: content.replace(b"[5]", b"{5]"),
    ],
)
def test_a_damaged_file_is_told_from_a_whole_one(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    """Whatever of its frame is lost; the message names the file and the cure."""
    path = written(tmp_path / "file", {"numbers": np.arange(5)})
    path.write_bytes(harm(path.read_bytes()))

    with pytest.raises(IndexDamaged, match=r"file: the index is damaged .*--rebuild"):
        opened(path)


def test_a_missing_file(tmp_path: Path) -> None:
    """The same message."""
    with pytest.raises(IndexDamaged, match=r"absent: the index is damaged .*--rebuild"):
        opened(tmp_path / "absent")
