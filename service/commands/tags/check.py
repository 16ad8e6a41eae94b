"""``backmatter tags check``: what is untidy about the blog's tags."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import fill

import click

from indexer import TagReport, check_tags
from service.commands import asking, options
from service.config import Config
from service.terminal import counted, say, warn
from service.wire.tag_check import tag_check

_SHOWN = 20
"""So much of a list is shown; programs get all."""
_WIDTH = 100
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_NOT_IN_TOML = re.compile("[\x7f-\x9f]")
"""What JSON lets stand between quotes, and TOML or a terminal does not."""


@click.command()
@options.configured("index", "engine")
@options.as_json
def check(config: Config, *, as_json: bool) -> None:
    """Say which tags are one thing under several names, and which tell nothing.

    What should be one tag is certain; what may be one is for somebody to decide. At the end stand the aliases that
    make one of all that should be, to paste into backmatter.toml. Exits with 1 if there are any.
    """
    with asking.engine(config) as engine:
        report = check_tags(engine, config.aliases)
    if as_json:
        say(json.dumps(tag_check(report)))
    else:
        for line in _lines(report):
            say(line)
        found = counted(len(report.merges), "merge") if report.merges else "Nothing to merge"
        warn(f"{found} in {counted(report.tags, 'tag')} of {counted(report.posts, 'post')}")
    if report.merges:
        raise click.exceptions.Exit(1)


def _lines(report: TagReport) -> Iterator[str]:
    """The report section by section; sections without anything are left out."""
    yield from _section("On half of the tagged posts or more, so they tell little", _on_most(report))
    yield from _section("On a single post", _first(_in_lines(report.once)))
    yield from _section("Posts without tags", _first([post.path for post in report.untagged]))
    yield from _section("Nearly always together, so one of them tells nothing more", _first(_redundant(report)))
    yield from _section("May be one tag; somebody has to decide", _first(_proposals(report)))
    yield from _section("Should be one tag", _merges(report))
    if report.merges:
        yield "Paste into backmatter.toml, in place of the table of that name if there is one:"
        yield ""
        yield from alias_table(report.aliases)


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield f"{title}:"
        yield from (f"  {line}" for line in lines)
        yield ""


def _merges(report: TagReport) -> list[str]:
    lines = []
    for group in report.merges:
        lines.append(f"{group.name}, on {counted(len(group.posts), 'post')}; {len(group.touched):,} to be changed")
        lines += [f"  {one.spelling} ({one.count:,}): {one.rule}. {one.why}" for one in group.members]
    return lines


def _proposals(report: TagReport) -> list[str]:
    return [
        f"{merge.name.spelling} ({merge.name.count:,}), {merge.into.spelling} ({merge.into.count:,}): "
        f"{merge.rule}. {merge.doubt}"
        for merge in report.proposals
    ]


def _redundant(report: TagReport) -> list[str]:
    return [
        f"{pair.name.spelling} ({pair.name.count:,}), {pair.other.spelling} ({pair.other.count:,}): "
        f"{counted(pair.together, 'post')} with both"
        for pair in report.redundant
    ]


def _on_most(report: TagReport) -> list[str]:
    return [f"{name}, on {counted(count, 'post')}" for name, count in report.on_most]


def _in_lines(names: Sequence[str]) -> list[str]:
    return fill(", ".join(names), _WIDTH).splitlines()


def _first(lines: Sequence[str]) -> list[str]:
    left = len(lines) - _SHOWN
    return [*lines[:_SHOWN], *([f"… and {left:,} more: backmatter tags check --json"] if left > 0 else [])]


def alias_table(aliases: Mapping[str, str]) -> Iterator[str]:
    """The lines of a table of *aliases* in TOML."""
    yield "[tags.aliases]"
    for word, name in aliases.items():
        key = word if _BARE_KEY.fullmatch(word) else _quoted(word)
        yield f"{key} = {_quoted(name)}"


def _quoted(text: str) -> str:
    """*text* as a string of TOML, which is one of JSON but for a few characters."""
    return _NOT_IN_TOML.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
