"""Writing: versions go into a build in bulk, as fast as the cluster takes them.

opensearch-py's helper cuts them into requests and, where the cluster has too much to do or has just lost a node, waits
and asks again, longer each time. Whatever is written twice is written once (versions.py), so a request may be repeated
on another node.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from opensearchpy.exceptions import TransportError
from opensearchpy.helpers import streaming_bulk

from indexer.engines.opensearch.cluster import Cluster
from indexer.engines.opensearch.encoding import encoded
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.lease import Lease
from indexer.engines.opensearch.versions import identity
from indexer.errors import EngineError, EngineNotReady

REQUEST_BYTES = 5_000_000
"""Of a request, about. A tenth of what a node of 512 MB takes in at once before it asks to wait."""
RETRIES = 6
"""With pauses of 1, 2, 4 and then 8 seconds, half a minute."""
PATIENCE = 300.0
"""Seconds for an answer: a cluster that merges large segments may take its time, and beginning anew takes longer."""
REFRESHES = 3
_LONGEST_PAUSE = 8
_PATIENT = {"timeout": "30s"}
"""How long a request waits where the first copy of a shard was lost and another is about to take its place."""
_TOO_MUCH = 429
_FOR_NOW = (_TOO_MUCH, 503)
_FAULT = 500
"""Statuses from here on tell of the cluster and not of what was asked."""


class Operation(NamedTuple):
    """Something to do in a build.

    Attributes:
        name: What it is done to, as messages call it.
        action: What to do with the version of which `_id`, as OpenSearch's bulk interface wants it said.
        source: What goes with it, as JSON.
    """

    name: str
    action: dict[str, dict[str, Any]]
    source: str


def come(kind: str, key: str, source: dict[str, Any], at: Pointer) -> Operation:
    """The version of *key* that comes with the generation *at*."""
    version = {"kind": kind, "key": key, "from": at.number, **source}
    action = {"index": {"_index": at.index, "_id": identity(kind, key, at.number)}}
    return Operation(f"{kind} {key}", action, encoded(version).decode())


def gone(kind: str, key: str, identity: str, at: Pointer) -> Operation:
    """The version of *key* with that `_id` is there no more in the generation *at*."""
    action = {"update": {"_index": at.index, "_id": identity, "retry_on_conflict": 3}}
    return Operation(f"{kind} {key}", action, encoded({"doc": {"to": at.number}}).decode())


def write(operations: Iterable[Operation], cluster: Cluster, lease: Lease) -> None:
    """Do all *operations*, as they come.

    Raises:
        EngineNotReady: The cluster goes on having too much to do.
        EngineError: It refuses one, or somebody else holds the lease.
    """
    names: dict[str, str] = {}

    def expanded(operation: Operation) -> tuple[dict[str, Any], str]:
        (said,) = operation.action.values()
        names[said["_id"]] = operation.name
        return operation.action, operation.source

    results = streaming_bulk(
        _Requests(cluster, lease),
        operations,
        chunk_size=REQUEST_BYTES,  # no operation is smaller than a byte
        max_chunk_bytes=REQUEST_BYTES,
        raise_on_error=False,
        expand_action_callback=expanded,
        max_retries=RETRIES,
        initial_backoff=1,
        max_backoff=_LONGEST_PAUSE,
    )
    try:
        for done, result in results:
            (found,) = result.values()
            name = names.pop(found["_id"])
            if not done:
                raise _failure(cluster, name, found)
    except TransportError as error:  # only those of `_Requests.bulk`
        raise EngineNotReady(
            f"{cluster.address}: cannot take anything in for now ({error.error}); sync again when it has less to do."
        ) from error


def refresh(index: str, cluster: Cluster) -> None:
    """Let searches of *index* find whatever has been written to it; raises EngineNotReady if some would not.

    A copy whose node dies at this moment counts as one that would not until the cluster has noticed.
    """
    for _ in range(REFRESHES):
        shards = cluster.write("POST", f"/{index}/_refresh", patience=PATIENCE)["_shards"]
        if not shards["failed"]:
            return
    raise EngineNotReady(
        f"{cluster.address}: {index}: {shards['failed']} copies of shards do not show what was written; sync again."
    )


class _Requests:
    """A client for opensearch-py's helper that sends by way of *cluster*, and keeps the lease with each request."""

    def __init__(self, cluster: Cluster, lease: Lease) -> None:
        self._cluster = cluster
        self._lease = lease
        self.transport = self
        self.serializer = self

    @staticmethod
    def dumps(value: object) -> str:
        """*value* as JSON; what is JSON already stays as it is."""
        return value if isinstance(value, str) else encoded(value).decode()

    def bulk(self, body: str) -> dict[str, Any]:
        """What the cluster answers; that it can take nothing more for now is an error that the helper knows."""
        self._lease.keep()
        answer = self._cluster.write(
            "POST", "/_bulk", body.encode(), params=_PATIENT, accept=_FOR_NOW, patience=PATIENCE
        )
        if "error" in answer:
            raise TransportError(_TOO_MUCH, str(answer["error"]), answer)
        for item in answer["items"]:
            for said in item.values():
                if said["status"] >= _FAULT:  # such as a node that died with the request in its hands
                    said["status"] = _TOO_MUCH
        return answer


def _failure(cluster: Cluster, name: str, found: dict[str, Any]) -> EngineError:
    error = found["error"]
    reason = (error.get("caused_by") or error).get("reason", error["type"])
    if found["status"] == _TOO_MUCH:
        return EngineNotReady(f"{cluster.address}: {name}: cannot be written for now ({reason}); sync again.")
    return EngineError(f"{cluster.address}: {name}: is refused by the cluster ({reason}).")
