"""Plain requests to a node, for tests that prepare, watch or clean up a cluster."""

import json
from contextlib import closing
from http.client import HTTPConnection
from typing import Any

PATIENCE = 60
"""Seconds until a node that does not answer counts as hanging."""


def ask(host: str, method: str, path: str, body: object = None) -> Any:
    """The JSON with which the node at *host* (host:port) answers, whatever the status.

    Raises OSError or HTTPException if the node cannot be reached or dies meanwhile.
    """
    with closing(HTTPConnection(host, timeout=PATIENCE)) as connection:
        sent = None if body is None else json.dumps(body)
        connection.request(method, path, sent, {"Content-Type": "application/json"})
        return json.loads(connection.getresponse().read())
