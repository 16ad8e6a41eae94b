"""``backmatter index``: bring the index in step with the posts, once."""

import json

import click

from indexer import open_engine
from service.commands import options, syncing
from service.config import Config
from service.terminal import say


@click.command()
@options.configured("posts", "index", "engine")
@options.as_json
@click.option("--strict", is_flag=True, help="Exit with 1 if any post has a problem.")
@click.option("--rebuild", is_flag=True, help="Read and index every post anew.")
@click.option("--force", is_flag=True, help="Apply the sync even if it removes more than half of the posts.")
def index(config: Config, *, as_json: bool, strict: bool, rebuild: bool, force: bool) -> None:
    """Bring the index in step with the folder POSTS.

    Only what changed is read. Exits with 0; with 1 if it failed; with 75 if another sync is running.
    """
    engine = open_engine(config.engine, config.index)
    try:
        outcome = syncing.run_sync(config, engine, quiet=as_json, rebuild=rebuild, force=force)
    finally:
        engine.close()
    if as_json:
        say(json.dumps(syncing.as_json(outcome, config)))
    else:
        for line in syncing.summary(outcome):
            say(line)
    if strict and outcome.report.problems:
        raise click.exceptions.Exit(1)
