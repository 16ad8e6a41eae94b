"""``backmatter related``: what to read after a post, and how evenly posts are suggested."""

import json
from collections.abc import Iterator
from time import perf_counter

import click

from indexer import Document, Engine, RelatedPosts
from indexer import exposure as measured
from service.commands import asking, options
from service.config import Config
from service.problems import NotFound
from service.related import find_related
from service.terminal import counted, say, warn
from service.wire import see_also, shapes


@click.command()
@click.argument("post", required=False, metavar="[ID]")
@options.configured("index", "engine")
@click.option("--limit", type=click.IntRange(1, 20), default=5, show_default=True, help="How many posts to show.")
@click.option("--exposure", is_flag=True, help="Report which posts are suggested most, and which never.")
@options.as_json
def related(config: Config, *, post: str | None, limit: int, exposure: bool, as_json: bool) -> None:
    """Show what to read after the post ID, and why.

    ID may also be the post's path, its file's name, its slug or its address. Exits with 1 if there is no such post.
    """
    if exposure == (post is not None):
        raise click.UsageError("Name one post, or ask for --exposure.")
    try:
        with asking.engine(config) as engine:
            if post is None:
                _show_exposure(_exposure(engine), as_json=as_json)
            else:
                _show_related(engine, post, limit, as_json=as_json)
    except NotFound as error:
        warn(f"Error: {error}")
        raise click.exceptions.Exit(1) from error


def _show_related(engine: Engine, post: str, limit: int, *, as_json: bool) -> None:
    started = perf_counter()
    found = find_related(engine, post, limit)
    milliseconds = round((perf_counter() - started) * 1000)
    if as_json:
        say(json.dumps(see_also.related(found, milliseconds)))
        return
    for line in _about(found):
        say(line)
    # The other commands need not wait for what draws on a terminal.
    from service.listing import numbered, related_lines  # noqa: PLC0415

    numbered(map(related_lines, found.related))


def _about(found: RelatedPosts) -> Iterator[str]:
    yield f"{counted(len(found.related), 'post') if found.related else 'No posts'} to read after “{found.post.title}”"
    if place := found.series:
        yield f"Part {place.position} of {place.length} in “{place.name}”"
        yield from _turns("Previous", place.previous)
        yield from _turns("Next", place.next)
    for post in found.translations:
        yield f"In {post.lang}: “{post.title}” ({post.path})"
    for name in found.missing:
        yield f"Its header names “{name}” as related, which is the name of no post that is shown."


def _turns(label: str, post: Document | None) -> Iterator[str]:
    if post:
        yield f"{label}: “{post.title}” ({post.path})"


def _exposure(engine: Engine) -> shapes.Exposure:
    found = measured(engine)
    wanted = [*found.never, *(shown.id for shown in found.shown[: see_also.MOST_SHOWN])]
    return see_also.exposure(found, {name: post for name in wanted if (post := engine.get(name))})


def _show_exposure(answer: shapes.Exposure, *, as_json: bool) -> None:
    if as_json:
        say(json.dumps(answer))
        return
    never = len(answer["neverShown"])
    share = f" ({never / answer['posts']:.1%})" if answer["posts"] else ""
    say(f"{counted(answer['posts'], 'post')}, {counted(answer['slots'], 'suggestion')} below them")
    say(f"{counted(never, 'post')}{share} never suggested")
    for post in answer["neverShown"]:
        say(f"  {post['title']} ({post['id']})")
    if answer["mostShown"]:
        say("Suggested most:")
    for shown in answer["mostShown"]:
        say(f"  {shown['count']:>5,}  {shown['share']:.2%}  {shown['title']} ({shown['id']})")
