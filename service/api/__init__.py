"""What programs ask: JSON, and the description of all routes."""

from flask import Blueprint

from indexer import Engine
from service.api import clicks, documentation, posts, probes, tags
from service.config import Config


def blueprints(engine: Engine, config: Config, version: str) -> tuple[Blueprint, ...]:
    """The routes, answered by *engine*, about the blog of *config* and the running *version*."""
    return (
        posts.blueprint(engine),
        tags.blueprint(engine),
        clicks.blueprint(engine, config),
        probes.blueprint(engine, config.index, version),
        documentation.blueprint(version),
    )
