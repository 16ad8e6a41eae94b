"""The service on a real cluster: that it goes away and comes back, TLS, two services on one blog."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient

from indexer import open_engine
from service.app import create_app
from service.cli import cli
from service.config import Config, load
from service.serving import outage
from service.tasks.running import run
from service.tasks.store import Tasks
from service.tasks.task import Source
from tests.cluster.asking import ask
from tests.service.line import Line, certificate, line, showing

SEARCH = "/api/search?q=framework"


def command(*words: str, **settings: str) -> Result:
    """``backmatter`` with *words*, and *settings* by their variables' ends."""
    return CliRunner().invoke(cli, words, env={f"BACKMATTER_{name.upper()}": value for name, value in settings.items()})


class Service:
    """A service that reaches the cluster by one address, with an index folder of its own."""

    def __init__(self, posts: Path, folder: Path, engine: str) -> None:
        self.config: Config = load({"posts": str(posts), "engine": engine}, environment={}, folder=folder)
        self.engine = open_engine(engine, self.config.index, self.config.access)
        self.client: FlaskClient = create_app(self.config, self.engine).test_client()

    def sync(self) -> tuple[int, int, int]:
        """How many posts a sync added, changed and removed."""
        report = run(self.config, self.engine, Tasks(self.config.index), Source.COMMAND).report
        return report.added, report.changed, report.removed


@pytest.fixture
def blog(engine_url: str) -> tuple[str, str]:
    """A node of the cluster, and the name of a blog in it, with what else its address says."""
    hosts, _, name = engine_url.removeprefix("opensearch://").partition("/")
    return hosts.partition(",")[0], name


@pytest.fixture
def wire(blog: tuple[str, str]) -> Iterator[Line]:
    """A line to that node."""
    with line(blog[0]) as wire:
        yield wire


@pytest.fixture
def service(posts: Path, tmp_path: Path, blog: tuple[str, str], wire: Line) -> Iterator[Service]:
    """A service that reaches the cluster by that line alone."""
    service = Service(posts, tmp_path, f"opensearch://127.0.0.1:{wire.port}/{blog[1]}")
    yield service
    service.engine.close()


def test_nothing_is_answered_from_memory_while_the_cluster_is_away(
    service: Service, wire: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept may be out of date; when the cluster is back, so are the answers, by themselves."""
    monkeypatch.setattr(outage, "PAUSE", 0.0)
    service.sync()
    before = service.client.get(SEARCH)
    known = {"If-None-Match": before.headers["ETag"]}
    assert service.client.get(SEARCH, headers=known).status_code == 304

    wire.cut()
    away = [service.client.get(SEARCH), service.client.get(SEARCH, headers=known)]
    assert [answer.status_code for answer in away] == [503, 503]
    assert {answer.json["code"] for answer in away} == {"search_unreachable"}
    assert service.client.get("/health").json["engine"] == "unreachable"

    wire.mend()
    again = service.client.get(SEARCH)
    assert again.status_code == 200
    assert again.json["totalHits"] == before.json["totalHits"] > 0
    assert again.headers["ETag"] == before.headers["ETag"]
    assert service.client.get("/ready").json["engine"] in {"green", "yellow"}


def test_a_service_whose_index_has_lost_posts_is_ready(
    service: Service, posts: Path, tmp_path: Path, blog: tuple[str, str]
) -> None:
    """And says so: what is left is found, and if none were ready a balancer would send nobody anywhere."""
    service.sync()
    index, one = f"/{blog[1].partition('?')[0]}", {"query": {"term": {"kind": "post"}}}
    ask(blog[0], "POST", f"{index}/_delete_by_query?max_docs=1&refresh=true", one)
    late = Service(posts, tmp_path, f"opensearch://{blog[0]}/{blog[1]}")

    ready, health = late.client.get("/ready"), late.client.get("/health").json
    late.engine.close()

    assert (ready.status_code, ready.json["engine"]) == (200, "red")
    assert (health["engine"], health["damage"]) == ("red", True)


def test_before_the_first_sync_there_is_no_index(service: Service) -> None:
    """Which is another thing than a cluster that is away; the first sync is seen at once."""
    assert service.client.get(SEARCH).json["code"] == "index_missing"
    assert service.client.get("/ready").status_code == 503

    assert service.sync()[0] == 4
    assert service.client.get(SEARCH).status_code == 200
    assert service.client.get("/api/status").json["posts"] == 4


def test_two_services_share_a_blog(posts: Path, tmp_path: Path, service: Service, blog: tuple[str, str]) -> None:
    """On two machines: what one has written the other finds, and need not write; of two that write one waits."""
    other = Service(posts, tmp_path / "other", f"opensearch://{blog[0]}/{blog[1]}")
    assert service.sync() == (4, 0, 0)
    assert other.client.get(SEARCH).json["totalHits"] > 0
    assert other.sync() == (0, 0, 0)

    with service.engine.writing():
        locked = command("index", str(posts), "--index", str(other.config.index), "--engine", other.config.engine)
    other.engine.close()
    assert locked.exit_code == 75
    assert other.config.engine.partition("?")[0] in locked.stderr


def test_commands_tell_of_the_cluster(posts: Path, tmp_path: Path, blog: tuple[str, str]) -> None:
    """Instead of a folder; what is verified is not bytes."""
    engine = f"opensearch://{blog[0]}/{blog[1]}"
    where = ("--engine", engine, "--index", str(tmp_path))
    assert command("index", str(posts), *where).exit_code == 0
    lines = command("status", "--verify", *where).stdout.splitlines()
    answer = json.loads(command("status", "--json", *where).stdout)

    assert lines[0] == f"4 posts in {engine}"
    assert re.match(r"Cluster (green|yellow): opensearch://.*: \d nodes, ", lines[1])
    assert lines[-1] == "All that they should hold is there"
    assert answer["engine"] in {"green", "yellow"}
    assert answer["place"] == engine
    assert "nodes" in answer["detail"]
    assert command("search", "framework", *where).exit_code == 0
    assert command("rollback", *where).exit_code == 1


def test_tls_takes_the_authority_that_was_named(tmp_path: Path, posts: Path, blog: tuple[str, str]) -> None:
    """A certificate of another, or none that is known, is refused with the cure."""
    own, other = certificate(tmp_path, "own"), certificate(tmp_path, "other")
    with line(blog[0], showing(own)) as wire:
        where = (str(posts), "--index", str(tmp_path / "index"))
        engine = f"opensearchs://127.0.0.1:{wire.port}/{blog[1]}"
        trusted = command("index", *where, engine=engine, opensearch_ca=str(own))
        wrong = command("index", *where, engine=engine, opensearch_ca=str(other))
        unknown = command("index", *where, engine=engine)
        plain = command("index", *where, engine=engine.replace("searchs", "search"))

    assert trusted.exit_code == 0, trusted.stderr
    assert [refused.exit_code for refused in (wrong, unknown, plain)] == [1, 1, 1]
    for refused in (wrong, unknown):
        assert "opensearch.ca" in refused.stderr
        assert "certificate verify failed" in refused.stderr
    assert len(plain.stderr.splitlines()) == 1
