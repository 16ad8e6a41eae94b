"""Who does what in a cluster: which node manages it, and which hold the copies of a blog's index."""

from typing import NamedTuple

from tests.cluster.asking import ask
from tests.cluster.nodes import COUNT


class Cast(NamedTuple):
    """Nodes by their numbers.

    Attributes:
        manager: The cluster manager.
        primary, replica: Who holds the first and the second copy of the posts.
    """

    manager: int
    primary: int
    replica: int

    @property
    def without(self) -> int:
        """Who holds no copy."""
        return self._besides({self.primary, self.replica})

    @property
    def neither(self) -> int:
        """Who neither manages the cluster nor holds the first copy."""
        return self._besides({self.manager, self.primary})

    def _besides(self, others: set[int]) -> int:
        return next(number for number in range(COUNT) if number not in others)


def cast(host: str, blog: str) -> Cast:
    """Who does what, as the node at *host* knows it; the index of *blog* has one shard and one replica."""
    (manager,) = ask(host, "GET", "/_cat/cluster_manager?format=json")
    (serving,) = ask(host, "GET", f"/_alias/{blog}")
    copies = ask(host, "GET", f"/_cat/shards/{serving}?format=json")
    holders = {copy["prirep"]: _number(copy["node"]) for copy in copies}
    return Cast(_number(manager["node"]), holders["p"], holders["r"])


def _number(name: str) -> int:
    return int(name.split(maxsplit=1)[0].rpartition("-")[2])  # of a copy on its way, the node that has it
