"""What reading a post costs, stage by stage: CPU time per post over a seeded sample of real blogs.

    python benchmarks/reading.py FOLDER [FOLDER …]

Each folder is a blog. A stage's time is its own, without the stages that it calls.
"""

import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from pkgutil import resolve_name
from typing import Any
from unittest.mock import patch

from indexer import Site
from indexer.errors import UnreadablePost
from indexer.posts import reader
from indexer.posts.folder import read_bytes, walk
from indexer.posts.generators import resolve

SAMPLE = 1500
ROUNDS = 5
STAGES = {
    "bytes to text": "reader.decode",
    "merge conflicts": "reader.conflicts.resolve",
    "header": "reader.headers.split",
    "noise of generators": "markup.markdown.without_noise",
    "code in Markdown": "markup.noise.code_masked",
    "Markdown": "markup.markdown.read_markdown",
    "HTML inside": "markup.markdown.read_html",
    "other markup": "reader.to_text",
    "sections, anchors": "markup.text._joined",
    "fields": "reader._post",
    "language": "reader.language.detect",
    "address": "reader.url_for",
    "summary": "reader.first_sentences",
    "the rest": "reader.read_post",
}
"""Each stage, and the name by which its function is called, below `indexer.posts`."""

Sample = list[tuple[str, bytes, Site]]


def main(folders: list[str]) -> None:
    """Print the time of every blog, then that of every stage."""
    blogs = {folder.name: sample(folder) for folder in map(Path, folders)}
    for name, posts in blogs.items():
        print(f"{name:24} {len(posts):6,} posts {best(posts):8.0f} µs")
    together = [post for posts in blogs.values() for post in posts]
    chosen = random.Random(7).sample(together, min(SAMPLE, len(together)))  # noqa: S311  (a sample, no secret)
    print(f"{'all':24} {len(together):6,} posts; {best(chosen):8.0f} µs over {len(chosen):,} of them, of which:")
    for stage, microseconds in stages(chosen).items():
        print(f"  {stage:22} {microseconds:8.1f} µs")


def sample(folder: Path) -> Sample:
    """All posts of *folder*, in memory."""
    site = resolve(Site(), folder)
    return [(file.path, read_bytes(folder, file.path), site) for file in walk(folder) if not file.left_out]


def best(posts: Sample) -> float:
    """Microseconds of CPU for one of *posts*, in the fastest round."""
    return min(once(posts) for _ in range(ROUNDS))


def once(posts: Sample) -> float:
    """Microseconds of CPU for one of *posts*."""
    started = time.process_time_ns()
    for post in posts:
        with suppress(UnreadablePost):
            reader.read_post(*post)
    return (time.process_time_ns() - started) / 1000 / len(posts)


def stages(posts: Sample) -> dict[str, float]:
    """Microseconds that each stage takes of one of *posts*."""
    with timed() as spent:
        once(posts)
    return {stage: spent[stage] / 1000 / len(posts) for stage in STAGES}


@contextmanager
def timed() -> Iterator[dict[str, int]]:
    """Nanoseconds by stage, counted while the block runs."""
    clock = _Clock()
    with ExitStack() as patched:
        for stage, name in STAGES.items():
            function = resolve_name(f"indexer.posts.{name}")
            patched.enter_context(patch(f"indexer.posts.{name}", clock.watched(stage, function)))
        yield clock.spent


class _Clock:
    """Charges CPU time to the stage that runs, not to those that wait for it."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = defaultdict(int)
        self._running = ["outside"]
        self._since = time.process_time_ns()

    def watched(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """*function*, whose time is charged to *stage*."""

        def run(*args: Any, **options: Any) -> Any:  # noqa: ANN401  (whatever the stage takes and gives)
            self._charge()
            self._running.append(stage)
            try:
                return function(*args, **options)
            finally:
                self._charge()
                self._running.pop()

        return run

    def _charge(self) -> None:
        now = time.process_time_ns()
        self.spent[self._running[-1]] += now - self._since
        self._since = now


if __name__ == "__main__":
    main(sys.argv[1:])
