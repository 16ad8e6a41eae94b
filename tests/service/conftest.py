"""A small real blog, indexed once, and the ways in: the application, a client, the command line."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient

from indexer import Engine, Site, open_engine, sync
from service.app import create_app
from service.config import Config, load
from service.tasks.store import Tasks
from service.tasks.task import Source

NOW = datetime(2026, 1, 1, tzinfo=UTC)

KEY = "correct-horse-battery-staple"
"""By which a sync may be asked for."""

HOSTILE = '<script>alert("x")</script> & more'
"""A title; in the post it stands between backticks, as markup elsewhere in a title is resolved."""

POSTS = {
    "2024/flask-views.md": """\
---
title: Views in Flask
date: 2024-05-12T08:00:00Z
tags: [python, flask]
categories: [craft]
author: Ann
lang: en
---
A view answers a request. The framework finds it by its route.

## Routing in depth

A route may hold converters, and a converter checks a part of the path.
""",
    "2023/python-paths.md": """\
---
title: Paths in Python
date: 2023-02-01
tags: [Python, "c/c++"]
author: Bob
lang: en
---
Paths are objects. A framework is not needed for them.
""",
    "2022/senderos.md": """\
---
title: Senderos de montaña
date: 2022-07-09
tags: [viajes]
lang: es
---
Los senderos de la montaña son largos.
""",
    "hostile.md": f"""\
---
title: '`{HOSTILE}`'
tags: ['"><img src=x>', '..']
url: /hostile/?a=1&b=2
lang: en
---
Hostile words stand here, with `<img src=x onerror=alert(1)>` in the middle.
""",
    "draft.md": "---\ntitle: Hidden\ndraft: true\n---\nNobody reads this.\n",
}


@pytest.fixture(scope="session")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The blog's folder; tests must not write into it."""
    folder = tmp_path_factory.mktemp("posts")
    for path, text in POSTS.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def config(posts: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The settings of a service whose index is ready."""
    folder = tmp_path_factory.mktemp("service")
    environment = {
        "BACKMATTER_SITE_TITLE": "Paths & Views",
        "BACKMATTER_CLICKS": "clicks.jsonl",
        "BACKMATTER_KEY": KEY,
    }
    config = load({"posts": str(posts)}, environment=environment, folder=folder)
    engine = open_engine(config.engine, config.index)
    tasks = Tasks(config.index)
    task = tasks.begin(Source.COMMAND)
    tasks.succeed(task.uid, sync(posts, engine, site=Site(), state=config.index, now=NOW))
    engine.close()
    return config


@pytest.fixture(scope="session")
def engine(config: Config) -> Iterator[Engine]:
    """The engine of that index."""
    engine = open_engine(config.engine, config.index)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def app(config: Config, engine: Engine) -> Flask:
    """The application on that index."""
    return create_app(config, engine)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application."""
    return app.test_client()


@pytest.fixture
def down(tmp_path: Path) -> FlaskClient:
    """A client of an application whose index is missing."""
    config = load({}, environment={}, folder=tmp_path)
    return create_app(config, open_engine(config.engine, config.index)).test_client()


@pytest.fixture
def runner() -> CliRunner:
    """A command line."""
    return CliRunner()
