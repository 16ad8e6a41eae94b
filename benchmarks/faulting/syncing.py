"""A sync in this process, with everything that a command does for one."""

from indexer import open_engine
from service.config import Config
from service.tasks import running
from service.tasks.store import Tasks
from service.tasks.task import Options, Source


def run(config: Config, *, rebuild: bool = False) -> None:
    """Bring the index in step with the posts; raises what a sync raises."""
    engine = open_engine(config.engine, config.index)
    try:
        running.run(config, engine, Tasks(config.index), Source.COMMAND, Options(rebuild=rebuild))
    finally:
        engine.close()
