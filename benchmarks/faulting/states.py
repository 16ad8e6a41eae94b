"""States: what a disk may hold when the power comes back.

Every change of names since the last fsync of its folder is kept or lost, independently of all others and so in any
order. Of every file that was written to since its last fsync, the contents are the old ones, the new ones, a beginning
of these, or a mixture: each block of 4096 bytes old, new, partly new (in sectors of 512 bytes), zeros, or what else lay
about on the disk. Only bytes that were durable before are never garbage: a sector is written whole or not at all.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.faulting.disk import BLOCK, Disk, File, Folder, Node, changed

SECTOR = 512

Tree = Mapping[str, bytes | None]
"""The files below a folder, by path; None for a folder."""


class Loss(NamedTuple):
    """What is left of the *names* of a folder and of the *content* of a file."""

    names: Callable[[Folder], Mapping[str, Node]]
    content: Callable[[File], bytes]


def _durable_names(folder: Folder) -> Mapping[str, Node]:
    return folder.durable


def _current_names(folder: Folder) -> Mapping[str, Node]:
    return folder.current


def _newest_names(folder: Folder) -> Mapping[str, Node]:
    """The last change has overtaken all others."""
    return changed(folder.durable, folder.changes[-1]) if folder.changes else folder.durable


def _durable_content(file: File) -> bytes:
    return file.durable


def _current_content(file: File) -> bytes:
    return bytes(file.current)


EVERYTHING_LOST = Loss(_durable_names, _durable_content)
NOTHING_LOST = Loss(_current_names, _current_content)
CONTENTS_LOST = Loss(_current_names, _durable_content)
NEWEST_KEPT = Loss(_newest_names, _current_content)


def states(disk: Disk, chance: Random, count: int) -> Iterator[Tree]:
    """What *disk* may hold after a loss of power: the four plain cases, then *count* by *chance*."""
    yield from (left(disk, loss) for loss in (EVERYTHING_LOST, NOTHING_LOST, CONTENTS_LOST, NEWEST_KEPT))
    for _ in range(count):
        yield left(disk, Loss(partial(_some_names, chance), partial(_some_content, chance)))


def left(disk: Disk, loss: Loss) -> Tree:
    """What *loss* leaves of *disk*."""
    contents: dict[int, bytes] = {}  # a file with two names has one content

    def content(file: File) -> bytes:
        if id(file) not in contents:
            contents[id(file)] = bytes(file.current) if file.is_durable else loss.content(file)
        return contents[id(file)]

    def walk(folder: Folder, prefix: str) -> Iterator[tuple[str, bytes | None]]:
        for name, node in loss.names(folder).items():
            if isinstance(node, Folder):
                yield prefix + name, None
                yield from walk(node, f"{prefix}{name}/")
            else:
                yield prefix + name, content(node)

    return dict(walk(disk.root, ""))


def materialise(tree: Tree, folder: Path) -> None:
    """Write *tree* into the empty *folder*."""
    for name, content in tree.items():
        if content is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(content)


def read_tree(folder: Path) -> Tree:
    """What *folder* holds."""
    return {str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes() for path in folder.rglob("*")}


def _some_names(chance: Random, folder: Folder) -> Mapping[str, Node]:
    """Each change is kept with a likelihood that is drawn first, so that nearly all and nearly none occur, too."""
    likelihood = chance.random()
    names: Mapping[str, Node] = folder.durable
    for change in folder.changes:
        if chance.random() < likelihood:
            names = changed(names, change)
    return names


def _some_content(chance: Random, file: File) -> bytes:
    return chance.choice(_CONTENTS)(chance, file)


def _old(_chance: Random, file: File) -> bytes:
    return file.durable


def _new(_chance: Random, file: File) -> bytes:
    return bytes(file.current)


def _beginning(chance: Random, file: File) -> bytes:
    """The first blocks only, then nothing more than was there before."""
    kept = BLOCK * chance.randint(0, len(file.current) // BLOCK)
    return bytes(file.current[:kept]) + file.durable[kept:]


def _mixture(chance: Random, file: File) -> bytes:
    """Of its new size or its old one, each block that was written to by chance."""
    size = len(chance.choice((file.current, file.durable)))
    kinds = chance.sample(_BLOCKS, chance.randint(1, len(_BLOCKS)))
    content = bytearray(file.current[:size].ljust(size, b"\0"))
    for number in sorted(file.dirty):
        place = slice(number * BLOCK, min((number + 1) * BLOCK, size))
        if place.start < size:
            old, new = file.durable[place], bytes(content[place])
            content[place] = chance.choice(kinds)(chance, old, new)
    return bytes(content)


def _filled(old: bytes, filling: bytes) -> bytes:
    """*old*, and where there was nothing, *filling*."""
    return old[: len(filling)] + filling[len(old) :]


def _old_block(_chance: Random, old: bytes, new: bytes) -> bytes:
    return _filled(old, bytes(len(new)))


def _new_block(_chance: Random, _old: bytes, new: bytes) -> bytes:
    return new


def _garbage_block(chance: Random, old: bytes, new: bytes) -> bytes:
    return _filled(old, chance.randbytes(len(new)))


def _torn_block(chance: Random, old: bytes, new: bytes) -> bytes:
    before = _filled(old, bytes(len(new)))
    sectors = (slice(start, start + SECTOR) for start in range(0, len(new), SECTOR))
    return b"".join(chance.choice((before, new))[sector] for sector in sectors)


_BLOCKS = (_old_block, _new_block, _garbage_block, _torn_block)
_CONTENTS = (_old, _new, _beginning, _mixture, _mixture)
