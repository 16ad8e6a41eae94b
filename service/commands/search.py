"""``backmatter search``: ranked hits on the terminal."""

import json
from collections.abc import Iterator
from time import perf_counter

import click

from indexer import Results
from service.commands import asking, options
from service.config import Config
from service.terminal import counted, say
from service.wire import answers, requests


@click.command()
@click.argument("query", nargs=-1, required=True)
@options.configured("index", "engine")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only posts with this tag; repeated, with any.")
@click.option("--limit", type=click.IntRange(0, 100), default=10, show_default=True, help="How many hits to show.")
@options.as_json
def search(config: Config, *, query: tuple[str, ...], tags: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find posts for QUERY, the best first.

    A word that starts with a dash comes after two dashes: backmatter search -- site -wordpress.
    Exits with 1 if there are no hits.
    """
    asked = requests.search({"q": [" ".join(query)], "tag": list(tags), "limit": [str(limit)]})
    with asking.engine(config) as engine:
        started = perf_counter()
        found = engine.search(asked.query)
        milliseconds = round((perf_counter() - started) * 1000)
    if as_json:
        say(json.dumps(answers.results(found, asked, milliseconds)))
    else:
        _show(found, asked.query.text)
    if not found.total:
        raise click.exceptions.Exit(1)


def _show(found: Results, text: str) -> None:
    say(f"{counted(found.total, 'post') if found.total else 'No posts'} for “{text}”")
    for note in _notes(found):
        say(note)
    # The other commands need not wait for what draws on a terminal.
    from service.listing import show  # noqa: PLC0415

    show(found.hits)


def _notes(found: Results) -> Iterator[str]:
    if found.corrected:
        yield f"Searched for “{found.corrected}” instead."
    if found.total and found.matching == "any":
        yield "Few posts, or none, hold all of these words; these hold at least some of them."
    if found.did_you_mean:
        yield f"Did you mean “{found.did_you_mean}”?"
