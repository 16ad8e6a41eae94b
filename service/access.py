"""How a cluster lets the service in: the settings ``opensearch.…`` as one value, and what is wrong with them."""

import re
import ssl
from collections.abc import Iterator, Mapping
from typing import Any

from indexer import Access
from service.listening import is_loopback

_PLAIN, _TLS = "opensearch", "opensearchs"


class AccessError(Exception):
    """Settings of the access that contradict each other or cannot be used; the message names them and the cure."""


def is_cluster(engine: str) -> bool:
    """Whether the setting *engine* names a cluster, and no engine of this machine."""
    return engine.partition(":")[0] in {_PLAIN, _TLS}


def read_access(engine: str, given: Mapping[str, Any]) -> Access:
    """The access that *given* says, by settings' names without their table's.

    Raises:
        AccessError: It cannot be meant so, if *engine* is a cluster; for another engine it is not looked at.
    """
    access = Access(**{**given, "timeout": given["timeout"].total_seconds()})
    for trouble in _troubles(engine, access) if is_cluster(engine) else ():
        raise AccessError(trouble)
    return access


def notes(engine: str, access: Access) -> Iterator[str]:
    """What the user should know of it, one line each."""
    secret = "opensearch.key" if access.key else "opensearch.password"
    is_plain = is_cluster(engine) and not _is_encrypted(engine)
    others = [host for host in _hosts(engine) if not is_loopback(host)] if is_plain else []
    if others and (access.key or access.password):
        yield (
            f"{secret} goes to {others[0]} unencrypted, so whoever is on the way can read it; let the cluster speak "
            f"TLS, and write {_TLS}:// in engine."
        )


def _troubles(engine: str, access: Access) -> Iterator[str]:
    if access.key and (access.user or access.password):
        yield "opensearch.key and opensearch.user are both set; choose one of them."
    if bool(access.user) != bool(access.password):
        there, missing = ("user", "password") if access.user else ("password", "user")
        yield f"opensearch.{there} is set and opensearch.{missing} is not; set both, or none."
    if access.ca and not _is_encrypted(engine):
        yield f"opensearch.ca is set, but engine names an address without TLS; write {_TLS}:// there, or unset it."
    if access.ca:
        yield from _unreadable(access)


def _unreadable(access: Access) -> Iterator[str]:
    try:
        ssl.create_default_context(cafile=access.ca)
    except OSError as error:  # also what is no certificate
        reason = getattr(error, "reason", None) or error.strerror
        yield f'opensearch.ca = "{access.ca}": cannot be used ({reason}); name a file of certificates as PEM.'


def _is_encrypted(engine: str) -> bool:
    return engine.startswith(f"{_TLS}:")


def _hosts(engine: str) -> list[str]:
    """The names in the address; what is no address is left to the engine to refuse."""
    places = engine.partition("://")[2].partition("/")[0]
    return [re.sub(r":\d*$", "", place).strip("[]") for place in places.split(",")]
