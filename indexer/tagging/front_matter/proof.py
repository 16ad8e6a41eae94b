"""Whether an edited file reads as it did before, but for its tags."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from indexer.posts import conflicts, headers
from indexer.posts.decoding import decode
from indexer.posts.headers import Header
from indexer.posts.post import Post
from indexer.posts.reader import read_post
from indexer.posts.site import Site

_TAG_KEYS = frozenset(("tags", "tag", "topics", "keywords"))
_TABLES = frozenset(("taxonomies", "params", "extra"))


@dataclass(frozen=True, slots=True)
class Version:
    """A file as our reader reads it.

    Attributes:
        post: What it says.
        header: Its header.
        conflict: The line of the first merge conflict that was left in it, from 1, or None.
    """

    post: Post
    header: Header
    conflict: int | None

    @classmethod
    def of(cls, path: str, content: bytes, site: Site) -> "Version":
        """The file at *path* with the bytes *content*; raises UnreadablePost."""
        resolved = conflicts.resolve(path, decode(path, content).text)
        conflict = min((problem.line for problem in resolved.problems), default=None)
        return cls(read_post(path, content, site), headers.split(resolved.text, path), conflict)

    def is_but_for_tags(self, before: "Version", tags: tuple[str, ...]) -> bool:
        """Whether it has just these *tags* and is otherwise what was *before*."""
        return (
            self.post.tags == tags
            and replace(self.post, tags=(), problems=()) == replace(before.post, tags=(), problems=())
            and _problems(self.post) == _problems(before.post)
            and _other_fields(self.header.fields) in _possible_fields(before)
            and _lines_of(self.header.body) == _lines_of(before.header.body)
        )


def _possible_fields(before: Version) -> tuple[dict[str, object], ...]:
    """What fields but tags may say after *before*: the same; where there was no header, the title, too."""
    fields = _other_fields(before.header.fields)
    return (fields, {"title": before.post.title}) if before.header.dialect == "none" else (fields,)


def _problems(post: Post) -> Counter[tuple[str, str]]:
    """The problems of *post*, wherever they stand."""
    return Counter((problem.code, problem.message) for problem in post.problems)


def _other_fields(fields: Mapping[str, object]) -> dict[str, object]:
    """*fields* without those that tags are read from; a table that holds nothing else is left out."""
    kept = {key: value for key, value in fields.items() if key.casefold() not in _TAG_KEYS}
    for table in kept.keys() & _TABLES:
        if isinstance(inner := kept[table], Mapping):
            kept[table] = _other_fields(inner)
    return {key: value for key, value in kept.items() if key not in _TABLES or value != {}}


def _lines_of(body: str) -> list[str]:
    """The lines of *body* that say something; an empty one more above the text says nothing."""
    return [line for line in body.split("\n") if line.strip()]
