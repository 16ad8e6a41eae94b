"""What the commands that ask the index have in common."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from indexer import Engine, open_engine
from service.config import Config
from service.terminal import warn


@contextmanager
def engine(config: Config) -> Iterator[Engine]:
    """The engine, for as long as the block lasts; afterwards the user is told if it did not answer from the newest."""
    with closing(open_engine(config.engine, config.index, config.access)) as opened:
        yield opened
        if opened.damage:
            warn(f"Damaged: {opened.damage} The generation before answered.", loud=True)
