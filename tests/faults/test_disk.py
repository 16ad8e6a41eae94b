"""The disk that forgets: what is durable, and what is not."""

from pathlib import Path, PurePosixPath
from random import Random

import pytest

from benchmarks.faulting.disk import BLOCK, Disk, File, Folder
from benchmarks.faulting.states import EVERYTHING_LOST, NOTHING_LOST, Tree, left, materialise, read_tree, states

OLD, NEW = b"old" * 3000, b"new" * 4000


def at(path: str) -> PurePosixPath:
    """A path of a disk."""
    return PurePosixPath(path)


def disk(**files: bytes) -> Disk:
    """A disk that holds *files* since long."""
    return Disk(Folder({name: File(content) for name, content in files.items()}))


def possible(of: Disk) -> list[Tree]:
    """What it may hold without power."""
    return list(states(of, Random(1), 200))  # noqa: S311  (faults, not secrets)


def replaced(*, synced: bool) -> Disk:
    """A disk on which a new file was written and renamed, but its folder not synced."""
    written = disk(file=OLD)
    new = File()
    written.put(at("new"), new)
    new.write(0, NEW)
    if synced:
        new.sync()
    written.rename(at("new"), at("file"))
    return written


def test_a_rename_without_a_sync_may_leave_an_empty_file() -> None:
    """Which is what this disk is for: whoever forgets an fsync is found out."""
    found = {tree.get("file") for tree in possible(replaced(synced=False))}

    assert {b"", OLD, NEW} <= found
    assert len(found) > 3, "nor is half of it, or garbage, ruled out"


def test_a_rename_after_a_sync_leaves_the_old_file_or_the_new_one() -> None:
    """A rename within one folder is kept or lost as one."""
    assert {tree.get("file") for tree in possible(replaced(synced=True))} == {OLD, NEW}


def test_a_file_that_is_synced_may_still_be_without_its_name() -> None:
    """Its folder has to be synced, too."""
    made, file = disk(), File()
    made.put(at("file"), file)
    file.write(0, NEW)
    file.sync()

    assert {tree.get("file") for tree in possible(made)} == {None, NEW}

    made.root.sync()

    assert {tree.get("file") for tree in possible(made)} == {NEW}


def test_names_of_one_folder_are_kept_in_any_selection() -> None:
    """The later one does not vouch for the earlier one."""
    made = disk()
    for name in ("one", "two"):
        made.put(at(name), File(NEW))

    assert {frozenset(tree) for tree in possible(made)} == {
        frozenset(names) for names in ((), ("one",), ("two",), ("one", "two"))
    }


def test_a_rename_to_another_folder_may_leave_both_names_or_none() -> None:
    """These are two folders, each with its own time."""
    made = Disk(Folder({"a": Folder({"file": File(OLD)}), "b": Folder()}))
    made.rename(at("a/file"), at("b/file"))

    found = {frozenset(name for name in tree if name.endswith("file")) for tree in possible(made)}

    assert {frozenset(), frozenset({"a/file"}), frozenset({"b/file"}), frozenset({"a/file", "b/file"})} == found


def test_a_folder_without_a_durable_name_is_lost_with_all_in_it() -> None:
    """However often that was synced."""
    made = disk()
    made.put(at("folder"), Folder())
    made.put(at("folder/file"), File(NEW))
    made.folder(at("folder")).sync()

    assert left(made, EVERYTHING_LOST) == {}
    assert left(made, NOTHING_LOST) == {"folder": None, "folder/file": NEW}


def test_what_was_durable_is_never_garbage() -> None:
    """Something added to a file may be anything, or missing; what was there before stays."""
    made = disk(file=OLD)
    file = made.node(at("file"))
    assert isinstance(file, File)
    file.write(len(OLD), NEW)

    found = [tree["file"] or b"" for tree in possible(made)]

    assert all(content.startswith(OLD) for content in found)
    assert len({content[len(OLD) :] for content in found}) > 30


def test_a_file_has_one_content_under_all_its_names() -> None:
    """Hard links are names of the same bytes."""
    made, file = disk(), File()
    for name in ("one", "two"):
        made.put(at(name), file)
    file.write(0, NEW)

    assert all(tree["one"] == tree["two"] for tree in possible(made) if {"one", "two"} <= tree.keys())


@pytest.mark.parametrize("size", [0, 1, BLOCK, BLOCK + 1])
def test_files_are_cut_and_filled(size: int) -> None:
    """With zeros, as POSIX has it; the blocks in between may be lost."""
    file = File(b"x" * BLOCK)
    file.resize(size)

    assert bytes(file.current) == b"x" * min(size, BLOCK) + b"\0" * max(0, size - BLOCK)
    assert file.is_durable == (size == BLOCK)


def test_a_real_folder_is_read_and_written(tmp_path: Path) -> None:
    """With its folders and links."""
    source, target = tmp_path / "source", tmp_path / "target"
    (source / "folder").mkdir(parents=True)
    (source / "folder" / "file").write_bytes(OLD)
    (source / "link").hardlink_to(source / "folder" / "file")
    target.mkdir()

    held = Disk.of(source)
    materialise(left(held, EVERYTHING_LOST), target)

    assert held.node(at("folder/file")) is held.node(at("link"))
    assert read_tree(target) == read_tree(source) == {"folder": None, "folder/file": OLD, "link": OLD}
