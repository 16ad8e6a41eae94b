"""Asking a cluster: whichever node answers, and our own errors if none does."""

import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from shutil import which
from threading import Event

import pytest

from indexer import (
    NO_ACCESS,
    Access,
    EngineError,
    EngineNotReady,
    EngineRefused,
    EngineUnreachable,
    Health,
    IndexMissing,
)
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.mapping import build
from tests.cluster.nodes import Nodes
from tests.engines.opensearch.node import WHOLE, Answers, Node, node

AWAY = "127.0.0.1:1"
TIMED_OUT = {**WHOLE, "timed_out": True}
REASON = {"type": "no_shard_available_action_exception", "reason": "shard 2 is away"}
IN_PART = {**WHOLE, "_shards": {"total": 3, "successful": 2, "failed": 1, "failures": [{"shard": 2, "reason": REASON}]}}
FAILED = {"error": {"root_cause": [REASON], "type": "x", "reason": "all shards failed"}, "status": 503}

Open = Callable[..., Cluster]
Serve = Callable[..., Node]


@pytest.fixture
def opened() -> Iterator[Open]:
    """Opens clusters of some nodes, and closes them."""
    with ExitStack() as stack:

        def opened(*hosts: str, access: Access = NO_ACCESS, scheme: str = "opensearch") -> Cluster:
            address = Address.parse(f"{scheme}://{','.join(hosts)}/posts")
            return stack.enter_context(closing(Cluster(address, access)))

        yield opened


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts nodes, and stops them."""
    with ExitStack() as stack:
        yield lambda *given, **named: stack.enter_context(node(*given, **named))


@pytest.fixture
def hanging() -> Iterator[Answers]:
    """Answers that do not come before the test ends."""
    over = Event()

    def answers(_: object) -> tuple[int, object]:
        over.wait()
        return 200, WHOLE

    yield answers
    over.set()


def test_a_cluster_that_is_away_is_named(opened: Open) -> None:
    """All nodes of it, at once, with the cure."""
    with pytest.raises(
        EngineUnreachable, match=r"opensearch://127\.0\.0\.1:1,localhost:2/posts: no node answers; start"
    ):
        opened(AWAY, "localhost:2").search("posts", {})


def test_while_one_node_answers_so_does_the_cluster(opened: Open, serve: Serve) -> None:
    """Reads and writes, as often as one asks."""
    cluster = opened(AWAY, serve().host, "127.0.0.1:2")

    for _ in range(5):
        assert cluster.search("posts", {}) == WHOLE
        assert cluster.write("PUT", "/posts/_doc/1", {}) == WHOLE


def test_a_cluster_that_comes_back_answers_again(opened: Open, serve: Serve) -> None:
    """By itself, with the next question."""
    with node() as before:
        pass
    cluster = opened(before.host, AWAY)
    with pytest.raises(EngineUnreachable):
        cluster.search("posts", {})
    serve(port=int(before.host.rpartition(":")[2]))

    assert cluster.search("posts", {}) == WHOLE


@pytest.mark.slow
@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_a_node_that_cannot_answer_now_is_passed_over(status: int, opened: Open, serve: Serve) -> None:
    """Another one may well."""
    well, unwell = serve(), serve(lambda _: (status, FAILED))
    cluster = opened(well.host, unwell.host)

    assert [cluster.search("posts", {}) for _ in range(5)] == [WHOLE] * 5
    assert len(unwell.requests) <= 1


def test_a_node_that_hangs_is_passed_over(opened: Open, serve: Serve, hanging: Answers) -> None:
    """After the time that was set; it is not asked again soon."""
    stuck, well = serve(hanging), serve()
    cluster = opened(stuck.host, well.host, access=Access(timeout=0.2))

    assert [cluster.search("posts", {}) for _ in range(5)] == [WHOLE] * 5
    assert len(stuck.requests) <= 1


def test_a_cluster_that_hangs_is_given_up(opened: Open, serve: Serve, hanging: Answers) -> None:
    """After two nodes, with the seconds that each was given, and the setting for them."""
    nodes = [serve(hanging) for _ in range(4)]
    cluster = opened(*(one.host for one in nodes), access=Access(timeout=0.1))

    with pytest.raises(EngineUnreachable, match=r"no answer within 0\.1 s; .*opensearch\.timeout"):
        cluster.search("posts", {})
    assert sum(len(one.requests) for one in nodes) == 2


def test_a_write_that_takes_long_is_sent_once(opened: Open, serve: Serve, hanging: Answers) -> None:
    """It may be done yet."""
    nodes = [serve(hanging), serve(hanging)]

    with pytest.raises(EngineUnreachable):
        opened(*(one.host for one in nodes)).write("POST", "/posts/_refresh", patience=0.1)

    assert sum(len(one.requests) for one in nodes) == 1


@pytest.mark.parametrize(("status", "answer"), [(200, TIMED_OUT), (200, IN_PART), (503, FAILED), (429, "busy")])
def test_an_answer_of_some_parts_is_none(status: int, answer: object, opened: Open, serve: Serve) -> None:
    """It would look like fewer hits."""
    cluster = opened(serve(lambda _: (status, answer)).host)

    with pytest.raises(EngineNotReady, match=r"posts.*(within 10 s|shard 2 is away|busy)"):
        cluster.search("posts", {})


@pytest.mark.parametrize("answer", [TIMED_OUT, IN_PART, FAILED])
def test_nor_is_one_of_several(answer: object, opened: Open, serve: Serve) -> None:
    """Not even if the others are whole."""
    cluster = opened(serve(lambda _: (200, {"responses": [WHOLE, answer]})).host)

    with pytest.raises(EngineNotReady):
        cluster.msearch("posts", [{}, {}])


def test_nothing_is_asked_for_nothing(opened: Open) -> None:
    """The cluster would call it an error."""
    assert opened(AWAY).msearch("posts", []) == []


@pytest.mark.parametrize(("status", "kind"), [(401, EngineRefused), (403, EngineRefused), (404, IndexMissing)])
def test_an_error_is_ours(status: int, kind: type[EngineError], opened: Open, serve: Serve) -> None:
    """Unless it was to be expected: its body is the answer then."""
    cluster = opened(serve(lambda _: (status, {"error": "because"})).host)

    with pytest.raises(kind, match=f"/x: {status}, because"):
        cluster.read("GET", "/x")
    assert cluster.read("GET", "/x", accept=[status]) == {"error": "because"}


@pytest.mark.parametrize("said", ["<p>Welcome</p>", None, 3, [], {}, {"hits": {"hits": []}}])
def test_what_is_no_opensearch_is_told(said: object, opened: Open, serve: Serve) -> None:
    """Some other server may have the port, and speak JSON, too."""
    cluster = opened(serve(lambda _: (200, said)).host)

    with pytest.raises(EngineUnreachable, match="no OpenSearch; correct the URL"):
        cluster.search("posts", {})


@pytest.mark.parametrize(
    ("access", "shown"),
    [
        (NO_ACCESS, None),
        (Access("ana", "hüsh:hush"), "Basic YW5hOmjDvHNoOmh1c2g="),
        (Access("ана"), "Basic 0LDQvdCwOg=="),
        (Access(key="a2V5"), "ApiKey a2V5"),
        (Access(key="eyJhbGciOiJub25lIn0.e30."), "Bearer eyJhbGciOiJub25lIn0.e30."),
        (Access(key="Basic YTpi"), "Basic YTpi"),
        (Access("ana", "hush", key="a2V5"), "ApiKey a2V5"),
    ],
)
def test_it_is_said_who_asks(access: Access, shown: str | None, opened: Open, serve: Serve) -> None:
    """By user and password, or by a key."""
    asked = serve()
    cluster = opened(asked.host, access=access)
    cluster.search("posts", {})
    cluster.write("PUT", "/posts")

    assert [request.authorization for request in asked.requests] == [shown, shown]


@pytest.mark.parametrize("key", ["a2V5\n", "ключ"])
def test_a_key_that_cannot_be_sent_is_told(key: str, opened: Open) -> None:
    """It is not shown."""
    with pytest.raises(EngineError, match=r"opensearch\.key: holds") as caught:
        opened(AWAY, access=Access(key=key)).search("posts", {})

    assert key not in str(caught.value)


def test_connections_are_used_again(opened: Open, serve: Serve) -> None:
    """To make one takes longer than most answers."""
    asked = serve()
    cluster = opened(asked.host)
    for _ in range(5):
        cluster.search("posts", {})

    assert len({request.connection for request in asked.requests}) == 1


def test_a_closed_cluster_can_be_asked_again(opened: Open, serve: Serve) -> None:
    """It makes new connections."""
    cluster = opened(serve().host)
    cluster.search("posts", {})
    cluster.close()

    assert cluster.search("posts", {}) == WHOLE


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that vouches for itself, with its key."""
    if which("openssl") is None:
        pytest.skip("openssl cannot be found, which makes the certificate for TLS")
    file = tmp_path_factory.mktemp("tls") / "node.pem"
    made_with = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=node"
    names = ["-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", f"{file}", "-out", f"{file}.crt"]
    subprocess.run(["openssl", *made_with.split(), *names, *files], check=True, capture_output=True)
    with file.open("a") as both:
        both.write(Path(f"{file}.crt").read_text("ascii"))
    return file


