"""Encoding: what is sent to the cluster, as JSON."""

import json
import re
from collections.abc import Iterable
from typing import Any

import orjson

Json = dict[str, Any]
"""An object of JSON, as Python has it."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def encoded(value: object) -> bytes:
    """*value* as JSON. Lone surrogates, which UTF-8 does not know, become U+FFFD, in whatever they stand."""
    try:
        return orjson.dumps(value)
    except TypeError:  # what orjson raises for lone surrogates
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return _SURROGATE.sub(_REPLACEMENT, text).encode()


def lines(values: Iterable[object]) -> bytes:
    """*values* as JSON, one a line, as `_bulk` and `_msearch` want it."""
    return b"".join(encoded(value) + b"\n" for value in values)
