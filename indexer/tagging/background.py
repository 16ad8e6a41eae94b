"""The background: how common phrases are in blogs at large, so that a text's own phrases stand out.

`background.txt` holds numbers about language alone, made by benchmarks/background.py of nineteen public blogs: phrases,
as stems, that at least two blogs use in at least five posts. Its first line says of how many posts; the others

    posts that use the phrases ⇥ 10 times the log odds of their use as tags ⇥ phrases, with commas between

where the odds are 0 if no blog uses them so.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

FILE = "background.txt"
NEVER = 0.0
"""Between the odds of phrases that are tags somewhere, and those that are not."""
_TENTHS = 10


class Commonness(NamedTuple):
    """How common a phrase is.

    Attributes:
        posts: How many posts of other blogs use it.
        as_tag: How readily authors who use it make it a tag, above `NEVER` if any does.
    """

    posts: int
    as_tag: float


UNCOMMON = Commonness(0, NEVER)


class Background(NamedTuple):
    """Phrases in blogs at large.

    Attributes:
        posts: How many posts were counted.
        phrases: Those that are not rare, as their stems with spaces between.
    """

    posts: int
    phrases: Mapping[str, Commonness]


@cache
def background() -> Background:
    """What is shipped."""
    return parsed(files(__package__).joinpath(FILE).read_text("utf-8").splitlines())


def parsed(lines: Iterable[str]) -> Background:
    """The background that `written` wrote."""
    posts, *rows = lines
    cells = (row.split("\t") for row in rows)
    commonness = ((Commonness(int(count), int(tenths) / _TENTHS), phrases) for count, tenths, phrases in cells)
    return Background(int(posts), {phrase: one for one, phrases in commonness for phrase in phrases.split(",")})


def written(background: Background) -> list[str]:
    """Lines that `parsed` reads: the most common phrases first."""
    rows: dict[tuple[int, int], list[str]] = {}
    for phrase, one in background.phrases.items():
        rows.setdefault((one.posts, round(one.as_tag * _TENTHS)), []).append(phrase)
    lines = (
        f"{posts}\t{tenths}\t{','.join(sorted(rows[posts, tenths]))}" for posts, tenths in sorted(rows, reverse=True)
    )
    return [str(background.posts), *lines]
