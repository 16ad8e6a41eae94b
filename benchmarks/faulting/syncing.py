"""A sync in this process, with everything that a command does for one."""

from datetime import UTC, datetime

from indexer import open_engine, sync
from service.config import Config


def run(config: Config, *, rebuild: bool = False) -> None:
    """Bring the index in step with the posts; raises what a sync raises."""
    engine = open_engine(config.engine, config.index)
    try:
        sync(
            config.posts,
            engine,
            site=config.site,
            state=config.index,
            now=datetime.now(UTC),
            aliases=config.aliases,
            rebuild=rebuild,
        )
    finally:
        engine.close()
