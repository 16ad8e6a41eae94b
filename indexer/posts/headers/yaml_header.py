"""YAML headers: python-frontmatter cuts them off and loads them, and mistakes are explained to authors."""

import re

import yaml
from frontmatter.default_handlers import YAMLHandler

from indexer.posts.headers.loaded import Loaded, Mistake
from indexer.posts.headers.yaml_values import TypedLoader


class _Handler(YAMLHandler):
    """python-frontmatter's handler, but ``...`` closes a header too and a fence may name its language."""

    FM_BOUNDARY = re.compile(r"^(?:-{3,}[ \t]*(?:ya?ml|toml|json|js|javascript)?|\.{3})[ \t]*$", re.MULTILINE)


HANDLER = _Handler()


def load(block: str) -> Loaded | Mistake:
    """The value of the YAML *block*, with its scalars as typed."""
    try:
        loaded: Loaded = HANDLER.load(block, Loader=TypedLoader)
    except yaml.YAMLError as error:
        return _explained(error)
    return loaded


# What the parser says, and the cure that helps an author.
_CURES = (
    ("mapping values are not allowed", "put the value in quotes, as it holds a colon"),
    ("tab character", "replace the tab by spaces"),
    ("cannot start any token", "put the value in quotes, as it begins with a special character"),
    ("a key is not a text", "put the value in quotes, as braces mean something else in YAML"),
    ("unexpected end of stream", "close the quotes"),
    ("could not find expected ':'", "write the line as `key: value`, or indent it if it goes on from the line above"),
    ("did not find expected ',' or ']'", "close the list with ]"),
    ("did not find expected ',' or '}'", "close the braces, or put the value in quotes"),
    ("nested too deeply", "write it flatter"),
)
_ANY_CURE = "check its quotes and its indentation"
_BEGUN_EARLIER = ("while scanning a quoted", "while scanning a simple", "while parsing a flow")
"""Contexts whose beginning shows an author more than the place where the parser gave up."""


def _explained(error: yaml.YAMLError) -> Mistake:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Mistake(0, _ANY_CURE)
    begun_earlier = (error.context or "").startswith(_BEGUN_EARLIER)
    mark = (begun_earlier and error.context_mark) or error.problem_mark
    cure = next((cure for said, cure in _CURES if said in (error.problem or "")), _ANY_CURE)
    return Mistake(mark.line if mark else 0, cure)
