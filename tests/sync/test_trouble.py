"""Files that cannot be read, ledgers that are lost, indexes that are damaged, syncs that collide."""

import errno
import os
import shutil
from importlib import import_module

import pytest

from indexer import (
    EngineError,
    IndexLocked,
    PostsFolderError,
    Query,
    check,
    last_report,
    ledger,
    open_engine,
    parse,
    sync,
)
from indexer.analysis import stems
from indexer.posts.site import Site
from tests.sync.conftest import NOW, Blog, changes


def codes(blog: Blog) -> list[tuple[str, str]]:
    """The problems of a sync: path and code of each."""
    return [(problem.path, problem.code) for problem in blog.sync().problems]


def test_a_file_that_is_no_text_is_reported_and_the_rest_goes_on(blog: Blog) -> None:
    """In every sync, until it is mended."""
    blog.write("binary.md", b"\x00\x01\x02" * 500)

    for _ in range(2):
        report = blog.sync()
        assert (report.indexed, report.failed) == (3, 1)
        assert [(problem.path, problem.line, problem.code) for problem in report.problems] == [
            ("binary.md", 1, "binary")
        ]

    blog.write("binary.md")
    assert changes(blog.sync()) == (1, 0, 0)
    assert codes(blog) == []


def test_a_file_that_vanishes_meanwhile_is_reported(blog: Blog) -> None:
    """The others are indexed."""
    report = sync(
        blog.posts,
        blog.engine,
        site=Site(),
        state=blog.index,
        now=NOW,
        progress=lambda done, _todo: blog.remove("two.md") if done == 1 else None,
    )

    assert (report.seen, report.indexed, report.failed) == (3, 2, 1)
    assert [(problem.path, problem.code) for problem in report.problems] == [("two.md", "unreadable")]


def test_a_missing_folder_is_an_error_and_changes_nothing(blog: Blog) -> None:
    """It names the folder."""
    blog.sync()
    blog.posts.rename(blog.posts.with_name("elsewhere"))

    with pytest.raises(PostsFolderError, match="posts"):
        blog.sync()
    assert blog.titles == {"one", "two", "three"}


def test_two_posts_with_one_address_are_reported(blog: Blog) -> None:
    """Both are found; the report goes away with the clash, though the reported file did not change."""
    blog.write("clash.md", "---\ntitle: clash\nurl: /same/\n---\n")
    blog.write("other.md", "---\ntitle: other\nurl: /same/\n---\n")

    for _ in range(2):
        report = blog.sync()
        assert [str(problem).split(": ")[:2] for problem in report.problems] == [["other.md:1", "same-url"]]
        assert "/same/" in report.problems[0].message
        assert "clash.md" in report.problems[0].message
    assert {"clash", "other"} <= blog.titles

    blog.remove("clash.md")
    assert codes(blog) == []


def test_problems_come_in_order_of_paths_and_lines(blog: Blog) -> None:
    """As editors show them."""
    for path in ("z.md", "a.md"):
        blog.write(path, "---\ntitle: x\ndate: 2024-13-45\n---\nText\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> x\n")

    report = blog.sync()

    places = [(problem.path, problem.line) for problem in report.problems]
    assert places == sorted(places)
    assert {problem.path for problem in report.problems} == {"a.md", "z.md"}


@pytest.mark.parametrize("content", [None, b"", b"{}", b"\xff\xfe", b'{"version":1}'])
def test_without_its_ledger_a_sync_reads_everything_and_changes_nothing(blog: Blog, content: bytes | None) -> None:
    """The index itself says what it holds."""
    first = blog.sync()
    if content is None:
        (blog.index / "ledger.jsonl").unlink()
    else:
        (blog.index / "ledger.jsonl").write_bytes(content)
    assert last_report(blog.index) is None

    second = blog.sync()

    assert (changes(second), second.generation) == ((0, 0, 0), first.generation)
    assert last_report(blog.index) == second


def test_without_its_cache_of_stems_a_sync_goes_on(blog: Blog) -> None:
    """And makes another."""
    blog.sync()
    assert (blog.index / stems.FILE).exists()
    (blog.index / stems.FILE).write_bytes(b"damaged")
    blog.write("houses.md", "# Houses\n")
    late = open_engine("whoosh", blog.index)

    sync(blog.posts, late, site=Site(), state=blog.index, now=NOW)

    assert late.search(Query("", parse("house -qqq"))).total == 1


def test_two_syncs_at_once_are_one_too_many(blog: Blog) -> None:
    """The second is told so, and nothing happens to either."""
    with open_engine("whoosh", blog.index).writing(), pytest.raises(IndexLocked, match="another sync"):
        blog.sync()

    assert changes(blog.sync()) == (3, 0, 0)


def test_old_generations_are_removed(blog: Blog) -> None:
    """Two stay."""
    for number in range(5):
        blog.write("one.md", f"# Title {number}\n")
        blog.sync()

    assert len(list((blog.index / "generations").iterdir())) == 2


