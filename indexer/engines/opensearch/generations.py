"""Generations in a cluster: which build serves, and up to which of its versions.

    posts.1795375568     a build: an index that was made from nothing, for the generation of that number
    posts.state          who may write, and the last number that was drawn (lease.py)
    posts                alias: what serves, filtered to what is there in its generation
    posts.before         alias: the same of the generation to which one may go back
    posts.at.1795375570  alias: names the generation that serves, so that a swap fails if it is not what was expected

A sync adds versions to the build (versions.py), or begins another one, and swaps the aliases in a single request.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.lease import taken_over
from indexer.engines.opensearch.mapping import build
from indexer.engines.opensearch.versions import alias_filter, number_of
from indexer.errors import EngineError, IndexMissing

COPIES_TIMEOUT = 5
"""Seconds to wait for the copies of an empty build."""

Action = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A generation: what is there of the build *index* in generation *number*."""

    index: str
    number: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the cluster has of a blog.

    Attributes:
        builds: The names of all its builds, whether anything points to them or not.
        serving: The generation that serves; None before the first sync.
        before: The one to which one may go back, if any.
    """

    builds: tuple[str, ...] = ()
    serving: Pointer | None = None
    before: Pointer | None = None

    @property
    def named(self) -> list[Pointer]:
        """What may be searched, the one that serves first."""
        return [pointer for pointer in (self.serving, self.before) if pointer]

    @property
    def unnamed(self) -> list[str]:
        """Builds that nothing points to: what a writer that died had begun, and what was replaced."""
        named = {pointer.index for pointer in self.named}
        return [build for build in self.builds if build not in named]


class Generations:
    """The generations of the blog at the address of *cluster*."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._blog = cluster.address.blog

    def standing(self) -> Standing:
        """What there is now, as far as the node knows that is asked; all know of a swap before it is over."""
        found = self._cluster.read("GET", f"/{self._blog}.*/_alias", params={"local": "true"})
        builds = sorted(name for name in found if name.rpartition(".")[2].isdecimal())
        aliases = {
            alias: Pointer(build, number_of(said["filter"]))
            for build in builds
            for alias, said in found[build]["aliases"].items()
        }
        return Standing(tuple(builds), aliases.get(self._blog), aliases.get(f"{self._blog}.before"))

    def begin(self, number: int) -> str:
        """An empty build for generation *number*; its name."""
        name = f"{self._blog}.{number}"
        # Every version is then on all copies from the first one on; a cluster of too few nodes for them goes without
        params = {"wait_for_active_shards": "all", "timeout": f"{COPIES_TIMEOUT}s"}
        self._cluster.write("PUT", f"/{name}", build(self._cluster.address), params=params)
        return name

    def swap(self, now: Standing, then: Standing) -> None:
        """Let serve what does *then*, in one step that changes nothing if it was not as *now*; builds are left alone.

        Raises EngineError if it was not.
        """
        old, new = self._aliases(now), self._aliases(then)
        gone = (_remove(alias, at) for alias, at in old.items() if alias not in new or new[alias].index != at.index)
        actions = [*gone, *(_add(alias, at) for alias, at in new.items())]
        try:
            self._cluster.write("POST", "/_aliases", {"actions": actions})
        except EngineError as error:
            # A request that went to another node after the connection broke finds done what it should do
            if self.standing().serving == then.serving:
                return
            if isinstance(error, IndexMissing):
                raise taken_over(self._cluster) from error
            raise

    def go_back(self) -> None:
        """Let the generation before the one that serves serve again."""
        now = self.standing()
        self.swap(now, Standing(now.builds, now.before))

    def delete(self, builds: Iterable[str]) -> None:
        """Delete *builds*."""
        for name in builds:
            self._cluster.write("DELETE", f"/{name}", params={"ignore_unavailable": "true"})

    def _aliases(self, standing: Standing) -> dict[str, Pointer]:
        aliases = {}
        if standing.serving:
            aliases[self._blog] = standing.serving
            aliases[f"{self._blog}.at.{standing.serving.number}"] = standing.serving
        if standing.before:
            aliases[f"{self._blog}.before"] = standing.before
        return aliases


def _remove(alias: str, at: Pointer) -> Action:
    return {"remove": {"index": at.index, "alias": alias, "must_exist": True}}


def _add(alias: str, at: Pointer) -> Action:
    return {"add": {"index": at.index, "alias": alias, "filter": alias_filter(at.number)}}
