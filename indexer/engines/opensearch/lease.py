"""The lease: who may write to a blog's indexes, until when, by the cluster's own clock.

It is one document, which nobody changes but by scripts that look at it first, so there are never two who hold it. Who
dies leaves it to run out.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from indexer.engines.opensearch.cluster import Cluster
from indexer.errors import EngineError, EngineNotReady, EngineUnreachable, IndexLocked

SECONDS = 30
"""How long a writer holds it without being heard of."""

_NOBODYS = {"owner": "", "until": 0, "number": 0}
_MINE = "if (ctx._source.owner != params.owner) { ctx.op = 'none'; return; } "
_HOLD = "ctx._source.until = ctx._now + 1000L * params.seconds; "
_TAKE = (
    "if (ctx._source.owner != params.owner && ctx._source.until > ctx._now) { ctx.op = 'none'; return; } "
    f"ctx._source.owner = params.owner; {_HOLD}"
)
_DRAW = f"{_MINE}{_HOLD}ctx._source.number = (long) Math.max(ctx._source.number + 1, ctx._now / 1000L);"
_GIVE_BACK = f"{_MINE}ctx._source.owner = ''; ctx._source.until = 0L;"


class Lease:
    """The right to write to the indexes of the blog at the address of *cluster*.

    Its index, of one document, is made by the first writer.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._index = f"{cluster.address.blog}.state"
        self._owner = ""

    @property
    def is_held(self) -> bool:
        """Whether it was taken here and not given back; nobody else need have let it be."""
        return bool(self._owner)

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Be the only writer. Raises IndexLocked at once if there is another."""
        if self.is_held:
            raise self._locked()
        self._make_index()
        owner = uuid4().hex
        if not self._run(_TAKE, owner):
            raise self._locked()
        self._owner = owner
        try:
            yield
        finally:
            self._owner = ""
            with suppress(EngineNotReady, EngineUnreachable):  # it runs out by itself
                self._run(_GIVE_BACK, owner)

    def keep(self, seconds: int = SECONDS) -> None:
        """Hold it for so many *seconds* from now. Raises EngineError if somebody else took it meanwhile."""
        self._mine(_MINE + _HOLD, seconds)

    def draw(self) -> int:
        """A number for a generation: greater than any before, and than any that was lost with the indexes.

        It is the time in seconds, by the cluster's clock, or one more than the last. Raises as `keep` does.
        """
        return int(self._mine(_DRAW)["number"])

    def _mine(self, script: str, seconds: int = SECONDS) -> dict[str, Any]:
        found = self._run(script, self._owner, seconds)
        if not found:
            raise taken_over(self._cluster)
        return found

    def _run(self, script: str, owner: str, seconds: int = SECONDS) -> dict[str, Any]:
        """The document after *script*; empty if it left it as it was."""
        body = {
            "script": {"source": script, "params": {"owner": owner, "seconds": seconds}},
            "scripted_upsert": True,
            "upsert": _NOBODYS,
        }
        params = {"_source": "true", "retry_on_conflict": "5"}
        answer = self._cluster.write("POST", f"/{self._index}/_update/writer", body, params=params)
        return {} if answer["result"] == "noop" else answer["get"]["_source"]

    def _make_index(self) -> None:
        settings = {"number_of_shards": 1, "number_of_replicas": self._cluster.address.replicas}
        body = {"settings": settings, "mappings": {"enabled": False}}
        answer = self._cluster.write("PUT", f"/{self._index}", body, accept=(400,))
        if "error" in answer and answer["error"]["type"] != "resource_already_exists_exception":
            raise EngineError(f"{self._cluster.address}: {self._index}: {answer['error']['reason']}.")

    def _locked(self) -> IndexLocked:
        return IndexLocked(
            f"{self._cluster.address}: another sync is running; try again when it has ended. "
            f"One that died is forgotten after {SECONDS} s, or some minutes if it was comparing very many posts."
        )


def taken_over(cluster: Cluster) -> EngineError:
    """What to raise where somebody else writes meanwhile."""
    return EngineError(
        f"{cluster.address}: another sync took over, as nothing was heard of this one for too long; "
        "nothing of this one serves."
    )
