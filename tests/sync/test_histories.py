"""Incremental is exact: whatever happened between syncs, the index answers as one that is built from scratch."""

import os
import shutil
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from indexer import IGNORE_FILE, Aliases, RollbackRefused, Site, SyncRefused, SyncReport, last_report, open_engine, sync
from indexer.aliases import NO_ALIASES
from indexer.ledger import FILE, LAST_SYNC
from indexer.posts import folder
from indexer.posts.folder import Stamp
from tests.sync.answers import answers
from tests.sync.conftest import NOW

SECOND = 1_000_000_000
TICK = 2 * SECOND

PATHS = (
    *("house.md", "garden.md", "roses.md", "tulip.md", "notes/house.md", "notes/Garten.html", "notes/roses.de.md"),
    *("de/tulip.txt", "Ünï cödé.md", "_drafts/idea.md", "2024-05-01-jekyll.md", "notes.org"),
    *("README.md", ".hidden.md", "notes/photo.png"),
)
WORDS = (
    *("house", "houses", "garden", "gardens", "the", "tulip", "tulips", "roses", "old", "new", "is", "what", "in"),
    *("Haus", "Garten", "und", "der", "alte", "python", "gardening", "greenhouse", "hose", "rose"),
)
TAGS = ("python", "Python", "js", "JavaScript", "lang/python", "web dev")
SITES = (
    *(Site(), Site(url="https://blog.example"), Site(permalink="/:year/:slug/"), Site(language="de")),
    *(Site(generator="hugo"), Site(generator="jekyll", language="en")),
)
ALIASES = (NO_ALIASES, Aliases({"js": "JavaScript"}), Aliases({"js": "python", "py": "python"}))
BROKEN = (b"", b"\x00\x01\x02" * 500, b"---\ntitle: [open\n", b"---\ndate: soon\n---\ncaf\xe9\n")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
moments = st.sampled_from([-24 * 400, -1, 1, 1, 2, 30]).map(lambda hours: (NOW + timedelta(hours=hours)).isoformat())
headers = st.fixed_dictionaries(
    {},
    optional={
        "title": words,
        "tags": st.lists(st.sampled_from(TAGS), max_size=3).map(lambda tags: f"[{', '.join(tags)}]"),
        "date": moments,
        "expiryDate": moments,
        "draft": st.sampled_from(["true", "false"]),
        "lang": st.sampled_from(["en", "de"]),
        "series": st.sampled_from(["Gardens", "gardens"]),
        "related": st.sampled_from(["[house]", "[tulip, notes_house]", "false"]),
        "translationKey": st.sampled_from(["one", "two"]),
        "url": st.just("/same/"),
    },
)
bodies = st.lists(st.one_of(words, words.map("## {}".format)), max_size=4).map("\n\n".join)
posts = st.builds(
    lambda header, body: "\n".join(["---", *(f"{key}: {said}" for key, said in header.items()), "---", body]).encode(),
    headers,
    bodies,
)
contents = st.one_of(posts, posts, posts, st.sampled_from(BROKEN))
paths = st.sampled_from(PATHS)
numbers = st.integers(0, 99)


