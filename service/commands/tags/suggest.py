"""``backmatter tags suggest``: which tags suit which posts."""

import json
from collections.abc import Iterator, Sequence

import click

from indexer import Engine, TagSuggester
from service.commands import asking, options
from service.config import Config
from service.named_post import named_post
from service.problems import NotFound
from service.tag_suggestions import posts_of
from service.terminal import counted, say, warn
from service.wire.tag_suggestions import SuggestedPost, TagSuggestion, suggested_post


@click.command()
@click.argument("posts", nargs=-1, metavar="[ID]...")
@options.configured("index", "engine")
@click.option("--untagged", is_flag=True, help="Suggest tags for the posts that have none.")
@click.option("--limit", type=click.IntRange(1, 20), default=5, show_default=True, help="How many tags a post at most.")
@options.as_json
def suggest(config: Config, *, posts: Sequence[str], untagged: bool, limit: int, as_json: bool) -> None:
    """Suggest tags for the posts ID, or for all posts.

    ID may also be a post's path, its file's name, its slug or its address. Exits with 1 if there is no such post.
    backmatter tags apply writes what is accepted into the posts.
    """
    if posts and untagged:
        raise click.UsageError("Name posts, or ask for those --untagged.")
    with asking.engine(config) as engine:
        try:
            found = _suggested(engine, posts, limit, untagged=untagged)
            if as_json:
                say(json.dumps({"posts": list(found)}))
            else:
                _show(found)
        except NotFound as error:
            warn(f"Error: {error}")
            raise click.exceptions.Exit(1) from error


def _suggested(engine: Engine, names: Sequence[str], limit: int, *, untagged: bool) -> Iterator[SuggestedPost]:
    """The posts that were asked for, with their suggestions; raises NotFound."""
    asked = [named_post(engine, name).id for name in names]
    chosen = None if untagged else asked or sorted(engine.fingerprints())
    for post in TagSuggester(engine).suggest_for_posts(chosen):
        document = engine.get(post.id)
        if document:
            yield suggested_post(document, post.suggestions[:limit], posts_of(engine, post.suggestions[:limit]))


def _show(found: Iterator[SuggestedPost]) -> None:
    """The posts with suggestions as they are found, and how many there are with and without."""
    seen = shown = 0
    for post in found:
        seen += 1
        if post["suggestions"]:
            shown += 1
            say(f"{post['path']}: {post['title']}")
            for suggestion in post["suggestions"]:
                say(f"  {suggestion['probability']:.0%}  {suggestion['tag']}  {_why(suggestion)}")
    warn(f"Tags for {shown:,} of {counted(seen, 'post')}")


def _why(suggestion: TagSuggestion) -> str:
    """What speaks for a tag, and how far it is known."""
    evidence = suggestion["evidence"]
    reasons = (
        f"says {_quoted(evidence['words'])}" if evidence["words"] else "",
        f"like {_quoted([post['title'] for post in evidence['posts']])}" if evidence["posts"] else "",
        "new" if suggestion["isNew"] else f"on {counted(suggestion['count'], 'post')}",
    )
    return f"({'; '.join(filter(None, reasons))})"


def _quoted(texts: Sequence[str]) -> str:
    return ", ".join(f"“{text}”" for text in texts)
