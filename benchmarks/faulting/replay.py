"""What a program did to its files, done once more to a `Disk`."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from benchmarks.faulting.disk import Disk, File, Folder, Node
from benchmarks.faulting.strace import Call, number, path_of, text


class NotReplayable(Exception):
    """A way to change files that this cannot follow."""


@dataclass(slots=True)
class _Opened:
    """What a descriptor stands for, and where the next write goes."""

    node: Node
    appends: bool = False
    offset: int = 0


class Replay:
    """Does system calls to *disk*, whose root stands for the folder *home*; what happens elsewhere is passed over.

    Args:
        disk: What *home* held before.
        home: An absolute path.
        cwd: The folder in which the program ran.
    """

    def __init__(self, disk: Disk, home: Path, cwd: Path) -> None:
        self._disk = disk
        self._home = PurePosixPath(home)
        self._cwd = PurePosixPath(cwd)
        self._opened: dict[int, _Opened] = {}

    def steps(self, calls: Iterable[Call]) -> Iterator[Call]:
        """Do *calls* one after the other; give each after which the disk may hold something else than before."""
        for call in calls:
            if call.result < 0:
                continue
            if call.name not in _CALLS:
                raise NotReplayable(f"{call.name}{call.arguments}"[:300])
            if _CALLS[call.name](self, call):
                yield call

    def open(self, call: Call) -> bool:
        """``openat(folder, path, flags)``."""
        self._opened.pop(call.result, None)
        path = self._path(*call.arguments[:2])
        if path is None:
            return False
        flags = call.arguments[2].split("|")
        if "O_TMPFILE" in call.arguments[2]:
            self._opened[call.result] = _Opened(File())
            return False
        node = self._disk.find(path)
        is_new = node is None
        if node is None:
            node = File()
            self._disk.put(path, node)
        self._opened[call.result] = _Opened(node, "O_APPEND" in flags)
        if "O_TRUNC" in flags and isinstance(node, File):
            node.resize(0)
        return is_new or "O_TRUNC" in flags

    def close(self, call: Call) -> bool:
        """``close(file)``."""
        self._opened.pop(number(call.arguments[0]), None)
        return False

    def duplicate(self, call: Call) -> bool:
        """``dup(file)``, ``dup2``, ``dup3``, and ``fcntl(file, F_DUPFD, …)``: both share one offset."""
        if call.name == "fcntl" and not call.arguments[1].startswith("F_DUPFD"):
            return False
        self._opened.pop(call.result, None)
        if opened := self._of(call):
            self._opened[call.result] = opened
        return False

    def seek(self, call: Call) -> bool:
        """``lseek(file, offset, whence)``."""
        if opened := self._of(call):
            opened.offset = call.result
        return False

    def write(self, call: Call) -> bool:
        """``write(file, bytes, count)`` and ``writev(file, [bytes, …], count)``."""
        opened = self._of(call)
        return opened is not None and self._written(opened, text(call.arguments[1])[: call.result])

    def write_at(self, call: Call) -> bool:
        """``pwrite64(file, bytes, count, offset)``."""
        opened = self._of(call)
        if not opened or not isinstance(opened.node, File):
            return False
        opened.node.write(number(call.arguments[3]), text(call.arguments[1])[: call.result])
        return True

    def copy(self, call: Call) -> bool:
        """``sendfile(target, source, [offset] => [offset], count)``, as shutil copies files."""
        opened, source = self._of(call), self._opened.get(number(call.arguments[1]))
        if not opened or not call.result:
            return False
        start = call.arguments[2].partition(" ")[0]
        if not source or not isinstance(source.node, File) or start == "NULL":
            raise NotReplayable(f"sendfile{call.arguments}")
        return self._written(opened, bytes(source.node.current[number(start) :][: call.result]))

    def resize(self, call: Call) -> bool:
        """``ftruncate(file, size)``."""
        opened = self._of(call)
        if opened and isinstance(opened.node, File):
            opened.node.resize(number(call.arguments[1]))
        return bool(opened)

    def sync(self, call: Call) -> bool:
        """``fsync(file)`` and ``fdatasync(file)``."""
        opened = self._of(call)
        if opened:
            opened.node.sync()
        return bool(opened)

    def rename(self, call: Call) -> bool:
        """``rename(source, target)``, and with folders before both."""
        source, target = self._paths(call)
        if source is None and target is None:
            return False
        if source is None or target is None or "RENAME" in call.arguments[-1]:
            raise NotReplayable(f"{call.name}: into the folder, out of it, or of two files with each other")
        self._disk.rename(source, target)
        return True

    def link(self, call: Call) -> bool:
        """``link(source, target)``, and with folders before both."""
        source, target = self._paths(call)
        if target is None:
            return False
        if source is None:
            raise NotReplayable(f"{call.name}: to a file that was not recorded")
        self._disk.put(target, self._disk.node(source))
        return True

    def unlink(self, call: Call) -> bool:
        """``unlink(path)``, ``rmdir(path)`` and ``unlinkat(folder, path, flags)``."""
        return self._put(call, None)

    def make_folder(self, call: Call) -> bool:
        """``mkdir(path, mode)`` and ``mkdirat(folder, path, mode)``."""
        return self._put(call, Folder())

    def map(self, call: Call) -> bool:
        """``mmap(address, size, protection, flags, file, offset)``: what is written through it cannot be seen.

        SQLite does so in its shared index of a log, which it makes anew after a crash.
        """
        *_, protection, flags, file, _offset = call.arguments
        is_shared = "PROT_WRITE" in protection and "MAP_SHARED" in flags and number(file) in self._opened
        if is_shared and not path_of(file).endswith("-shm"):
            raise NotReplayable(f"a file is written to through memory: {path_of(file)}")
        return False

    def control(self, call: Call) -> bool:
        """``ioctl(file, request, …)``: other ways to copy, or nothing that concerns files."""
        if call.arguments[1].startswith("FICLONE"):
            raise NotReplayable(call.arguments[1])
        return False

    def fork(self, call: Call) -> bool:
        """``clone(…)``: threads share their descriptors, processes do not."""
        if "CLONE_FILES" not in "".join(call.arguments):
            raise NotReplayable(f"another process: {call.name}")
        return False

    def _put(self, call: Call, node: Node | None) -> bool:
        at = call.name.endswith("at")
        path = self._path(*call.arguments[:2]) if at else self._path("", call.arguments[0])
        if path is None:
            return False
        self._disk.put(path, node)
        return True

    def _written(self, opened: _Opened, content: bytes) -> bool:
        if not isinstance(opened.node, File):
            return False
        if opened.appends:
            opened.offset = len(opened.node.current)
        opened.node.write(opened.offset, content)
        opened.offset += len(content)
        return True

    def _of(self, call: Call) -> _Opened | None:
        return self._opened.get(number(call.arguments[0]))

    def _paths(self, call: Call) -> tuple[PurePosixPath | None, PurePosixPath | None]:
        if "at" in call.name:
            return self._path(*call.arguments[:2]), self._path(*call.arguments[2:4])
        return self._path("", call.arguments[0]), self._path("", call.arguments[1])

    def _path(self, folder: str, path: str) -> PurePosixPath | None:
        """Where in *home* that is, or None if it is elsewhere."""
        start = PurePosixPath(path_of(folder)) if folder else self._cwd
        whole = start / text(path).decode("utf-8", "surrogateescape")
        return whole.relative_to(self._home) if whole.is_relative_to(self._home) else None


_CALLS: Mapping[str, Callable[[Replay, Call], bool]] = {
    "openat": Replay.open,
    "close": Replay.close,
    "dup": Replay.duplicate,
    "dup2": Replay.duplicate,
    "dup3": Replay.duplicate,
    "fcntl": Replay.duplicate,
    "lseek": Replay.seek,
    "write": Replay.write,
    "writev": Replay.write,
    "pwrite64": Replay.write_at,
    "sendfile": Replay.copy,
    "ftruncate": Replay.resize,
    "fsync": Replay.sync,
    "fdatasync": Replay.sync,
    "rename": Replay.rename,
    "renameat": Replay.rename,
    "renameat2": Replay.rename,
    "link": Replay.link,
    "linkat": Replay.link,
    "unlink": Replay.unlink,
    "unlinkat": Replay.unlink,
    "rmdir": Replay.unlink,
    "mkdir": Replay.make_folder,
    "mkdirat": Replay.make_folder,
    "mmap": Replay.map,
    "ioctl": Replay.control,
    "clone": Replay.fork,
    "clone3": Replay.fork,
}

CALLS = (
    *_CALLS,
    *("open", "creat", "truncate", "fallocate", "pwritev", "pwritev2", "splice", "copy_file_range", "msync"),
    *("symlink", "symlinkat", "sync_file_range", "sync", "syncfs", "fork", "vfork", "chdir", "fchdir"),
)
"""What is to be recorded: all that changes files, and what tells which files are meant. Those without an entry in the
table above are refused, as nothing has needed them yet."""