@pytest.fixture
def tls_node(certificate: Path, serve: Serve) -> Node:
    """A node that speaks TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return serve(tls=context)


def test_tls_is_spoken_with_whom_one_trusts(certificate: Path, tls_node: Node, opened: Open) -> None:
    """The authority is named by a file."""
    cluster = opened(tls_node.host, access=Access("ana", "hush", ca=certificate), scheme="opensearchs")

    assert cluster.search("posts", {}) == WHOLE


def test_nobody_else_gets_a_password(tls_node: Node, opened: Open) -> None:
    """Whom nobody vouches for is asked nothing."""
    with pytest.raises(EngineUnreachable, match=r"TLS fails \(.*certificate.*\); .*opensearch\.ca"):
        opened(tls_node.host, access=Access("ana", "hush"), scheme="opensearchs").search("posts", {})

    assert tls_node.requests == []


def test_a_node_that_speaks_no_tls_is_told_so(opened: Open, serve: Serve) -> None:
    """The other way round no node answers."""
    with pytest.raises(EngineUnreachable, match="TLS fails"):
        opened(serve().host, scheme="opensearchs").search("posts", {})


@pytest.mark.parametrize("text", [None, "no certificate"])
def test_a_file_that_names_no_authority_is_named(text: str | None, tmp_path: Path, opened: Open) -> None:
    """It is missing, or something else."""
    file = tmp_path / "ca.pem"
    if text:
        file.write_text(text)

    with pytest.raises(EngineError, match=rf'opensearch\.ca = "{file}": cannot be read \(.+\); name'):
        opened(AWAY, access=Access(ca=file), scheme="opensearchs").search("posts", {})


def test_a_real_cluster_says_what_is_wrong(engine_url: str) -> None:
    """Indexes that are missing, queries that make no sense, scripts that fail."""
    with closing(Cluster(Address.parse(engine_url))) as cluster:
        name = f"{cluster.address.blog}.000001"
        with pytest.raises(IndexMissing, match="no such index"):
            cluster.search(name, {})
        with pytest.raises(IndexMissing):
            cluster.health(name)
        cluster.write("PUT", f"/{name}", build(cluster.address))
        assert cluster.health(name).state in {"green", "yellow"}
        assert [answer["hits"]["hits"] for answer in cluster.msearch(name, [{}, {"size": 1}])] == [[], []]
        with pytest.raises(EngineError, match="already exists"):
            cluster.write("PUT", f"/{name}", build(cluster.address))
        with pytest.raises(EngineError, match=r"unknown query \[nonsense\]"):
            cluster.msearch(name, [{}, {"query": {"nonsense": {}}}])


def test_of_three_nodes_one_may_die_and_two_may_not(nodes: Nodes) -> None:
    """Without one all is answered and a copy is missing; without two there is nobody to say what holds."""
    with closing(Cluster(Address.parse(f"opensearch://{','.join(nodes.hosts)}/posts?shards=3&replicas=1"))) as cluster:
        cluster.write("PUT", "/posts.000001", build(cluster.address))
        cluster.write("PUT", "/posts.000001/_doc/1", {"kind": "post"}, params={"refresh": "true"})
        nodes.wait()
        assert cluster.health("posts.000001").state == "green"

        nodes.kill(0)
        found = [_total(cluster) for _ in range(30)]
        assert set(found) <= {1, None}
        nodes.wait("yellow")
        assert _total(cluster) == 1
        health = cluster.health("posts.000001")
        assert health.state in {"yellow", "green"}
        assert ": 2 nodes, one of them the cluster manager; " in health.detail

        nodes.kill(1)
        assert _lost(cluster).state == "red"
        assert {_total(cluster) for _ in range(10)} <= {None}

        nodes.start(0, 1)
        nodes.wait()
        assert _total(cluster) == 1
        assert cluster.health("posts.000001").state == "green"


def _total(cluster: Cluster) -> int | None:
    """How many posts are found, or None if the cluster says that it cannot tell."""
    try:
        return cluster.search("posts.000001", {"track_total_hits": True})["hits"]["total"]["value"]  # type: ignore[no-any-return]
    except (EngineNotReady, EngineUnreachable):
        return None


def _lost(cluster: Cluster) -> Health:
    """How the cluster is once the last node has noticed that it is alone."""
    while (health := cluster.health("posts.000001")).state != "red":
        pass
    return health
