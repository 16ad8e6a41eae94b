"""Accepted tags written into a post's file, or a clear refusal: nothing is written that was not proved."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from indexer.aliases import NO_ALIASES, Aliases
from indexer.analysis.folding import fold_tag
from indexer.errors import TagsRefused
from indexer.posts.labels import labels
from indexer.posts.quoted import quoted
from indexer.posts.site import Site
from indexer.tagging.front_matter import metas, new_headers, new_pairs, pairs
from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edits, moved
from indexer.tagging.front_matter.original import Original
from indexer.tagging.front_matter.proof import Version


class Tagged(NamedTuple):
    """A file's *content* with the tags that were *added* to it; the same content where all were there already."""

    content: bytes
    added: tuple[str, ...]


def with_tags(content: bytes, path: str, added: Sequence[str], site: Site, aliases: Aliases = NO_ALIASES) -> Tagged:
    """The bytes *content* of the post at *path* with the tags *added* behind those it has.

    Tags that are there already, in any spelling or by an alias, are not added again. All bytes but those of the tags
    stay, and both versions were read and compared: the new one has just these tags more.

    Raises:
        UnreadablePost: *content* is binary, or too large.
        TagsRefused: There is no place where the tags could be written and would be read back so.
    """
    before = Version.of(path, content, site)
    wanted = missing(before.post.tags, added, aliases)
    if not wanted:
        return Tagged(content, ())
    if before.conflict is not None and before.conflict < before.header.body_line:
        raise TagsRefused(
            "merge-conflict", f"A merge conflict was left in its header, line {before.conflict}; resolve it first."
        )
    addition = Addition(before.post.tags, wanted, before.header.dialect)
    original = Original.of(content)
    for edits in _candidates(original.text, path, before, site.generator, addition):
        after = original.edited(edits)
        if after != content and Version.of(path, after, site).is_but_for_tags(before, addition.tags):
            return Tagged(after, wanted)
    raise TagsRefused("no-place-for-tags", _why(before, addition))


def missing(had: Sequence[str], added: Sequence[str], aliases: Aliases = NO_ALIASES) -> tuple[str, ...]:
    """Those of *added*, as a post's tags are read, that are not among *had* in any spelling or by an alias."""
    known = {fold_tag(aliases.name(tag)) for tag in had}
    wanted: dict[str, str] = {}
    for tag in labels(list(added)):
        wanted.setdefault(fold_tag(aliases.name(tag)), tag)
    return tuple(tag for key, tag in wanted.items() if key not in known)


def _candidates(text: str, path: str, before: Version, generator: str, addition: Addition) -> Iterator[Edits]:
    """Edits of *text* that may be right, the most fitting first."""
    header = before.header
    if header.dialect == "none":
        yield from new_headers.added(text, path, before.post.title, generator, addition.tags)
        return
    start = _offset(text, header.source_line)
    last_line = header.source.rpartition("\n")[2]
    end = _offset(text, header.source_line + header.source.count("\n")) + len(last_line)
    source = text[start:end]
    extended = metas.extended if header.dialect == "html" else pairs.extended
    found = extended(source, addition)
    if not addition.had or "<<" in source:  # tags that a YAML header takes over from elsewhere
        found = chain(found, new_pairs.added(source, generator, addition))
    for edits in found:
        yield moved(edits, start)


def _offset(text: str, line: int) -> int:
    """Where *line* of *text*, counted from 1, begins."""
    offset = 0
    for _ in range(line - 1):
        offset = text.index("\n", offset) + 1
    return offset


def _why(before: Version, addition: Addition) -> str:
    tags, dialect = ", ".join(map(quoted, addition.added)), before.header.dialect
    if dialect == "none":
        return f"It has no header, and one that says {tags} would change how it is read; write one with a title first."
    return f"The {dialect} header has no place where {tags} would be read back unchanged; write it by hand."
