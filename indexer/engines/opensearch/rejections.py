"""Rejections: what an error that the cluster answers with means for us."""

from collections.abc import Mapping
from typing import NamedTuple

from indexer.engines.opensearch.address import Address
from indexer.errors import EngineError, EngineNotReady, EngineRefused, IndexMissing

_NOT_ALLOWED = {401, 403}
_BLOCKED = "cluster_block_exception"
"""Why an index takes nothing in, as when a disk is full: no matter of who asks, although its status may say so."""


class Cause(NamedTuple):
    """Why the cluster did not do what was asked: OpenSearch's name for it, "" without one, and its reason."""

    kind: str
    reason: str


def rejection(address: Address, path: str, status: int, answer: object) -> EngineError:
    """What to raise when the cluster at *address* answers a request of *path* with that *status* and *answer*."""
    kind, reason = cause(answer)
    what = f"{address}: {path}: {status}, {reason}"
    if status in _NOT_ALLOWED and kind != _BLOCKED:
        return EngineRefused(
            f"{what}; set opensearch.user and opensearch.password, or opensearch.key, to somebody who may do this."
        )
    if status == 404:
        return IndexMissing(f"{what}; sync first.")
    if status in {408, 429} or status >= 500 or kind == _BLOCKED:
        return EngineNotReady(f"{what}; look at the cluster's health, and try again when it is well.")
    return EngineError(f"{what}; this should not happen, please report it.")


def cause(answer: object) -> Cause:
    """The first cause that *answer*, the body of an error or of an answer of some shards, names."""
    if not isinstance(answer, Mapping):
        return Cause("", str(answer or "no reason given")[:200])
    error = answer.get("error") or answer.get("_shards") or {}
    if not isinstance(error, Mapping):
        return Cause("", str(error))
    named = [*error.get("root_cause", ()), *(one["reason"] for one in error.get("failures", ())), error]
    deepest = named[0]
    while isinstance(deepest.get("caused_by"), Mapping):
        deepest = deepest["caused_by"]
    return Cause(named[0].get("type", ""), deepest.get("reason") or error.get("reason") or "no reason given")
