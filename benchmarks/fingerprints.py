"""What it costs to fetch the fingerprints of all posts from a cluster, as each sync does, by the order they come in.

    python -m benchmarks.fingerprints --engine "opensearch://HOST:9200/fingerprints?shards=3&replicas=0" --posts 700000

The nodes have to run on this machine. The blog is made for it, of posts that have nothing else, and deleted at the end.
"""

import argparse
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha1

from benchmarks.scaling.stores import Nodes
from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.batches import batched
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import lines
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.mapping import build
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.versions import POST, identity

_AT_ONCE = 10_000
_ROUNDS = 3


def main() -> None:
    """Write the posts, fetch them by either order in turns, print what each took."""
    options = _options()
    with _blog(options.engine, options.posts) as snapshot:
        nodes = Nodes(options.engine)
        ways = {"by key": lambda: _by_key(snapshot), "by writing": snapshot.fingerprints}
        for number in range(_ROUNDS):
            found = {name: _timed(f"{number + 1} {name}", fetch, nodes) for name, fetch in ways.items()}
            assert found["by key"] == found["by writing"], "one of them has lost posts"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", required=True, help="the address of a blog that does not exist")
    parser.add_argument("--posts", type=int, default=100_000, help="how many posts")
    return parser.parse_args()


@contextmanager
def _blog(url: str, posts: int) -> Iterator[Snapshot]:
    address = Address.parse(url)
    cluster, at = Cluster(address), Pointer(f"{address.blog}.1", 1)
    cluster.write("PUT", f"/{at.index}", build(address))
    try:
        for numbers in batched(range(posts), _AT_ONCE):
            # 7,919 is a prime: posts are not written in the order of their keys.
            written = (part for number in numbers for part in _post(f"blog/{number * 7919 % posts:09}.md"))
            cluster.write("POST", f"/{at.index}/_bulk", lines(written))
        cluster.write("POST", f"/{at.index}/_refresh")
        yield Snapshot(cluster, at, Analyzer())
    finally:
        cluster.write("DELETE", f"/{at.index}")


def _post(key: str) -> tuple[Mapping[str, object], Mapping[str, object]]:
    fingerprint = sha1(key.encode(), usedforsecurity=False).hexdigest()
    return {"index": {"_id": identity(POST, key, 1)}}, {"kind": POST, "key": key, "from": 1, "fingerprint": fingerprint}


def _by_key(snapshot: Snapshot) -> Mapping[str, str]:
    hits = snapshot.each({"docvalue_fields": ["key", "fingerprint"], "stored_fields": "_none_"})
    return {hit["fields"]["key"][0]: hit["fields"]["fingerprint"][0] for hit in hits}


def _timed(name: str, fetch: Callable[[], Mapping[str, str]], nodes: Nodes) -> Mapping[str, str]:
    began, own, elsewhere = time.perf_counter(), time.process_time(), nodes.cpu_seconds()
    found = fetch()
    took, used = time.perf_counter() - began, time.process_time() - own
    print(f"{name}: {took:.1f} s; CPU: {used:.1f} s here, {nodes.cpu_seconds() - elsewhere:.1f} s in the nodes")
    return found


if __name__ == "__main__":
    main()
