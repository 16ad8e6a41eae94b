"""The pairs of a header that may hold its tags, and the ways to put more tags into them."""

import re
from collections.abc import Iterator

from indexer.tagging.front_matter import brackets, entries, new_pairs, texts
from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edit, Edits

# One pattern for all dialects: what it finds where it should not does no harm, as each edit is proved.
_KEY = re.compile(
    r"""(?:^|(?<=[{,.]))(?P<margin>[ \t]*)
        (?:@def[ ]+|\.\.[ ]|\[\#\]:[ \t]*|:(?:page-|jbake-|hugo-)?|\#\+(?:hugo_)?)?
        (?P<quote>["']?)(?:filetags|tags?|topics|keywords)(?P=quote)(?:\[\])?[ \t]*[:=]""",
    re.MULTILINE | re.IGNORECASE | re.VERBOSE,
)
_BEFORE_VALUE = re.compile(r"(?:\s|(?<=\s)(?:\#[^\n]*|[&!]\S*(?=\s)))*")


def extended(source: str, addition: Addition) -> Iterator[Edits]:
    """The header *source* with the added tags in each pair that may hold tags, and in each way that may be right."""
    for key in _KEY.finditer(source):
        yield from _with_value(source, key, addition)


def _with_value(source: str, key: re.Match[str], addition: Addition) -> Iterator[Edits]:
    """The edits that the value of *key* may take, by what it begins with, on whichever line."""
    before = _BEFORE_VALUE.match(source, key.end())
    at = before.end() if before else key.end()
    opener = source[at : at + 1]
    if opener == "[":
        if addition.has_lists:
            yield brackets.extended(source, at, addition)
    elif opener == "-" and addition.has_lists and "\n" in source[key.end() : at]:
        yield entries.extended(source, source.rfind("\n", 0, at) + 1, addition)
    elif opener == "|":
        yield entries.extended(source, source.find("\n", at) + 1, addition)
        yield from _with_text(source, key, addition)
    elif opener != "{":  # which begins a table of tags with something to say about each
        yield from _with_text(source, key, addition)


def _with_text(source: str, key: re.Match[str], addition: Addition) -> Iterator[Edits]:
    start, end = texts.span(source, key, addition.dialect)
    if texts.is_empty(source[start:end]):
        # What is noted behind an empty value keeps its distance.
        stop = end if start < end or source[start : start + 1] in {"", "\n"} else key.end()
        yield (Edit(key.end(), stop, new_pairs.value(source, key["margin"], addition)),)
    if start < end:
        yield from texts.extended(source, start, end, addition)
        if addition.has_lists:
            yield texts.as_list(source, start, end, addition)
