"""``backmatter tags list``: every tag and how many posts carry it."""

import json

import click

from indexer import ValueOrder
from service.commands import asking, options
from service.config import Config
from service.tags import count_tags
from service.terminal import counted, say, warn
from service.wire import answers, shapes
from service.wire.requests import ValueListing


@click.command("list")
@options.configured("index", "engine")
@click.option("--sort", type=click.Choice(["count", "name"]), default="count", show_default=True, help="The order.")
@click.option("--limit", type=click.IntRange(0), metavar="NUMBER", help="How many tags to list. [default: all]")
@options.as_json
def listing(config: Config, *, sort: str, limit: int | None, as_json: bool) -> None:
    """List the tags of all posts and how many posts carry each."""
    with asking.engine(config) as engine:
        found = count_tags(engine)
    asked = ValueListing(order=ValueOrder(sort), limit=limit)
    answer = answers.tags(found.counts, asked, found.generation)
    if as_json:
        say(json.dumps(answer))
    else:
        _show(answer)


def _show(answer: shapes.Tags) -> None:
    width = max((len(f"{tag['count']:,}") for tag in answer["tags"]), default=0)
    for tag in answer["tags"]:
        say(f"{tag['count']:>{width},}  {tag['name']}")
    warn(counted(answer["total"], "tag") if answer["total"] else "No tags")
