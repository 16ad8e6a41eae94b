"""A sync brings the index in step with the folder, and does no more than that."""

import pytest

from indexer import EngineUrlError, IndexLocked, PostsFolderError, Site, SyncRefused, open_engine, sync
from tests.sync.conftest import Blog, changes


def test_the_first_sync_adds_everything(blog: Blog) -> None:
    """And says so."""
    report = blog.sync()

    assert changes(report) == (3, 0, 0)
    assert (report.seen, report.indexed, report.failed, report.left_out) == (3, 3, 0, {})
    assert report.synced_at == blog.now
    assert blog.titles == {"one", "two", "three"}


def test_a_second_sync_does_nothing(blog: Blog) -> None:
    """The generation stays."""
    first = blog.sync()
    blog.wait(days=1)
    second = blog.sync()

    assert changes(second) == (0, 0, 0)
    assert second.generation == first.generation
    assert (second.indexed, second.synced_at) == (3, blog.now)


def test_files_come_go_and_change(blog: Blog) -> None:
    """Each kind is counted."""
    blog.sync()
    blog.write("new.md", "---\ntitle: new\n---\n")
    blog.write("one.md", "---\ntitle: changed\n---\n")
    blog.remove("two.md")

    assert changes(blog.sync()) == (1, 1, 1)
    assert blog.titles == {"new", "changed", "three"}


def test_a_file_that_was_only_touched_is_unchanged(blog: Blog) -> None:
    """Its bytes count, not its time: a checkout of the blog makes all files new."""
    first = blog.sync()
    for path in blog.posts.iterdir():
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)

    assert blog.sync().generation == first.generation


def test_a_renamed_file_is_another_post(blog: Blog) -> None:
    """As its address may be another."""
    blog.sync()
    (blog.posts / "one.md").rename(blog.posts / "renamed.md")

    assert changes(blog.sync()) == (1, 0, 1)
    assert blog.engine.get("one") is None
    assert blog.engine.get("renamed")


def test_other_settings_index_everything_anew(blog: Blog) -> None:
    """As addresses or languages may be others."""
    blog.sync()

    assert changes(blog.sync(Site(url="https://blog.example"))) == (0, 3, 0)
    document = blog.engine.get("one")
    assert document
    assert document.url.startswith("https://blog.example/")


def test_a_folder_without_posts_makes_an_empty_index(blog: Blog) -> None:
    """Which can be searched."""
    for name in ("one", "two", "three"):
        blog.remove(f"{name}.md")

    assert changes(blog.sync()) == (0, 0, 0)
    assert blog.titles == set()


def test_a_sync_that_would_remove_most_posts_is_refused(blog: Blog) -> None:
    """An unmounted folder is not an empty blog; nothing is changed, until it is forced."""
    blog.sync()
    generation = blog.engine.generation
    blog.remove("one.md")
    blog.remove("two.md")
    blog.write("new.md")

    with pytest.raises(SyncRefused, match=r"2 of 3 posts.*--force"):
        blog.sync()
    assert blog.engine.generation == generation
    assert blog.titles == {"one", "two", "three"}

    assert changes(blog.sync(force=True)) == (1, 0, 2)


def test_posts_that_moved_are_not_missed(blog: Blog) -> None:
    """A folder may get another name: the same files in another place are no loss."""
    blog.sync()
    (blog.posts / "moved").mkdir()
    for name in ("one", "two", "three"):
        (blog.posts / f"{name}.md").rename(blog.posts / "moved" / f"{name}.md")

    assert changes(blog.sync()) == (3, 0, 3)


def test_removing_half_of_the_posts_is_not_refused(blog: Blog) -> None:
    """Only more than half is."""
    blog.write("four.md")
    blog.sync()
    blog.remove("one.md")
    blog.remove("two.md")

    assert changes(blog.sync()) == (0, 0, 2)


def test_a_rebuild_refuses_too(blog: Blog) -> None:
    """It is no way around the question."""
    blog.sync()
    for name in ("one", "two", "three"):
        blog.remove(f"{name}.md")

    with pytest.raises(SyncRefused):
        blog.sync(rebuild=True)
    assert blog.titles == {"one", "two", "three"}


def test_a_rebuild_reads_everything_anew(blog: Blog) -> None:
    """Drafts included, whatever the ledger says of them."""
    blog.write("draft.md", "---\ndraft: true\n---\n")
    first = blog.sync()
    steps: list[int] = []

    report = sync(
        blog.posts,
        blog.engine,
        site=Site(),
        state=blog.index,
        now=blog.now,
        rebuild=True,
        progress=lambda done, _todo: steps.append(done),
    )

    assert steps == [1, 2, 3, 4]
    assert (report.indexed, report.left_out) == (3, {"draft": 1})
    assert report.generation != first.generation


def test_an_unknown_engine_is_an_error(blog: Blog) -> None:
    """Which says what there is."""
    with pytest.raises(EngineUrlError, match=r'"elastic://x".*"whoosh"'):
        open_engine("elastic://x", blog.index)


