"""Harm: one bit of a file flipped, or the file cut off."""

import os
import random
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple


class Harm(NamedTuple):
    """What is done to the file *path* of an index folder.

    Attributes:
        byte: Which byte is changed, or what is left of the file is cut off from it on.
        bit: Which bit of it is flipped; None cuts the file off.
    """

    path: str
    byte: int
    bit: int | None

    def do(self, folder: Path, *, in_secret: bool = False) -> None:
        """Do it, in place; *in_secret* the file's times stay as they were, as when a disk forgets."""
        file = folder / self.path
        before = file.stat()
        with file.open("r+b") as opened:
            if self.bit is None:
                opened.truncate(self.byte)
            else:
                opened.seek(self.byte)
                octet = opened.read(1)[0]
                opened.seek(self.byte)
                opened.write(bytes([octet ^ 1 << self.bit]))
        if in_secret:
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))

    def __str__(self) -> str:
        return f"{self.path}: " + (f"cut at {self.byte}" if self.bit is None else f"bit {self.bit} of byte {self.byte}")


def harms(folder: Path, paths: Sequence[str], flips: int, cuts: int, chance: random.Random) -> list[Harm]:
    """So many *flips* and *cuts*, spread evenly over the files *paths* of *folder*, the ends of each first."""
    sizes = {path: size for path in paths if (size := (folder / path).stat().st_size)}
    flipped = (Harm(path, byte, chance.randrange(8)) for path, byte in _places(sizes, chance))
    cut = (Harm(path, byte, None) for path, byte in _places(sizes, chance))
    return [*islice(flipped, flips), *islice(cut, cuts)]


def files(folder: Path, beneath: str) -> list[str]:
    """The files of *folder* in its folder *beneath*."""
    return sorted(str(path.relative_to(folder)) for path in (folder / beneath).rglob("*") if path.is_file())


def _places(sizes: dict[str, int], chance: random.Random) -> Iterator[tuple[str, int]]:
    """Bytes of all files in turn: the first of each, the last of each, then any."""
    yield from ((path, 0) for path in sizes)
    yield from ((path, size - 1) for path, size in sizes.items())
    for path in cycle(sizes):
        yield path, chance.randrange(sizes[path])
