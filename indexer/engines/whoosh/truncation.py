"""Truncation: where a mapped file was cut off, zeros are read, while the system would end the process (SIGBUS).

Whoever reads looks afterwards whether somebody has written to the file, and then throws away what was read. systemd and
libwayland deal in this way with files that others may cut off, in a handler written in C; this one is called through
ctypes by the thread that reads, at the very instruction that does. It is for Linux with 64 bits; elsewhere the process
ends, as it did.
"""

import ctypes
import mmap
import sys
from functools import cache
from weakref import finalize

import numpy as np


class _SignalInfo(ctypes.Structure):
    """The beginning of `siginfo_t` in Linux with 64 bits."""

    _fields_ = (
        ("number", ctypes.c_int),
        ("error", ctypes.c_int),
        ("code", ctypes.c_int),
        ("padding", ctypes.c_int),
        ("address", ctypes.c_size_t),
    )


_Handler = ctypes.CFUNCTYPE(None, ctypes.c_int, ctypes.POINTER(_SignalInfo), ctypes.c_void_p)


class _Action(ctypes.Structure):
    """`struct sigaction` of glibc and musl in Linux with 64 bits."""

    _fields_ = (
        ("handler", _Handler),
        ("mask", ctypes.c_ulong * 16),
        ("flags", ctypes.c_int),
        ("restorer", ctypes.c_void_p),
    )


_SIGBUS = 7
_SA_SIGINFO = 4
_MAP_FIXED = 16
_IS_KNOWN = sys.platform == "linux" and ctypes.sizeof(ctypes.c_void_p) == ctypes.sizeof(ctypes.c_uint64)

_mapped: dict[int, int] = {}  # where the files begin in memory, and where they end


def survive_truncation(content: mmap.mmap) -> None:
    """Let *content* read as zeros where its file has been cut off, for as long as it is mapped."""
    if _IS_KNOWN:
        _install()
        start = np.frombuffer(content, np.uint8).ctypes.data
        _mapped[start] = start + len(content)
        finalize(content, _mapped.pop, start, None).atexit = False


@cache
def _install() -> _Action:
    """Take SIGBUS, once in a process; what the system calls then, which the cache keeps from being collected."""
    system = ctypes.CDLL(None)
    system.mmap.restype = ctypes.c_size_t
    system.mmap.argtypes = (ctypes.c_size_t, ctypes.c_size_t, *(ctypes.c_int,) * 3, ctypes.c_long)
    before = _Action()

    def put_zeros(number: int, info: "ctypes._Pointer[_SignalInfo]", _: int | None) -> None:
        """Put an empty page where there is none; where it is not of a file of ours, let it end as it would have."""
        address = info.contents.address
        if any(start <= address < end for start, end in list(_mapped.items())):
            page = address - address % mmap.PAGESIZE
            flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | _MAP_FIXED
            if system.mmap(page, mmap.PAGESIZE, mmap.PROT_READ, flags, -1, 0) == page:
                return
        system.sigaction(number, ctypes.byref(before), None)

    action = _Action(_Handler(put_zeros), flags=_SA_SIGINFO)
    system.sigaction(_SIGBUS, ctypes.byref(action), ctypes.byref(before))
    return action
