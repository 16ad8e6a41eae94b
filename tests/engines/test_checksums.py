"""Checksums: a file that is not what was written is told from one that is."""

import os
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.checksums import Checksum, Verifier


@given(st.binary(min_size=1, max_size=300), st.data())
def test_every_flipped_bit_and_every_cut_is_found(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, data: st.DataObject
) -> None:
    """Wherever it is."""
    file = tmp_path_factory.mktemp("file") / "file"
    file.write_bytes(content)
    written = Checksum.of(file)
    place, bit = data.draw(st.integers(0, len(content) - 1)), data.draw(st.integers(0, 7))

    assert written.size == len(content)
    assert Verifier().fault(file, written) == ""
    file.write_bytes(content[:place] + bytes([content[place] ^ 1 << bit]) + content[place + 1 :])
    assert f"{file}: is not what was written (checksum" in Verifier().fault(file, written)
    file.write_bytes(content[:place])
    assert f"({place:,} bytes instead of {len(content):,})" in Verifier().fault(file, written)


def test_a_large_file_is_read_in_parts(tmp_path: Path) -> None:
    """As if it were read at once."""
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"x")
    large.write_bytes(bytes(range(256)) * 10_000)

    assert Checksum.of(large) == Checksum(2_560_000, crc32(large.read_bytes()))
    assert Checksum.of(small) == Checksum(1, 0x8CDC1683)


def test_a_file_is_read_again_only_after_it_was_written(tmp_path: Path) -> None:
    """The disk's own clock tells; who does not trust it lets everything be read again."""
    file = tmp_path / "file"
    file.write_bytes(b"right")
    written, verifier = Checksum.of(file), Verifier()
    assert verifier.fault(file, written) == ""

    status = file.stat()
    file.write_bytes(b"wrong")
    assert "is not what was written" in verifier.fault(file, written)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))  # as a failing disk would: no time tells of it
    assert verifier.fault(file, written) == ""
    verifier.forget()
    assert "is not what was written" in verifier.fault(file, written)


def test_a_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    """Named, with the reason."""
    assert "gone: cannot be read (No such file" in Verifier().fault(tmp_path / "gone", Checksum(1, 1))
