"""A blog to be synced while faults are made: posts of words by chance, and changes to them."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from service.config import Config, load

ROOTS = """
    amber anchor apple arch ash barn basket bay beam birch blanket boat bottle bramble branch bread bridge brook
    brush bucket candle canvas carpet castle cedar chalk cherry chimney clay cliff cloud clover coast copper
    corner cotton crane creek cup curtain dawn desk door drift drum dune dust elm ember engine fence fern field
    flame flint fog forest fork fountain frost garden gate glass grain granite grass gravel grove hammer harbor
    harvest hazel hedge hill honey island ivory jar kettle kitchen ladder lake lamp lantern leaf lemon linen maple
    marsh meadow mill mirror moon moss mountain needle oak oat ocean orchard oven paint paper path pebble pepper
    pine plank plum pond porch pot rain river road rope rose salt sand shell silver slate smoke snow spring steam
    stone storm straw table thread tide timber tower valley village violet wagon wall walnut water wave well wheat
    willow window winter wood wool
""".split()  # noqa: SIM905  (as a list it would take a page)
ENDINGS = ("", "s", "ed", "ing", "er", "ers", "y", "less", "ness", "ful", "ly", "like")
TAGS = ("cooking", "travel", "garden", "books", "music", "history")
FOLDERS = ("2023", "2024", "notes", "walks")
_SHORT, _LONG = 30, 500


@dataclass(slots=True)
class Blog:
    """A blog in the folder *home*, whose posts change by *chance*.

    Attributes:
        rebuild: Whether the next sync is to start from nothing.
    """

    home: Path
    chance: Random
    rebuild: bool = False
    written: int = 0

    @property
    def posts(self) -> Path:
        """The posts folder."""
        return self.home / "posts"

    @property
    def index(self) -> Path:
        """The index folder, in a folder of its own."""
        return self.home / "disk" / "index"

    def begin(self, posts: int) -> None:
        """Write the settings and *posts* posts."""
        self.posts.mkdir(parents=True)
        self.index.parent.mkdir()
        self._write_aliases()
        for _ in range(posts):
            self.add()

    def config(self, index: Path | None = None) -> Config:
        """The settings, for an index in *index* if it is not to be in the usual folder."""
        return load({"index": str(index or self.index)}, environment={}, folder=self.home)

    def files(self) -> list[Path]:
        """All posts."""
        return sorted(self.posts.rglob("*.md"))

    def change(self) -> None:
        """Change something, whatever; mostly little, so that small segments become many."""
        self.rebuild = False
        self.chance.choices(list(_CHANGES), list(_CHANGES.values()))[0](self)

    def add(self) -> None:
        """Write another post."""
        self.written += 1
        file = self.posts / self.chance.choice(FOLDERS) / f"post-{self.written}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(self._post(), encoding="utf-8")

    def edit(self) -> None:
        """Write a post anew."""
        self.chance.choice(self.files()).write_text(self._post(), encoding="utf-8")

    def edit_many(self) -> None:
        """Write a third of the posts anew."""
        files = self.files()
        for file in self.chance.sample(files, len(files) // 3):
            file.write_text(self._post(), encoding="utf-8")

    def remove(self) -> None:
        """Remove a post, or add one if few are left."""
        if len(self.files()) > 12:
            self.chance.choice(self.files()).unlink()
        else:
            self.add()

    def rename_folder(self) -> None:
        """Move all posts of a folder, as when a year is archived."""
        folder = self.chance.choice(sorted(path for path in self.posts.iterdir() if any(path.iterdir())))
        self.written += 1
        folder.rename(self.posts / f"folder-{self.written}")

    def change_aliases(self) -> None:
        """Let other words stand for tags."""
        self._write_aliases()

    def start_over(self) -> None:
        """Have everything indexed anew."""
        self.rebuild = True
        self.edit()

    def copy_index(self, target: Path) -> Path:
        """A copy of the index folder at *target*, in which nothing is shared with the first."""
        shutil.copytree(self.index, target)
        return target

    def _write_aliases(self) -> None:
        tags = self.chance.sample(TAGS, 2)
        aliases = [f'{self._word()}{number} = "{tag}"' for number, tag in enumerate(tags)]
        lines = [f'posts = "{self.posts}"', "[tags.aliases]", *aliases, ""]
        (self.home / "backmatter.toml").write_text("\n".join(lines), encoding="utf-8")

    def _post(self) -> str:
        title = " ".join(self._word() for _ in range(4))
        tags = ", ".join(self.chance.sample(TAGS, 2))
        date = f"{self.chance.randint(2019, 2025)}-{self.chance.randint(1, 12):02}-15"
        length = self.chance.choice((_SHORT, _SHORT, _LONG))
        body = "\n\n".join(" ".join(self._word() for _ in range(25)) + "." for _ in range(length // 25 + 1))
        return (
            f"---\ntitle: {title}\ntags: [{tags}]\ndate: {date}\n---\n{body}\n\n## {self._word()}\n\n{self._word()}.\n"
        )

    def _word(self) -> str:
        return self.chance.choice(ROOTS) + self.chance.choice(ENDINGS)


_CHANGES: dict[Callable[[Blog], None], int] = {
    Blog.add: 6,
    Blog.edit: 8,
    Blog.remove: 4,
    Blog.edit_many: 2,
    Blog.rename_folder: 1,
    Blog.change_aliases: 2,
    Blog.start_over: 1,
}
"""What may happen to a blog, and how likely that is."""