def test_the_index_after_any_changes_is_that_of_a_rebuild(blog: Blog) -> None:
    """Nothing is left behind."""
    for round_ in range(6):
        for number in range(8):
            if (round_ * number) % 3 == 0:
                blog.write(f"{number}.md", f"---\ntitle: post {number} of {round_}\ntags: [t{round_}]\n---\nText.\n")
            elif (blog.posts / f"{number}.md").exists():
                blog.remove(f"{number}.md")
        blog.sync(force=True)
    before = blog.engine.fingerprints(), blog.titles, blog.engine.complete("t", 99)

    blog.sync(rebuild=True)

    assert (blog.engine.fingerprints(), blog.titles, blog.engine.complete("t", 99)) == before


def test_a_sync_tells_that_it_has_begun_before_it_looks(blog: Blog) -> None:
    """What was written before that moment is part of it, and no other sync runs any more."""
    other = open_engine("whoosh", blog.index)

    def begun() -> None:
        blog.write("new.md")
        with pytest.raises(IndexLocked), other.writing():
            pass

    assert changes(blog.sync(begun=begun)) == (4, 0, 0)


def test_a_sync_that_cannot_begin_does_not_say_so(blog: Blog) -> None:
    """Another one works."""
    steps: list[str] = []
    with open_engine("whoosh", blog.index).writing(), pytest.raises(IndexLocked):
        blog.sync(begun=lambda: steps.append("begun"))

    assert steps == []


def test_a_sync_without_a_posts_folder_has_begun_all_the_same(blog: Blog) -> None:
    """It is its work to notice."""
    steps: list[str] = []
    blog.posts.rename(blog.posts.with_name("elsewhere"))
    with pytest.raises(PostsFolderError):
        blog.sync(begun=lambda: steps.append("begun"))

    assert steps == ["begun"]


@pytest.mark.parametrize("header", ["draft: true", "published: false", "expiryDate: 2024-05-01"])
def test_posts_that_are_all_withdrawn_at_once_are_missed(blog: Blog, header: str) -> None:
    """A script that went wrong can do that; who means it says so, and a few at a time need no word."""
    blog.sync()
    for name in ("one", "two", "three"):
        blog.write(f"{name}.md", f"---\n{header}\n---\nText of {name}.\n")

    with pytest.raises(SyncRefused, match=r"3 of 3 posts.*--force"):
        blog.sync()
    assert blog.titles == {"one", "two", "three"}
    assert changes(blog.sync(force=True)) == (0, 0, 3)


def test_posts_that_are_all_of_the_future_are_missed(blog: Blog) -> None:
    """The clock is wrong, rather."""
    for name in ("one", "two", "three"):
        blog.write(f"{name}.md", "---\ndate: 2024-05-01\n---\n")
    blog.sync()
    blog.wait(days=-20_000)

    with pytest.raises(SyncRefused, match="3 of 3 posts"):
        blog.sync()


@pytest.mark.parametrize("content", [b"\x00\x01\x02" * 500, b"x" * (20 * 1024 * 1024 + 1)])
def test_posts_that_all_turn_into_something_else_are_missed(blog: Blog, content: bytes) -> None:
    """As those of an encrypted checkout that is locked."""
    blog.sync()
    for name in ("one", "two", "three"):
        blog.write(f"{name}.md", content)

    with pytest.raises(SyncRefused, match="3 of 3 posts"):
        blog.sync()


def test_posts_that_can_all_not_be_read_are_no_loss(blog: Blog) -> None:
    """They are found as they were; what must read them is refused."""
    blog.sync()
    for name in ("one", "two", "three"):
        blog.remove(f"{name}.md")
        (blog.posts / f"{name}.md").symlink_to("/proc/self/mem")

    assert changes(blog.sync()) == (0, 0, 0)
    for options in ({"rebuild": True}, {"site": Site(language="de")}):
        with pytest.raises(SyncRefused, match="3 of 3 posts"):
            blog.sync(**options)
    assert blog.titles == {"one", "two", "three"}


def test_the_only_post_is_more_than_half_and_one_of_two_is_not(blog: Blog) -> None:
    """Exactly half is allowed."""
    blog.remove("three.md")
    blog.sync()

    blog.remove("two.md")
    assert changes(blog.sync()) == (0, 0, 1)
    blog.remove("one.md")
    with pytest.raises(SyncRefused, match="1 of 1 posts"):
        blog.sync()


@pytest.mark.slow
def test_ten_thousand_files_in_one_folder(blog: Blog) -> None:
    """Most of them no posts; all are told of, and found."""
    for number in range(9_000):
        blog.write(f"many/{number}.png", b"")
    for number in range(1_000):
        blog.write(f"many/{number}.md", f"# Post {number}\n")

    report = blog.sync()

    assert (report.seen, report.indexed, report.left_out) == (10_003, 1_003, {"not a post": 9_000})
    assert changes(blog.sync()) == (0, 0, 0)
