"""The cluster: asks OpenSearch over HTTP, of any of its nodes, and says in our own words what went wrong.

Nothing that leaves here is opensearch-py's: answers are plain JSON, errors are `EngineError`s.
"""

import ssl
from base64 import b64encode
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import orjson
from opensearchpy import Transport, exceptions
from opensearchpy.serializer import JSONSerializer
from urllib3 import Timeout

from indexer.access import NO_ACCESS, Access
from indexer.engines.opensearch.address import Address
from indexer.engines.opensearch.encoding import Json, encoded, lines
from indexer.engines.opensearch.rejections import rejection
from indexer.errors import EngineError, EngineNotReady, EngineUnreachable, IndexMissing
from indexer.health import Health

CONNECT_TIMEOUT = 1.0
"""Seconds in which a node must take a connection; who does not is passed over."""
_CONNECTIONS = 8
"""Connections to each node that are kept open."""
_PASSED_OVER = 5
"""Seconds for which a node is not asked after it has failed, twice and four times as long if it goes on failing."""
_FOR_NOW = (429, 502, 503, 504)
"""Statuses that another node, or the same one later, may well not answer with."""
_JSON_BASE64 = "eyJ"
"""How a JSON object in base64 begins, and so every JSON web token (RFC 7519)."""

_MOST_WAITS = 2
"""Nodes that may hang before an answer is given up; to wait for each of them would take too long."""
_NOTHING: Mapping[str, str] = {}


