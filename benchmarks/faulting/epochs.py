"""Posts that all tell the same epoch, so that an answer made of two states of the index gives itself away."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

WORD = "lighthousekeeper"
"""Stands in each of them, and in no other post."""
TOLD = re.compile(rb"epochmark(\d+)")

_FEWEST, _KINDS = 6, 3
_WORDS = 120


def posts_of(epoch: int) -> int:
    """How many posts there are in *epoch*."""
    return _FEWEST + epoch % _KINDS


class Epochs:
    """Such posts in the posts folder *posts*, made of *words* besides."""

    def __init__(self, posts: Path, words: Sequence[str]) -> None:
        self._folder = posts / "epochs"
        self._words = words

    def begin(self, epoch: int) -> None:
        """Write all of them anew; one or two come or go."""
        self._folder.mkdir(parents=True, exist_ok=True)
        count = posts_of(epoch)
        for number in range(count):
            (self._folder / f"{number}.md").write_text(self._post(number, epoch), encoding="utf-8")
        for number in range(count, _FEWEST + _KINDS):
            (self._folder / f"{number}.md").unlink(missing_ok=True)

    def _post(self, number: int, epoch: int) -> str:
        chance = random.Random(number)  # noqa: S311  (posts, not secrets)
        text = " ".join(chance.choices(self._words, k=_WORDS))
        mark = f"epochmark{epoch}"
        # The next is named, besides those that are found to be like it.
        return (
            f"---\ntitle: The {WORD} {number} in {mark}\ndate: 2024-05-{number + 1:02d}\ntags: [{WORD}, {mark}]\n"
            f"series: {WORD}\nrelated: [epochs/{(number + 1) % _FEWEST}.md]\n---\n\n"
            f"The {WORD} writes of {mark}. {text}.\n\n## What {mark} is like\n\n{text}, {mark}.\n"
        )