class Histories(RuleBasedStateMachine):
    """A blog that anything may happen to, on a disk whose clock makes steps of two seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.posts = self.folder / "posts"
        self.index = self.folder / "index"
        self.posts.mkdir()
        self.engine = open_engine("whoosh", self.index)
        self.site, self.aliases, self.now = SITES[0], NO_ALIASES, NOW
        self.clock = 100 * TICK
        self.times: dict[int, tuple[int, int]] = {}  # by inode: when its bytes, and when anything of it was changed
        self.versions = [b"# House\n\nThe old house.\n"]
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr(folder, "_stamp_of", self.stamp)
        self.patch.setattr(import_module("indexer.sync"), "time_of_files", lambda _state: self.tick)

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.patch.undo()
        self.engine.close()
        shutil.rmtree(self.folder)

    @property
    def tick(self) -> int:
        """The time that the disk gives to files now."""
        return self.clock // TICK * TICK

    @property
    def files(self) -> list[Path]:
        """What there is, sorted."""
        return sorted(path for path in self.posts.rglob("*") if path.is_file())

    def stamp(self, status: os.stat_result) -> Stamp:
        """What the disk says of a file."""
        return Stamp(status.st_size, *self.times[status.st_ino], status.st_ino)

    def put(self, path: str, content: bytes) -> Path:
        """Write a file, into the one that is there if there is one."""
        file = self.posts / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        self.times[file.stat().st_ino] = (self.tick, self.tick)
        self.versions.append(content)
        return file

    def some(self, number: int) -> Path:
        """A file that there is."""
        return self.files[number % len(self.files)]

    @rule(path=paths, content=contents)
    def write(self, path: str, content: bytes) -> None:
        """A post comes or changes."""
        self.put(path, content)

    @rule(contents=st.lists(posts, max_size=9))
    def write_many(self, contents: list[bytes]) -> None:
        """So that there is something to find."""
        for path, content in zip(PATHS, contents, strict=False):
            self.put(path, content)

    @initialize(contents=st.lists(posts, min_size=1, max_size=9))
    def begin(self, contents: list[bytes]) -> None:
        """A blog that is synced."""
        self.write_many(contents)
        self.sync()

    @rule(rules=st.sampled_from([b"", b"", b"", b"/notes/\n", b"*.md\n"]))
    def ignore(self, rules: bytes) -> None:
        """Files are not to be read, and then they are again."""
        self.put(IGNORE_FILE, rules)

    @precondition(lambda self: self.files)
    @rule(number=numbers, old=st.sampled_from(WORDS), new=st.sampled_from(WORDS))
    def reword(self, number: int, old: str, new: str) -> None:
        """A word changes, maybe for one of as many letters within a tick."""
        file = self.some(number)
        self.put(str(file.relative_to(self.posts)), file.read_bytes().replace(old.encode(), new.encode()))

    @precondition(lambda self: self.files)
    @rule(number=numbers)
    def delete(self, number: int) -> None:
        """A file goes."""
        self.some(number).unlink()

    @precondition(lambda self: self.files)
    @rule(number=numbers, path=paths)
    def rename(self, number: int, path: str) -> None:
        """A file gets another name, maybe that of another one."""
        file, target = self.some(number), self.posts / path
        target.parent.mkdir(parents=True, exist_ok=True)
        file.rename(target)
        inode = target.stat().st_ino
        self.times[inode] = (self.times[inode][0], self.tick)

    @precondition(lambda self: (self.posts / "notes").is_dir())
    @rule()
    def rename_folder(self) -> None:
        """All files in it have other paths; those that were there before go."""
        shutil.rmtree(self.posts / "de", ignore_errors=True)
        (self.posts / "notes").rename(self.posts / "de")

    @precondition(lambda self: self.files)
    @rule(number=numbers, path=paths)
    def copy(self, number: int, path: str) -> None:
        """The same post under two names, with the time of the first."""
        file = self.some(number)
        copied = self.put(path, file.read_bytes())
        self.times[copied.stat().st_ino] = (self.times[file.stat().st_ino][0], self.tick)

    @precondition(lambda self: self.files)
    @rule(number=numbers)
    def touch(self, number: int) -> None:
        """A file gets another time and no other bytes."""
        self.times[self.some(number).stat().st_ino] = (self.tick, self.tick)

    @precondition(lambda self: self.files)
    @rule(number=numbers, version=numbers, is_replaced=st.booleans())
    def restore(self, number: int, version: int, *, is_replaced: bool) -> None:
        """An older version comes back with an older time, into the file or in its place."""
        file = self.some(number)
        if is_replaced:
            file.unlink()
        inode = self.put(str(file.relative_to(self.posts)), self.versions[version % len(self.versions)]).stat().st_ino
        self.times[inode] = (TICK, self.tick)

    @rule(hours=st.sampled_from([-1, -1, 1, 1, 2, 25]))
    def wait(self, hours: int) -> None:
        """Posts become due and expire; a clock that was wrong may be set back."""
        self.now += timedelta(hours=hours)
        self.sync()

    @rule(site=st.sampled_from(SITES), aliases=st.sampled_from(ALIASES))
    def set_up(self, site: Site, aliases: Aliases) -> None:
        """Settings change between two syncs."""
        self.sync(seconds=60)
        self.site, self.aliases = site, aliases
        self.sync()

    @rule(name=st.sampled_from([FILE, LAST_SYNC]), kept=st.sampled_from([0, 0.5, 0.9]))
    def lose_the_ledger(self, name: str, kept: float) -> None:
        """All of it or its end."""
        file = self.index / name
        if file.exists():
            content = file.read_bytes()
            file.write_bytes(content[: int(len(content) * kept)])

    @rule()
    def start_again(self) -> None:
        """Another process works on."""
        self.engine.close()
        self.engine = open_engine("whoosh", self.index)

    @precondition(lambda self: self.index.exists())
    @rule()
    def roll_back(self) -> None:
        """The state before serves, until the next sync."""
        try:
            self.engine.rollback()
        except RollbackRefused:
            return

    @rule(seconds=st.sampled_from([0, 1, 3, 60]), rebuild=st.sampled_from([False] * 7 + [True]))
    def sync(self, *, seconds: int = 0, rebuild: bool = False) -> None:
        """The index is brought in step, when the disk's clock has gone on by so many seconds."""
        self.clock += seconds * SECOND
        self.compare(self.synced(rebuild=rebuild, force=True))

    @rule()
    def sync_with_care(self) -> None:
        """If it is refused, nothing has changed."""
        before = answers(self.engine) if self.index.exists() else {}
        try:
            report = self.synced()
        except SyncRefused:
            assert answers(self.engine) == before
        else:
            self.compare(report)

    def synced(self, *, rebuild: bool = False, force: bool = False) -> SyncReport:
        """What a sync reports."""
        return sync(
            *(self.posts, self.engine),
            site=self.site,
            state=self.index,
            now=self.now,
            aliases=self.aliases,
            rebuild=rebuild,
            force=force,
        )

    def compare(self, report: SyncReport) -> None:
        """Everything is as if the index had been built from scratch."""
        assert last_report(self.index) == report
        scratch = self.folder / "scratch"
        engine = open_engine("whoosh", scratch)
        fresh = sync(self.posts, engine, site=self.site, state=scratch, now=self.now, aliases=self.aliases)
        expected = answers(engine)
        engine.close()
        shutil.rmtree(scratch)
        for name in ("seen", "indexed", "left_out", "failed", "problems", "next_due", "synced_at"):
            assert getattr(report, name) == getattr(fresh, name), name
        for question, answer in answers(self.engine).items():
            assert answer == expected.pop(question), question
        assert not expected


def run(examples: int, steps: int) -> None:
    """Try histories: as many again, and others each time, where luck is asked for."""
    factor = 1 if settings().derandomize else 15
    checks = settings(
        max_examples=examples * factor, stateful_step_count=steps, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Histories, settings=checks)


def test_after_a_short_history_the_index_is_as_one_from_scratch() -> None:
    """A few."""
    run(3, 12)


@pytest.mark.slow
def test_after_any_history_the_index_is_as_one_from_scratch() -> None:
    """Many, and longer ones."""
    run(14, 30)
