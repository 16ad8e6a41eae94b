"""A disk that forgets: what it holds now, and what of that it would still hold without power.

Only what POSIX promises is durable. What is in a file is after an fsync of that file; that a folder has a name, or
has it no more, is after an fsync of that folder, and of each folder above it. Until then anything may be kept and
anything lost (`benchmarks.faulting.states`). File systems promise more: ext4 keeps many of these in order, and syncs
the name of a new file with its contents. Nothing here relies on that.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath

BLOCK = 4096
"""Bytes that reach a disk together, as a rule: what is cached, and lost, as one."""


class File:
    """A file, whatever its names: bytes that are *durable*, and those that programs read."""

    def __init__(self, durable: bytes = b"") -> None:
        self.durable = durable
        self.current = bytearray(durable)
        self.dirty: set[int] = set()
        """Blocks that were written to since the last fsync."""

    @property
    def is_durable(self) -> bool:
        """Whether nothing of it can be lost."""
        return not self.dirty and len(self.current) == len(self.durable)

    def write(self, offset: int, content: bytes) -> None:
        """Let *content* stand at *offset*; a gap before it is filled with zeros."""
        self.resize(max(len(self.current), offset))
        self.current[offset : offset + len(content)] = content
        self._touch(offset, offset + len(content))

    def resize(self, size: int) -> None:
        """Cut it at *size*, or fill it with zeros up to there."""
        before = len(self.current)
        del self.current[size:]
        self.current.extend(bytes(max(0, size - before)))
        self._touch(min(before, size), max(before, size))

    def sync(self) -> None:
        """Make its contents durable."""
        self.durable = bytes(self.current)
        self.dirty.clear()

    def _touch(self, start: int, end: int) -> None:
        if end > start:
            self.dirty.update(range(start // BLOCK, (end - 1) // BLOCK + 1))


class Folder:
    """A folder: names that are *durable*, those that programs see, and the changes between the two."""

    def __init__(self, durable: Mapping[str, Node] | None = None) -> None:
        self.durable: dict[str, Node] = dict(durable or {})
        self.current: dict[str, Node] = dict(self.durable)
        self.changes: list[Mapping[str, Node | None]] = []
        """Since the last fsync, each kept or lost as one: names and what they stand for from then on; None: nothing."""

    def change(self, names: Mapping[str, Node | None]) -> None:
        """Let *names* stand for these nodes."""
        self.changes.append(names)
        self.current = changed(self.current, names)

    def sync(self) -> None:
        """Make its names durable."""
        self.durable = dict(self.current)
        self.changes.clear()


Node = File | Folder


def changed(before: Mapping[str, Node], names: Mapping[str, Node | None]) -> dict[str, Node]:
    """The names *before*, after the change *names*."""
    return {name: node for name, node in {**before, **names}.items() if node is not None}


class Disk:
    """Files and folders by their paths, which are relative to its *root*; all that it begins with is durable."""

    def __init__(self, root: Folder | None = None) -> None:
        self.root = root or Folder()

    @classmethod
    def of(cls, folder: Path) -> Disk:
        """A disk that holds what *folder* does; files with several names stay one."""
        return cls(_read_folder(folder, {}))

    def find(self, path: PurePosixPath) -> Node | None:
        """What *path* stands for, if anything."""
        node: Node | None = self.root
        for part in path.parts:
            node = node.current.get(part) if isinstance(node, Folder) else None
        return node

    def node(self, path: PurePosixPath) -> Node:
        """The same where there must be something."""
        node = self.find(path)
        if node is None:
            raise FileNotFoundError(path)
        return node

    def folder(self, path: PurePosixPath) -> Folder:
        """The folder at *path*."""
        node = self.node(path)
        if not isinstance(node, Folder):
            raise NotADirectoryError(path)
        return node

    def put(self, path: PurePosixPath, node: Node | None) -> None:
        """Let *path* stand for *node*, or for nothing."""
        self.folder(path.parent).change({path.name: node})

    def rename(self, source: PurePosixPath, target: PurePosixPath) -> None:
        """Let what *source* stands for be found at *target* instead; within one folder that is one change."""
        node = self.node(source)
        if source.parent == target.parent:
            self.folder(source.parent).change({target.name: node, source.name: None})
        else:
            self.put(target, node)
            self.put(source, None)


def _read_folder(path: Path, known: dict[int, File]) -> Folder:
    nodes: dict[str, Node] = {}
    for child in path.iterdir():
        if child.is_dir():
            nodes[child.name] = _read_folder(child, known)
        else:
            inode = child.stat().st_ino
            nodes[child.name] = known.get(inode) or known.setdefault(inode, File(child.read_bytes()))
    return Folder(nodes)
