"""What programs ask: JSON, and the description of all routes."""

from flask import Blueprint

from indexer import Engine
from service.api import clicks, documentation, posts, probes, tags, tasks
from service.config import Config
from service.tasks.store import Tasks


def blueprints(engine: Engine, config: Config, version: str) -> tuple[Blueprint, ...]:
    """The routes, answered by *engine*, about the blog of *config* and the running *version*."""
    of_index = Tasks(config.index)
    return (
        posts.blueprint(engine),
        tags.blueprint(engine),
        clicks.blueprint(engine, config),
        tasks.blueprint(of_index, config.key),
        probes.blueprint(engine, of_index, config.index, version),
        documentation.blueprint(version),
    )
