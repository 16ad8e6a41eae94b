"""What a header's block says in YAML, TOML or JSON."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping

from indexer.posts.headers import yaml_header
from indexer.posts.headers.loaded import Loaded, Mistake

MAX_LENGTH = 200_000
"""Characters; a longer block is no header that anybody wrote."""


def load(dialect: str, block: str) -> Loaded | Mistake:
    """The value of *block* in *dialect* ("yaml", "toml" or "json")."""
    if len(block) > MAX_LENGTH:
        return Mistake(0, "keep the header below 200 KB")
    return _LOAD[dialect](block)


def _toml(block: str) -> Loaded | Mistake:
    try:
        return Loaded(tomllib.loads(block, parse_float=str))
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).partition(" (at line ")
        line = re.match(r"\d+", place)
        return Mistake(int(line[0]) - 1 if line else 0, f"mend the TOML ({said.lower()})")
    except RecursionError:
        return Mistake(0, "write it flatter")


def _json(block: str) -> Loaded | Mistake:
    braced = block if block.lstrip().startswith("{") else f"{{{block.strip().removesuffix(',')}}}"
    try:
        return Loaded(json.loads(braced, parse_float=str, parse_int=str))
    except json.JSONDecodeError as error:
        return Mistake(error.lineno - 1, f"mend the JSON ({error.msg[:1].lower()}{error.msg[1:]})")
    except RecursionError:
        return Mistake(0, "write it flatter")


_LOAD: Mapping[str, Callable[[str], Loaded | Mistake]] = {"yaml": yaml_header.load, "toml": _toml, "json": _json}
