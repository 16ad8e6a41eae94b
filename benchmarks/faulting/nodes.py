"""Nodes of an OpenSearch cluster are killed while eight clients search and posts are synced every second.

Needs Java and Maven, as the tests of the cluster do; three nodes are started, each in a process of its own. Every
answer is compared with what Whoosh answers in the state of the posts that the answer's generation holds.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.collection import Collection
from benchmarks.faulting.epochs import Epochs
from benchmarks.faulting.family import running
from benchmarks.faulting.killing import KILLS, Killing
from benchmarks.faulting.known import STATES, Known, paths, read
from benchmarks.faulting.row import Row
from benchmarks.faulting.syncs import KEY, Syncs
from benchmarks.workload import workload
from indexer import Engine, Query, Site, open_engine, sync
from tests.cluster.nodes import Nodes
from tests.cluster.program import installed

SAMPLES = Path(__file__).parents[2] / "data/posts"
BLOG = "killed"
_POSTS, _QUICK_POSTS = 300, 60
_WORKERS = 2
_ASKED_FOR = 12
"""Posts that are asked for by their ids."""


def run(*, quick: bool, seed: int) -> Iterator[Row]:
    """The rows of this part."""
    with tempfile.TemporaryDirectory() as home, Nodes(installed(), Path(home, "nodes")) as nodes:
        yield from measured(nodes, Path(home), KILLS, quick=quick, seed=seed)


def measured(nodes: Nodes, home: Path, kills: Iterable[str], *, quick: bool, seed: int) -> Iterator[Row]:
    """What comes of *kills* among *nodes*, each of which begins with all of them; *home* is an empty folder."""
    url = f"opensearch://{','.join(nodes.hosts)}/{BLOG}?shards=1&replicas=1"
    posts = home / "served"
    epochs = _written(workload(SAMPLES, _QUICK_POSTS if quick else _POSTS, home), posts)
    known = _learnt(epochs, posts, home / "whoosh")
    with _serving(posts, home / "index", url) as port:
        killing = Killing(nodes, BLOG, port, known, _syncs(epochs, port, may_fail=True), quick=quick)
        for number, who in enumerate(kills):
            yield from killing.rows(who, seed + number)
    yield _kept(posts, url, home)


def _written(collection: Collection, posts: Path) -> Epochs:
    """The posts of *collection* in the folder *posts*, and those that change from state to state."""
    assert collection.folder
    shutil.copytree(collection.folder, posts)
    words = [word for document in collection.documents() for word in document.body.split()[:20] if word.isalpha()]
    epochs = Epochs(posts, words[:500])
    epochs.begin(0)
    return epochs


def _learnt(epochs: Epochs, posts: Path, index: Path) -> Known:
    """What Whoosh answers in each state."""
    with _serving(posts, index, "whoosh") as port, closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        syncs, known = _syncs(epochs, port, may_fail=False), Known(paths(_some(index)))
        for _ in range(STATES):
            state = syncs.once().epoch % STATES
            known.learn(state, lambda path: read(connection, path))
    return known


def _syncs(epochs: Epochs, port: int, *, may_fail: bool) -> Syncs:
    """Syncs of the states, by turns."""
    return Syncs(lambda number: epochs.begin(number % STATES), port, may_fail=may_fail)


def _some(index: Path) -> list[str]:
    """The ids of a few posts that are there in every state."""
    with closing(open_engine("whoosh", index)) as engine:
        ids = sorted(engine.fingerprints())
    lasting = [post for post in ids if not post.startswith("epochs")]
    return [*lasting[:: max(1, len(lasting) // _ASKED_FOR)], *(post for post in ids if post.startswith("epochs"))][:-3]


@contextmanager
def _serving(posts: Path, index: Path, url: str) -> Iterator[int]:
    """The port of a service whose engine is at *url*."""
    settings = {"BACKMATTER_KEY": KEY, "BACKMATTER_ENGINE": url}
    with running(posts, index, "--workers", str(_WORKERS), **settings) as service:
        yield service.port


def _kept(posts: Path, url: str, home: Path) -> Row:
    """Whether another sync leaves exactly the posts that Whoosh has of the same folder."""
    states = []
    for engine_url, folder in (("whoosh", home / "whoosh"), (url, home / "index")):
        with closing(open_engine(engine_url, folder)) as engine:
            sync(posts, engine, site=Site(), state=folder, now=datetime.now(UTC))
            states.append(_held(engine))
    wanted, found = states
    lost = [post for post in wanted.keys() | found.keys() if wanted.get(post) != found.get(post)]
    return Row("all posts are there at the end, as they were written", len(wanted), len(lost), ", ".join(lost[:3]))


def _held(engine: Engine) -> dict[str, object]:
    """All posts with their fingerprints, and how many a search finds."""
    posts: dict[str, object] = {
        post: (fingerprint, engine.get(post)) for post, fingerprint in engine.fingerprints().items()
    }
    return posts | {"found": engine.search(Query(limit=0)).total}