@pytest.mark.parametrize("kind", ["manifest.json", "*.columns"])
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_damaged_index_is_repaired_by_a_rebuild(blog: Blog, kind: str) -> None:
    """Until then searching is an error, never an empty answer."""
    blog.sync()
    for file in (blog.index / "generations" / "000001").glob(kind):
        content = file.read_bytes()[: file.stat().st_size // 2]
        file.unlink()
        file.write_bytes(content)
    blog.engine = open_engine("whoosh", blog.index)

    with pytest.raises(EngineError, match="--rebuild"):
        blog.engine.search(Query("texd", parse("texd")))
    blog.sync(rebuild=True)

    assert blog.titles == {"one", "two", "three"}


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_damage_that_a_change_comes_upon_is_repaired_by_itself(blog: Blog) -> None:
    """The list of segments is only read to be replaced; the next sync builds them anew."""
    blog.sync()
    for file in (blog.index / "generations" / "000001").glob("*.toc"):
        content = file.read_bytes()[: file.stat().st_size // 2]
        file.unlink()
        file.write_bytes(content)
    blog.engine = open_engine("whoosh", blog.index)
    blog.write("one.md", "# Another title\n")

    blog.sync()

    assert blog.titles == {"Another title", "two", "three"}


def test_an_index_of_another_version_is_built_again_by_itself(blog: Blog) -> None:
    """An update of Backmatter needs no care."""
    blog.sync()
    manifest = blog.index / "generations" / "000001" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"schema": ', '"schema": 9'))
    blog.engine = open_engine("whoosh", blog.index)

    assert changes(blog.sync()) == (3, 0, 0)
    assert blog.titles == {"one", "two", "three"}


def test_the_index_may_be_lost_while_the_ledger_is_not(blog: Blog) -> None:
    """Everything is indexed again."""
    blog.sync()
    (blog.index / "current").unlink()
    shutil.rmtree(blog.index / "generations")
    blog.engine = open_engine("whoosh", blog.index)

    assert changes(blog.sync()) == (3, 0, 0)
    assert blog.titles == {"one", "two", "three"}


def test_check_reports_without_an_index(blog: Blog) -> None:
    """The same as a sync would."""
    blog.write("binary.md", b"\x00\x01\x02" * 500)
    blog.write("draft.md", "---\ndraft: true\n---\n")
    blog.write("clash.md", "---\ntitle: clash\nurl: /one/\n---\n")
    blog.write("other.md", "---\ntitle: other\nurl: /one/\n---\n")
    steps: list[tuple[int, int]] = []

    report = check(blog.posts, site=Site(), now=NOW, progress=lambda done, todo: steps.append((done, todo)))

    synced = blog.sync()
    assert (report.seen, report.indexed, report.failed, report.left_out, report.problems) == (
        synced.seen,
        synced.indexed,
        synced.failed,
        synced.left_out,
        synced.problems,
    )
    assert (report.generation, changes(report)) == ("", (0, 0, 0))
    assert steps == [(done, 7) for done in range(1, 8)]


def test_progress_is_told_for_every_file_that_is_read(blog: Blog) -> None:
    """Done and to do."""
    blog.sync()
    blog.write("new.md")
    steps: list[tuple[int, int]] = []

    sync(
        blog.posts,
        blog.engine,
        site=Site(),
        state=blog.index,
        now=NOW,
        progress=lambda done, todo: steps.append((done, todo)),
    )

    assert steps == [(1, 1)]


def test_the_last_report_is_kept(blog: Blog) -> None:
    """For `status`, without reading a post."""
    assert last_report(blog.index) is None
    blog.write("draft.md", "---\ndraft: true\n---\n")

    report = blog.sync()

    assert last_report(blog.index) == report


def test_damage_that_a_sync_without_changes_comes_upon_is_repaired(blog: Blog) -> None:
    """A new generation is written though no post has changed; nothing is lost meanwhile."""
    blog.sync()
    blog.write("new.md")
    second = blog.sync()
    for file in (blog.index / "generations" / "000002").glob("*.columns"):
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.unlink()
        file.write_bytes(content)
    blog.engine = open_engine("whoosh", blog.index)

    report = blog.sync()

    assert (blog.engine.damage, report.problems) == ("", ())
    assert report.generation != second.generation
    assert blog.titles == {"one", "two", "three", "Title"}
    assert blog.sync().generation == report.generation


def test_a_ledger_that_cannot_be_written_costs_reading_again(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index is in step all the same; the message says where there is no room, and what follows."""
    blog.sync()
    blog.write("new.md")

    with monkeypatch.context() as full:
        for write in ("replace_file", "extend_file"):
            full.setattr(ledger, write, no_room)
        with pytest.raises(EngineError, match=r"index: the index is in step.*No space left.*reads more.*make room"):
            blog.sync()
    assert blog.titles == {"one", "two", "three", "Title"}

    report = blog.sync()
    assert (changes(report), report.indexed) == ((0, 0, 0), 4)


def test_a_disk_without_room_for_any_file_is_said_so(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is read."""
    monkeypatch.setattr(import_module("indexer.sync"), "time_of_files", no_room)
    with pytest.raises(EngineError, match=r"index: no file can be made there.*No space left.*nothing was changed"):
        blog.sync()


def no_room(*_arguments: object) -> None:
    """Fail as a full disk does."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_ledger_that_was_cut_off_while_it_was_extended_costs_reading_again(blog: Blog) -> None:
    """And nothing else, whatever part of the line was left."""
    for number in range(20):
        blog.write(f"{number}.md", f"# Post {number}\n")
    blog.sync()
    blog.write("one.md", "# Changed\n")
    before = blog.index.joinpath(ledger.FILE).stat().st_size
    report = blog.sync()
    whole = (blog.index / ledger.FILE).read_bytes()

    for length in range(before, len(whole), 41):
        (blog.index / ledger.FILE).write_bytes(whole[:length])
        again = blog.sync()
        assert (changes(again), again.generation, again.indexed) == ((0, 0, 0), report.generation, 23)
