"""What the commands that ask the index have in common."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from indexer import Engine, open_engine
from service.access import is_cluster
from service.config import Config
from service.terminal import warn


@contextmanager
def engine(config: Config) -> Iterator[Engine]:
    """The engine, for as long as the block lasts; afterwards the user is told if it did not answer from the newest."""
    with closing(open_engine(config.engine, config.index, config.access)) as opened:
        yield opened
        if opened.damage:
            before = "" if is_cluster(config.engine) else " The generation before answered."
            warn(f"Damaged: {opened.damage}{before}", loud=True)
