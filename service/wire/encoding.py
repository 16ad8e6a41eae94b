"""Answers as bytes: JSON in UTF-8."""

import json
from typing import Any

import orjson


def encoded(answer: Any) -> bytes:  # noqa: ANN401  (whatever JSON can say)
    """*answer* as compact JSON, its keys in their order, with "?" for what UTF-8 cannot say.

    That is half a surrogate pair, by which Python stands for the bytes of a file's name that are no text.
    Raises TypeError if *answer* holds anything that JSON does not know.
    """
    try:
        return orjson.dumps(answer)
    except TypeError:  # orjson knows no surrogates
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
