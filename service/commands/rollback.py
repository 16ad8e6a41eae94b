"""``backmatter rollback``: back to the generation before."""

import click

from indexer import open_engine
from service.commands import options
from service.config import Config
from service.terminal import counted, say


@click.command()
@options.configured("index", "engine")
def rollback(config: Config) -> None:
    """Go back to the state of the index before the last sync.

    The service follows at once. Exits with 1 if there is no such state, with 75 while a sync is running.
    """
    engine = open_engine(config.engine, config.index, config.access)
    try:
        serving = engine.rollback()
    finally:
        engine.close()
    say(f"Generation {serving.name} serves again: {counted(serving.posts, 'post')}.")
    say("The next sync brings the index in step with the posts again, so mend these first, or stop the schedule.")
