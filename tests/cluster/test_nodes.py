"""The cluster that the tests use is a real one."""

from tests.cluster.asking import ask


def test_the_cluster_has_three_nodes_that_answer(cluster_url: str) -> None:
    """Each says the same of the cluster."""
    counts = [ask(host, "GET", "/_cluster/health")["number_of_nodes"] for host in cluster_url.split(",")]

    assert counts == [3, 3, 3]
