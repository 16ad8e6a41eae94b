"""``backmatter search``: ranked hits on the terminal."""

import json
import sys
from collections.abc import Iterator
from itertools import chain, repeat
from time import perf_counter

import click
from rich.console import Console
from rich.text import Text

from indexer import Hit, Results, open_engine
from service.commands import options
from service.config import Config
from service.terminal import counted, highlighted, printable, say
from service.wire import answers, requests

_MARGIN = " " * 4


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
    engine = open_engine(config.engine, config.index)
    try:
        started = perf_counter()
        found = engine.search(asked.query)
        milliseconds = round((perf_counter() - started) * 1000)
    finally:
        engine.close()
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
    console = Console(highlight=False, soft_wrap=True)
    # Elsewhere lines stay whole, for grep and its kin.
    width = console.width - len(_MARGIN) if console.is_terminal else sys.maxsize
    for number, hit in enumerate(found.hits, start=1):
        rows = [row for line in _lines(hit) for row in line.wrap(console, width)]
        console.print()
        for row, margin in zip(rows, chain([f"{number:>2}. "], repeat(_MARGIN))):  # noqa: B905  (the margins do not end)
            console.print(Text(margin).append_text(row))


def _notes(found: Results) -> Iterator[str]:
    if found.corrected:
        yield f"Searched for “{found.corrected}” instead."
    if found.total and found.matching == "any":
        yield "No post holds all of these words; these hold some of them."
    if found.did_you_mean:
        yield f"Did you mean “{found.did_you_mean}”?"


def _lines(hit: Hit) -> Iterator[Text]:
    yield highlighted(hit.title_html)
    about = [f"{hit.date:%Y-%m-%d}" if hit.date else "", ", ".join(hit.tags)]
    if any(about):
        yield Text(printable(" · ".join(filter(None, about))), style="dim")
    yield Text(printable(hit.url), style="cyan", no_wrap=True, overflow="ignore")
    if hit.snippet:
        yield highlighted(hit.snippet)
