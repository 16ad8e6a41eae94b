"""Accepted tags: those that are suggested and probable enough, or those that a file names."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from indexer import TagSuggester, find_post
from service.commands import asking
from service.config import Config

_EXPECTED = "give what backmatter tags suggest --json prints, or an object of paths and lists of tags"


def accepted_by_probability(config: Config, names: Sequence[str], least: float) -> dict[str, list[str]]:
    """The tags of at least that probability for each of the posts *names*, or of all that have none; by path.

    A name that no post has stands for itself, with no tags.
    """
    with asking.engine(config) as engine:
        posts = {name: find_post(engine, name) for name in names}
        known = [post.id for post in posts.values() if post]
        suggested = list(TagSuggester(engine).suggest_for_posts(known if names else None))
    accepted = {post.path: [one.tag for one in post.suggestions if one.probability >= least] for post in suggested}
    return accepted | {name: [] for name, post in posts.items() if not post}


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
