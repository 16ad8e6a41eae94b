"""Which folders must be polled."""

from pathlib import Path

import pytest

from service.schedule.mounts import MOUNTS, sees_all_changes

TABLE = """\
24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
25 24 0:21 / /mnt/blog rw,relatime shared:2 - nfs4 server:/blog rw,vers=4.2
26 24 0:22 / /mnt/blog/local rw - xfs /dev/vdb rw
27 24 0:23 / /mnt/my\\040posts rw - fuse.sshfs ann@host: rw
28 24 0:24 / /posts ro - ext4 /dev/vdc rw
29 28 0:25 / /posts rw - virtiofs posts rw
30 24 0:26 / /layers rw - overlay overlay rw
"""


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("/srv/blog", True),
        ("/mnt/blog", False),
        ("/mnt/blog/content/posts", False),
        ("/mnt/blogs", True),
        ("/mnt/blog/local/posts", True),
        ("/mnt/my posts/a", False),
        ("/posts", False),
        ("/layers/posts", True),
    ],
)
def test_the_nearest_mount_decides(folder: str, *, told: bool) -> None:
    """And of two on one another the upper."""
    assert sees_all_changes(Path(folder), TABLE) is told


def test_where_there_is_no_table_the_system_is_trusted() -> None:
    """As on a Mac."""
    assert sees_all_changes(Path("/posts"), "")


@pytest.mark.skipif(not MOUNTS.exists(), reason="this is no Linux")
def test_this_machines_table_can_be_read(tmp_path: Path) -> None:
    """Whatever stands in it."""
    assert sees_all_changes(tmp_path, MOUNTS.read_text("utf-8")) in {True, False}
