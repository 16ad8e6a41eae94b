"""The architecture holds: two rooms, imports downwards, each library in its place."""

from pathlib import Path

import pytest

from tests.architecture import Source, breaches
from tests.rooms import LIBRARIES, RANKS, ROOMS

ROOT = Path(__file__).parent.parent
SOURCES = [
    Source(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    for room in ROOMS
    for path in sorted((ROOT / room).rglob("*.py"))
]


def test_the_project_keeps_its_rooms() -> None:
    """No file breaks a rule of docs/architecture.md."""
    assert "\n".join(breaches(SOURCES)) == ""


def test_the_tables_name_only_what_exists() -> None:
    """A rank or a place for a library that went away is taken out of the tables."""
    modules = {tuple(source.module.split(".")[:2]) for source in SOURCES}
    unknown = {(room, name) for room, ranks in RANKS.items() for rank in ranks for name in rank} - modules
    unused = {library for library in LIBRARIES if not any(library in source.text for source in SOURCES)}

    assert unknown == set()
    assert unused == set()


INDEXER = Source("indexer/__init__.py", '__all__ = ["parse"]\n')


@pytest.mark.parametrize(
    ("path", "text", "breach"),
    [
        ("indexer/sync.py", "import flask", "flask has no place in indexer/"),
        ("indexer/sync.py", "from service import config", "service has no place in indexer/"),
        ("indexer/sync.py", "from concurrent.futures import wait", "concurrent.futures has no place in indexer/"),
        ("indexer/sync.py", "from . import engine", "not relative"),
        ("indexer/sync.py", "import os\nos.environ['HOME']", "os.environ has no place in indexer/"),
        ("indexer/sync.py", "from os import getenv", "os.getenv has no place in indexer/"),
        ("indexer/sync.py", "import sys\nsys.argv", "sys.argv has no place in indexer/"),
        ("indexer/sync.py", "import datetime\ndatetime.datetime.now()", "the time is handed in"),
        ("indexer/sync.py", "from datetime import date\ndate.today()", "the time is handed in"),
        ("indexer/sync.py", "from time import monotonic", "time has no place in indexer/"),
        ("indexer/sync.py", "print('done')", "prints nothing"),
        ("service/cli.py", "import numpy", "numpy has no place in service/"),
        ("service/cli.py", "from whoosh.index import open_dir", "whoosh.index has no place in service/"),
        ("service/cli.py", "from indexer.engine import open_engine", "import from `indexer` itself"),
        ("service/cli.py", "def f():\n    import indexer.engine", "import from `indexer` itself"),
        ("service/cli.py", "from indexer import engine", "only what its __all__ offers"),
        ("service/cli.py", "import indexer\nindexer.engine.open_engine", "indexer.engine is not in indexer's __all__"),
        ("indexer/query.py", "import indexer.sync", "indexer.sync stands above indexer.query"),
        ("indexer/query.py", "def f():\n    import indexer.sync", "indexer.sync stands above indexer.query"),
        ("indexer/sync.py", "from indexer import parse", "indexer.parse is no module of indexer/"),
        ("service/config.py", "from service.app import create_app", "service.app stands above service.config"),
        ("service/config.py", "from service import app", "service.app stands above service.config"),
        ("indexer/novelty.py", "", "give indexer.novelty its rank"),
        ("indexer/sync.py", "import indexer.engines.whoosh.engine", "engines are opened by"),
        ("indexer/engine.py", "from indexer.engines.whoosh.engine import E", "indexer.engines.whoosh.engine stands"),
        ("indexer/sync.py", "import nltk.stem", "nltk is not known here"),
        ("indexer/sync.py", "import never_heard_of", "never_heard_of is not known here"),
        ("service/wire/utils.py", "", "a module called utils could hold anything"),
        ("service/cli.py", "x = 1\n" * 351, "longer than 350 lines"),
        ("service/cli.py", "try:\n    f()\nexcept Exception:\n    pass", "an error is swallowed"),
        (
            "service/cli.py",
            "for x in y:\n    try:\n        f()\n    except:\n        continue",
            "an error is swallowed",
        ),
    ],
)
def test_each_rule_notices_when_it_is_broken(path: str, text: str, breach: str) -> None:
    """The checker finds the fault that was put in, and says where."""
    found = breaches([INDEXER, Source(path, text)])

    assert any(line.startswith(path) and breach in line for line in found), found


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("indexer/engine.py", "def open_engine():\n    from indexer.engines.whoosh.engine import WhooshEngine"),
        ("indexer/sync.py", "from datetime import datetime\nimport os\nos.replace('a', 'b')"),
        ("indexer/engines/whoosh/engine.py", "import numpy\nfrom indexer.engine import Engine"),
        ("service/cli.py", "import os\nfrom indexer import parse\nos.environ['HOME']\nprint(parse('x'))"),
        ("service/cli.py", "import indexer\nindexer.parse('x')"),
        ("service/app.py", "from service import api, pages"),
        ("service/cli.py", "try:\n    f()\nexcept FileNotFoundError:\n    pass"),
    ],
)
def test_what_is_allowed_passes(path: str, text: str) -> None:
    """The checker is silent about code that keeps the rules."""
    assert breaches([INDEXER, Source(path, text)]) == []


def test_cycles_are_found() -> None:
    """Two modules of one rank may know each other in one direction only."""
    found = breaches(
        [
            Source("indexer/posts/post.py", "from indexer.posts import site"),
            Source("indexer/posts/site.py", "import indexer.posts.post"),
        ]
    )

    assert len(found) == 1
    assert found[0].startswith("import cycle: ")
