"""Accepted tags as JSON: what ``backmatter tags suggest --json`` prints, edited or not, or tags by path."""

import json
from collections.abc import Mapping
from typing import Any

import click

_EXPECTED = "give what backmatter tags suggest --json prints, or an object of paths and lists of tags"


def accepted_in(text: bytes) -> dict[str, list[str]]:
    """The accepted tags that *text* names, by the path of their post.

    Raises:
        click.BadParameter: It is no JSON, or says something else.
    """
    try:
        said = json.loads(text)
    except ValueError as error:  # what is no UTF-8 is no JSON either
        raise _unusable(f"is not JSON ({error})") from error
    if not isinstance(said, dict):
        raise _unusable("holds no object")
    posts = said.get("posts") if isinstance(said.get("posts"), list) else None
    by_path = said if posts is None else dict(_post(post) for post in posts)
    for path, tags in by_path.items():
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise _unusable(f'gives no list of tags for "{path}"')
    return by_path


def _post(post: Any) -> tuple[str, list[Any]]:  # noqa: ANN401  (whatever stands in the file)
    """The path of *post* and the tags accepted for it."""
    if not isinstance(post, Mapping) or not isinstance(post.get("path"), str):
        raise _unusable('holds a post without a "path"')
    suggestions = post.get("suggestions")
    if not isinstance(suggestions, list) or not all(isinstance(suggestion, Mapping) for suggestion in suggestions):
        raise _unusable(f'gives no list of suggestions for "{post["path"]}"')
    return post["path"], [suggestion.get("tag") for suggestion in suggestions if suggestion.get("accepted") is True]


def _unusable(why: str) -> click.BadParameter:
    return click.BadParameter(f"this {why}; {_EXPECTED}.", param_hint="'--from'")
