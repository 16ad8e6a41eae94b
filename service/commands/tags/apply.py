"""``backmatter tags apply``: write accepted tags into the posts."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import IO

import click

from indexer import ACCEPTED, TagChange, TagRefusal, tag_changes, write_tags
from service.commands import options
from service.commands.tags.accepted import accepted_by_probability, accepted_in
from service.config import Config
from service.terminal import counted, say, warn

Outcome = TagChange | TagRefusal


@click.command()
@click.argument("names", nargs=-1, metavar="[ID]...")
@options.configured("--posts", "index", "engine")
@click.option("--from", "file", type=click.File("rb"), help="Take the tags that this JSON accepts; - for stdin.")
@click.option(
    "--at-least",
    "least",
    type=click.FloatRange(0, 1),
    default=ACCEPTED,
    show_default=True,
    help="Take suggestions that are at least so probable.",
)
@click.option("--write", "writes", is_flag=True, help="Write into the files, which otherwise are only looked at.")
@options.as_json
def apply(
    config: Config, *, names: tuple[str, ...], file: IO[bytes] | None, least: float, writes: bool, as_json: bool
) -> None:
    """Write tags into the headers of the posts ID, or of all that have none, and show the differences.

    Nothing is written without --write, and then every other byte stays. The tags are those that are suggested, or
    those of --from. Exits with 1 if a post was refused.
    """
    if file and names:
        raise click.UsageError("Name posts, or take the tags --from a file, which names its posts.")
    accepted = accepted_in(file.read()) if file else accepted_by_probability(config, names, least)
    outcomes = []
    for outcome in _outcomes(config, accepted, writes=writes):
        outcomes.append(outcome)
        if not as_json:
            _show(outcome)
    changes = [outcome for outcome in outcomes if isinstance(outcome, TagChange)]
    refusals = [outcome for outcome in outcomes if isinstance(outcome, TagRefusal)]
    if as_json:
        say(json.dumps(_answer(changes, refusals, written=writes)))
    else:
        warn(_summary(changes, written=writes))
    if refusals:
        raise click.exceptions.Exit(1)


def _outcomes(config: Config, accepted: Mapping[str, Sequence[str]], *, writes: bool) -> Iterator[Outcome]:
    """What becomes of each post; one is told of before the next is touched."""
    for outcome in tag_changes(config.posts, accepted, config.site, config.aliases):
        refused = write_tags(config.posts, outcome) if writes and isinstance(outcome, TagChange) else None
        yield refused or outcome


def _show(outcome: Outcome) -> None:
    if isinstance(outcome, TagRefusal):
        warn(str(outcome))
    else:
        for line in outcome.diff():
            say(line.expandtabs())


def _summary(changes: Sequence[TagChange], *, written: bool) -> str:
    if not changes:
        return "Nothing to write"
    tags = counted(sum(len(change.added) for change in changes), "tag")
    posts = counted(len(changes), "post")
    if written:
        return f"Wrote {tags} into {posts}; backmatter index makes them searchable."
    return f"Nothing was written. To write {tags} into {posts}, add --write."


def _answer(changes: Sequence[TagChange], refusals: Sequence[TagRefusal], *, written: bool) -> dict[str, object]:
    return {
        "written": written,
        "posts": [{"path": change.path, "added": change.added, "diff": "\n".join(change.diff())} for change in changes],
        "refused": [{"path": refusal.path, "code": refusal.code, "message": refusal.message} for refusal in refusals],
    }
