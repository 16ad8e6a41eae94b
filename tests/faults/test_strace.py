"""What strace writes, read again."""

import pytest

from benchmarks.faulting.strace import Call, number, parse, path_of, text

LINES = r"""
7 openat(AT_FDCWD<\x2f\x68>, "\x61\x62", O_RDWR|O_CREAT, 0644) = 3<\x2f\x68\x2f\x61\x62>
7 write(3<\x2f\x68\x2f\x61\x62>, "\x00\x2c\x20\x22", 4) = 2
8 fsync(3<\x2f\x68\x2f\x61\x62> <unfinished ...>
7 writev(3<\x2f\x68\x2f\x61\x62>, [{iov_base="\x61", iov_len=1}, {iov_base="\x62", iov_len=1}], 2) = 2
8 <... fsync resumed>)                    = 0
7 rename("\x61", "\x62")            = -1 ENOENT (No such file or directory)
7 mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3<\x2f\x68\x2f\x61\x62>, 0) = 0x7fb9367c5000
7 unlink("\x61")                    = ?
7 +++ killed by SIGKILL +++
""".strip().splitlines()


def test_calls_are_read_with_their_bytes() -> None:
    """In the order in which they returned; -1 stands for those that failed or were never done."""
    calls = list(parse(LINES))

    assert [(call.name, call.result) for call in calls] == [
        ("openat", 3),
        ("write", 2),
        ("writev", 2),
        ("fsync", 0),
        ("rename", -1),
        ("mmap", 0x7FB9367C5000),
        ("unlink", -1),
    ]
    opened, written, vector, *_ = calls
    assert (path_of(opened.arguments[0]), text(opened.arguments[1])) == ("/h", b"ab")
    assert (number(written.arguments[0]), text(written.arguments[1])) == (3, b'\0, "')
    assert text(vector.arguments[1]) == b"ab"


def test_what_is_not_whole_is_refused() -> None:
    """A call of which strace has left out bytes would be done wrongly."""
    (call,) = parse([r'7 write(3<\x2f>, "\x61"..., 9) = 9'])

    assert call == Call("write", ("3<\\x2f>", '"\\x61"...', "9"), 9)
    with pytest.raises(ValueError, match="more than"):
        text(call.arguments[1])


def test_other_lines_are_refused() -> None:
    """Nothing is passed over in silence."""
    with pytest.raises(ValueError, match="cannot be read"):
        list(parse(["7 something else"]))
