"""``backmatter check``: what is wrong with the posts."""

import json

import click

from service.commands import options, syncing
from service.config import Config
from service.terminal import counted, say, warn


@click.command()
@options.configured("posts")
@options.as_json
def check(config: Config, *, as_json: bool) -> None:
    """List every problem of the posts in the folder POSTS, as path:line: code: message.

    No index is needed or touched. Exits with 1 if there is any problem.
    """
    outcome = syncing.run_check(config, quiet=as_json)
    report = outcome.report
    if as_json:
        say(json.dumps(syncing.as_json(outcome, config)))
    else:
        for line in syncing.problem_lines(report):
            say(line)
        found = counted(len(report.problems), "problem") if report.problems else "No problems"
        warn(f"{found} in {counted(report.seen, 'file')}")
    if report.problems:
        raise click.exceptions.Exit(1)
