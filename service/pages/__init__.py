"""What people see: pages that work without JavaScript, feeds, and the search box for other sites."""

from flask import Blueprint

from indexer import Engine
from service.config import Config
from service.pages import assets, browser_search, feeds, playground, posts, start, theme


def blueprints(
    engine: Engine, config: Config, version: str, box: assets.Box, own: theme.Theme
) -> tuple[Blueprint, ...]:
    """The routes, answered by *engine* and about the blog of *config*; they show *box*, *own* looks and *version*."""
    return (
        assets.blueprint(box),
        theme.blueprint(own),
        start.blueprint(engine, config),
        posts.blueprint(engine, config, version),
        feeds.blueprint(engine, config),
        browser_search.blueprint(engine, config),
        playground.blueprint(engine),
    )
