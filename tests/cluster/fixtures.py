"""A cluster of OpenSearch nodes for whichever tests ask for one."""

import json
import os
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from filelock import FileLock

from tests.cluster import program
from tests.cluster.asking import ask
from tests.cluster.nodes import Nodes
from tests.cluster.program import NO_CLUSTER, installed

RUNNING = "BACKMATTER_TEST_OPENSEARCH"
"""The variable that names a cluster to use instead of one of our own: http://host:port."""

AT_ONCE = 20
"""Blogs that are deleted by one request, which takes hardly longer than for one."""

NewBlog = Callable[[], AbstractContextManager[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever starts nodes is slow."""
    for item in items:
        if {"cluster_url", "nodes"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What is missing is told once, and not at the place of each test that is skipped for it."""
    report = yield
    match report.longrepr:
        case (_, _, str(reason)) if NO_CLUSTER in reason:
            report.longrepr = (program.__file__, 1, reason)
    return report


@pytest.fixture(scope="session")
def node_program() -> Path:
    """What runs a node; who asks for it is skipped where Java or Maven is missing."""
    return installed()


@pytest.fixture
def nodes(node_program: Path, tmp_path: Path) -> Iterator[Nodes]:
    """Three nodes that serve nobody else, so that a test may kill them."""
    with Nodes(node_program, tmp_path / "nodes") as nodes:
        yield nodes


@pytest.fixture(scope="session")
def cluster_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """host:port of each node, joined by commas, of the cluster that all tests of a run share."""
    running = os.environ.get(RUNNING)
    if running:
        return running.removeprefix("http://").rstrip("/")
    node = request.getfixturevalue("node_program")
    worker = "PYTEST_XDIST_WORKER" in os.environ
    folder = tmp_path_factory.getbasetemp().parent if worker else tmp_path_factory.getbasetemp()
    return ",".join(_shared(node, folder / "cluster", os.getppid() if worker else os.getpid()))


def _shared(node: Path, folder: Path, run: int) -> list[str]:
    """The hosts of the cluster that the first worker starts and that ends with the process of the whole *run*."""
    folder.mkdir(exist_ok=True)
    hosts = folder / "hosts.json"
    with FileLock(folder / "lock"):
        if not hosts.exists():
            nodes = Nodes(node, folder, followed=run)
            nodes.begin()
            hosts.write_text(json.dumps(nodes.hosts), "utf-8")
        found: list[str] = json.loads(hosts.read_text("utf-8"))
    return found


@pytest.fixture(scope="session")
def new_blog(cluster_url: str) -> Iterator[NewBlog]:
    """Gives the address of a blog that nobody else uses; some time after the context its indexes are deleted.

    They are in two parts, so that answers are put together, without copies, which would take as much time again.
    """
    ended: list[str] = []

    @contextmanager
    def blog() -> Iterator[str]:
        name = f"test-{uuid4().hex}"
        yield f"opensearch://{cluster_url}/{name}?shards=2&replicas=0"
        ended.append(name)
        if len(ended) == AT_ONCE:
            _delete(cluster_url, ended)

    yield blog
    _delete(cluster_url, ended)


@pytest.fixture
def engine_url(new_blog: NewBlog) -> Iterator[str]:
    """The address of a blog that no other test uses."""
    with new_blog() as url:
        yield url


def _delete(cluster_url: str, blogs: list[str]) -> None:
    if blogs:
        host, *_ = cluster_url.split(",")
        ask(host, "DELETE", "/" + ",".join(f"{name}*" for name in blogs))
        blogs.clear()
