"""The cluster that the tests use is a real one."""

from tests.cluster.asking import ask
from tests.cluster.nodes import Nodes


def test_the_cluster_has_three_nodes_that_answer(cluster_url: str) -> None:
    """Each says the same of the cluster."""
    counts = [ask(host, "GET", "/_cluster/health")["number_of_nodes"] for host in cluster_url.split(",")]

    assert counts == [3, 3, 3]


def test_a_killed_node_comes_back_with_its_documents(nodes: Nodes) -> None:
    """An index without replicas has only the node's own files to come back from."""
    first, last = nodes.hosts[0], nodes.hosts[-1]
    settings = {"number_of_shards": 3, "number_of_replicas": 0}
    ask(first, "PUT", "/kept", {"settings": settings})
    for number in range(9):
        ask(first, "PUT", f"/kept/_doc/{number}?refresh=true", {"number": number})

    nodes.kill(1, 2)
    nodes.start(1, 2)
    nodes.wait()

    assert ask(last, "GET", "/kept/_count")["count"] == 9