class Cluster:
    """The cluster at *address*, to which *access* lets us in.

    Connections are made when they are first needed, are kept open and are used again. A node that does not answer
    is passed over for some seconds, and the others are asked at once.

    Every method raises:
        EngineUnreachable: No node answers.
        EngineNotReady: The cluster answers, but cannot do this now: no cluster manager, parts of the index are
            missing, too much to do. An answer of some of the index's parts is no answer.
        EngineRefused: It does not let us in, or not do this.
        IndexMissing: It has no such index, or nothing of that name.
        EngineError: It rejects what was asked for any other reason.
    """

    def __init__(self, address: Address, access: Access = NO_ACCESS) -> None:
        self.address = address
        self._access = access

    def search(self, index: str, body: Mapping[str, Any]) -> Json:
        """What the search *body* finds in all parts of *index*."""
        params = {"allow_partial_search_results": "false"}
        return self._whole(index, self.read("POST", f"/{index}/_search", self._bounded(body), params=params))

    def msearch(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[Json]:
        """What each of the searches *bodies* finds in *index*, all asked in one request."""
        if not bodies:
            return []
        parts = (part for body in bodies for part in ({"allow_partial_search_results": False}, self._bounded(body)))
        answer = self.read("POST", f"/{index}/_msearch", lines(parts))
        return [self._whole(index, one) for one in answer["responses"]]

    def read(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        *,
        params: Mapping[str, str] = _NOTHING,
        accept: Collection[int] = (),
    ) -> Json:
        """The answer to a request that changes nothing; if a node fails or takes too long, another one is asked.

        Args:
            method: The HTTP method.
            path: What is asked of the node, with its slash.
            body: JSON, or what is sent as it is.
            params: Behind the question mark.
            accept: Statuses of errors whose body is the answer, too.
        """
        with self._failing(path, self._access.timeout) as timeout:
            return _first(
                lambda: self._reading.perform_request(method, path, {**params}, body, timeout, accept),
                most=len(self.address.hosts) + 1,
            )

    def write(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | bytes | None = None,
        *,
        params: Mapping[str, str] = _NOTHING,
        accept: Collection[int] = (),
        patience: float = 60.0,
    ) -> Json:
        """The same for a request that changes something, with *patience* in seconds for its answer.

        It goes to another node where the connection fails, even after the request was sent, so it must be harmless
        to do it twice; it does not where the answer takes too long.
        """
        with self._failing(path, patience) as timeout:
            answer: Json = self._writing.perform_request(method, path, {**params}, body, timeout, accept)
        return answer

    def health(self, indexes: str) -> Health:
        """How the *indexes*, names and patterns with commas between them, are, as the node that is asked knows it."""
        # A node's own knowledge: to ask the cluster manager would mean to wait for one where there is none.
        params = {"local": "true", "timeout": "0s"}
        found = self.read("GET", f"/_cluster/health/{indexes}", params=params, accept=(408,))
        if found["timed_out"]:
            raise IndexMissing(f"{self.address}: there is no index {indexes}; sync first.")
        has_manager = found["discovered_cluster_manager"]
        waiting = found["unassigned_shards"] + found["initializing_shards"]
        detail = (
            f"{self.address}: {found['number_of_nodes']} nodes, {'one' if has_manager else 'none'} of them the cluster "
            f"manager; {found['active_shards']} copies of shards serve, {waiting} do not."
        )
        return Health(found["status"] if has_manager else "red", detail)

    def close(self) -> None:
        """Let go of all connections."""
        for name in ("_reading", "_writing"):
            if name in vars(self):
                vars(self).pop(name).close()

    @cached_property
    def _reading(self) -> Transport:
        return self._transport(max_retries=0, retry_on_timeout=True, retry_on_status=_FOR_NOW)

    @cached_property
    def _writing(self) -> Transport:
        return self._transport(max_retries=len(self.address.hosts), retry_on_timeout=False, retry_on_status=())

    def _transport(self, **retries: Any) -> Transport:  # noqa: ANN401  (what Transport takes)
        address, access = self.address, self._access
        return Transport(
            [{"host": name.strip("[]"), "port": port} for name, port in address.hosts],
            serializer=_Json(),
            pool_maxsize=_CONNECTIONS,
            dead_timeout=_PASSED_OVER,
            timeout_cutoff=2,
            use_ssl=address.tls,
            ssl_context=self._trust() if address.tls else None,
            headers=_authorization(access),
            **retries,
        )

    def _trust(self) -> ssl.SSLContext:
        """Whom to trust; raises EngineError if that cannot be read."""
        try:
            return ssl.create_default_context(cafile=self._access.ca)
        except OSError as error:
            raise EngineError(
                f'opensearch.ca = "{self._access.ca}": cannot be read ({error.strerror or error}); '
                "name a file of certificates in PEM."
            ) from error

    @contextmanager
    def _failing(self, path: str, seconds: float) -> Iterator[Any]:
        """Raise errors of ours for those of a request of *path*, which is given so many *seconds*, as a timeout."""
        try:
            yield Timeout(connect=CONNECT_TIMEOUT, read=seconds)  # opensearch-py hands it on to urllib3
        except exceptions.TransportError as error:
            raise self._failure(error, path, seconds) from error
        except exceptions.SerializationError as error:
            raise self._stranger() from error

    def _stranger(self) -> EngineError:
        return EngineUnreachable(f"{self.address}: what answers is no OpenSearch; correct the URL.")

    def _failure(self, error: exceptions.TransportError, path: str, seconds: float) -> EngineError:
        match error:
            case exceptions.SSLError():
                return EngineUnreachable(
                    f"{self.address}: TLS fails ({error.error}); trust the cluster's authority by opensearch.ca, "
                    "or look whether it speaks TLS at all."
                )
            case exceptions.ConnectionTimeout():
                return EngineUnreachable(
                    f"{self.address}: no answer within {seconds:g} s; look at the cluster's load, or raise "
                    "opensearch.timeout."
                )
            case exceptions.ConnectionError():
                return EngineUnreachable(f"{self.address}: no node answers; start the cluster, or correct the URL.")
        return rejection(self.address, path, int(error.status_code), error.info or error.error)

    def _whole(self, index: str, answer: Json) -> Json:
        """*answer*, if it is one of all parts of *index*."""
        if "error" in answer:
            raise rejection(self.address, index, answer["status"], answer)
        if not answer.keys() >= {"timed_out", "_shards"}:
            raise self._stranger()
        if answer["timed_out"]:
            raise EngineNotReady(
                f"{self.address}: {index}: parts of it did not answer within {self._access.timeout:g} s; look at the "
                "cluster's load, or raise opensearch.timeout."
            )
        if answer["_shards"]["failed"]:
            raise rejection(self.address, index, 503, answer)
        return answer

    def _bounded(self, body: Mapping[str, Any]) -> Json:
        return {"timeout": f"{self._access.timeout * 1000:.0f}ms", **body}


class _Json(JSONSerializer):
    """JSON by orjson, and what is encoded already as it is."""

    def loads(self, s: str) -> Any:  # noqa: ANN401  (as its base says)
        try:
            found = orjson.loads(s)
        except ValueError as error:
            raise exceptions.SerializationError(s, error) from error
        if not isinstance(found, dict):
            raise exceptions.SerializationError(s)
        return found

    def dumps(self, data: Any) -> bytes:  # noqa: ANN401  (as its base says)
        return data if isinstance(data, bytes) else encoded(data)


def _first(ask: Callable[[], Json], most: int) -> Json:
    """The first answer of *ask*, which asks another node each time, *most* times at most."""
    hung = 0
    for _ in range(most - 1):
        try:
            return ask()
        except exceptions.TransportError as error:
            hung += isinstance(error, exceptions.ConnectionTimeout)
            is_of_the_node = isinstance(error, exceptions.ConnectionError) or error.status_code in _FOR_NOW
            if hung == _MOST_WAITS or not is_of_the_node:
                raise
    return ask()


def _authorization(access: Access) -> dict[str, str]:
    """The header that says who asks; a key may say its scheme itself."""
    if access.key:
        if not (access.key.isascii() and access.key.isprintable()):
            raise EngineError("opensearch.key: holds line breaks or other characters that no key has; copy it again.")
        scheme = "Bearer" if access.key.startswith(_JSON_BASE64) else "ApiKey"
        return {"authorization": access.key if " " in access.key else f"{scheme} {access.key}"}
    if access.user:
        return {"authorization": f"Basic {b64encode(f'{access.user}:{access.password}'.encode()).decode()}"}
    return {}
