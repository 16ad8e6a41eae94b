"""docs/http.md, made from a running service: ``python -m docs.transcripts`` writes it anew.

The commands are carried out as they stand there, against ``backmatter serve data/posts``; only the port is another
while they run. What differs from run to run (times, the names of generations) is given one value.
"""

import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.request import urlopen

from docs.tables import PAGES, table
from service import reference
from service.api.operation import Operation
from service.api.operations import OPERATIONS

ROOT = PAGES.parent
PAGE = PAGES / "http.md"
ADDRESS = "http://127.0.0.1:8000"
LONGEST = 160
"""Characters; longer texts in answers are cut."""
STARTS_WITHIN = 60
"""Seconds."""
KEY = "correct-horse-battery-staple"
"""By which the running service may be asked for a sync."""

INTRODUCTION = f"""# HTTP

Made from a running service by `make docs`; do not edit. Every command was carried out as it stands here, with the
sample posts. Answers are shown indented, texts of more than {LONGEST} characters cut, and numbers rounded. The same
interface for programs: `/openapi.json`.

Without `q`, posts are listed, the newest first. Names of fields are those that Meilisearch made common. Snippets and
`_formatted` are plain text, escaped for HTML, with `<mark>` as the only markup: they may be put into a page as they
are.
"""

_CLICK = '{"query": "redirects", "id": "2022-redirects-adoc-f8e44190", "position": 1}'
_BEARER = '-H "Authorization: Bearer $BACKMATTER_KEY"'
_DRAFT = '{"title": "Moving my feeds", "body": "The RSS feed moved."}'

EXAMPLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "/api/search": (
            "curl '{}/api/search?q=redirects&limit=1'",
            "curl '{}/api/search?q=permalnks&tag=feeds&tag=writing&facets=authors,year&limit=0'",
        ),
        "/api/suggest": ("curl '{}/api/suggest?q=perma&limit=1'",),
        "/api/posts": ("curl '{}/api/posts?year=2019&sort=date:asc&limit=1'",),
        "/api/posts/{id}": ("curl '{}/api/posts/2021_alt-text'",),
        "/api/posts/{id}/related": ("curl '{}/api/posts/2026_a-series-needs-a-spine/related?limit=1'",),
        "/api/posts/{id}/tag-suggestions": ("curl '{}/api/posts/2023_2023-04-02-the-drafts-folder/tag-suggestions'",),
        "/api/tags/suggest": (f"curl -H 'Content-Type: application/json' -d '{_DRAFT}' '{{}}/api/tags/suggest'",),
        "/api/clicks": (f"curl -si -d '{_CLICK}' '{{}}/api/clicks' | grep HTTP; cat clicks.jsonl",),
        "/api/tags": ("curl '{}/api/tags?limit=3'",),
        "/api/tags/{tag}": ("curl '{}/api/tags/link%20rot?limit=0'",),
        "/api/reindex": (
            f"curl -si -X POST {_BEARER} '{{}}/api/reindex' | grep -iE '^(HTTP|location)|task'",
            "curl -X POST '{}/api/reindex'",
        ),
        "/api/tasks": ("curl '{}/api/tasks?from=1'",),
        "/api/tasks/{uid}": ("curl '{}/api/tasks/1'",),
        "/api/status": ("curl '{}/api/status'",),
        "/health": ("curl '{}/health'",),
        "/ready": ("curl '{}/ready'",),
        "/search": ("curl -s '{}/search?q=redirects' | grep '<h1'",),
        "/search/feed.xml": ("curl '{}/search/feed.xml?q=redirects&hitsPerPage=1'",),
        "/search/feed.json": ("curl '{}/search/feed.json?tag=feeds&hitsPerPage=1'",),
        "/posts/{id}": ("curl -s '{}/posts/2021_alt-text' | grep '<h1'",),
        "/posts/{id}/related": ("curl '{}/posts/2020_link-rot/related?limit=2'",),
        "/tags": ("curl -s '{}/tags' | grep '<h1'",),
        "/tags/{tag}": ("curl -s '{}/tags/feeds' | grep '<h1'",),
        "/": ("curl -s '{}/' | grep '<h1'",),
        "/playground": ("curl -s '{}/playground?q=redirects' | grep '<title'",),
        "/opensearch.xml": ("curl -s '{}/opensearch.xml' | grep '<Url'",),
        "/opensearch/suggest": ("curl '{}/opensearch/suggest?q=perma'",),
        "/blog-search.js": ("curl -sI '{}/blog-search.js' | grep -iE '^(HTTP|content-type|cache-control)'",),
        "/blog-search.css": ("curl -sI '{}/blog-search.css' | grep -iE '^(HTTP|content-type|cache-control)'",),
        "/blog-search-{fingerprint}.js": ("curl -sI '{}/blog-search-0123456789.js' | grep -i cache",),
        "/blog-search-{fingerprint}.css": ("curl -sI '{}/blog-search-0123456789.css' | grep -i cache",),
        "/blog-search.json": ("curl '{}/blog-search.json'",),
        "/blog-search/{lang}.json": ("curl -s '{}/blog-search/nl.json' | grep label",),
        "/theme.css": ("curl -sI '{}/theme.css' | grep -iE '^(HTTP|content-type|cache-control)'",),
        "/openapi.json": ("curl -s '{}/openapi.json' | cut -c 1-120",),
        "/docs": ("curl -s '{}/docs' | grep -m 1 '<title'",),
    }
)

ERRORS = ("curl '{}/api/search?q=rss&pag=2'", "curl '{}/api/search?from=2024-02-30'")
CACHING = (
    "curl -si '{}/api/tags?limit=0' | grep -iE '^(HTTP|etag|cache-control|vary)'",
    "curl -s -o answer --etag-save tag '{}/api/tags' && curl -s --etag-compare tag -w '%{http_code}' '{}/api/tags'",
)

_SHORT_LIST = re.compile(r'\[\s+"[^"\n]*"(?:,\s+"[^"\n]*")*\s+\]')
_SAME_EACH_TIME = (
    (re.compile(r'("processingTimeMs": )\d+'), r"\g<1>1"),
    (re.compile(r"\b\d+-[0-9a-f]{12}\b"), "1-0f1e2d3c4b5a"),
    (re.compile(r'("(?:synced|enqueued|started|finished)At": ?)"[^"]+"'), r'\g<1>"2026-06-01T06:00:00Z"'),
    (re.compile(r'("lastSync": )"[^"]+"'), r'\g<1>"2026-06-01T06:00:00Z"'),
    (re.compile(r'("ageSeconds": )\d+'), r"\g<1>5"),
    (re.compile(r'("duration": )"PT[\d.]+S"'), r'\g<1>"PT0.5S"'),
    (re.compile(r'("total": )\d+(,\s+"limit": 20,\s+"from": 1,)'), r"\g<1>3\g<2>"),
    (re.compile(r'("lastTask": \{\s+"taskUid": )\d+(,\s+"status": )"\w+"'), r'\g<1>3\g<2>"succeeded"'),
    (re.compile(r'("syncing": )\w+'), r"\g<1>false"),
    (re.compile(r'("time":)"[^"]+"'), r'\g<1>"2026-06-01T06:00:00Z"'),
    (re.compile(r"(?<=blog-search-)[0-9a-f]{10}"), "0f1e2d3c4b"),
    (re.compile(r"sha384-[\w+/]{64}"), f"sha384-{'0f1e2d3c' * 8}"),
    (re.compile(r'("bytes": )\d+'), r"\g<1>2000"),
    (re.compile(r'W/"[0-9a-f]+"'), 'W/"0f1e2d3c4b5a69788796a5b4"'),
)


@dataclass(frozen=True, slots=True)
class Running:
    """A running service: its *port*, and a *folder* where commands may leave files."""

    port: int
    folder: Path


def page(service: Running) -> str:
    """The whole page, from a running service."""
    parts = [INTRODUCTION, reference.routes(), *(_section(operation, service) for operation in OPERATIONS)]
    parts.append("## Errors\n")
    parts.append("Every error is told in this form; [the codes](problems.md#problems-over-http) are few.\n")
    parts.extend(transcript(command, service) for command in ERRORS)
    parts.append("## Caching\n")
    parts.append("An answer carries an `ETag` that changes with the index; ask with it, and nothing is sent twice.\n")
    parts.extend(transcript(command, service) for command in CACHING)
    return "\n".join(parts)


def _section(operation: Operation, service: Running) -> str:
    parts = [f"## {operation.method} {operation.path}\n", f"{operation.summary}\n"]
    if operation.in_path:
        parts.append(f"`{{{operation.in_path[0]}}}`: {operation.in_path[1]}\n")
    if operation.parameters:
        rows = ((f"`{parameter.name}`", parameter.about) for parameter in operation.parameters)
        parts.append(table(("parameter", "what it does"), rows))
    parts.extend(transcript(command, service) for command in EXAMPLES[operation.path])
    return "\n".join(parts)


def transcript(command: str, service: Running) -> str:
    """A *command* (``{}`` stands for the address) and what it prints."""
    address = f"http://127.0.0.1:{service.port}"
    shell = ["/bin/sh", "-c", command.replace("{}", address)]
    environment = {**os.environ, "BACKMATTER_KEY": KEY}
    done = subprocess.run(shell, capture_output=True, check=True, cwd=service.folder, env=environment, text=True)
    output = _readable(done.stdout).replace(address, ADDRESS)
    for varying, same in _SAME_EACH_TIME:
        output = varying.sub(same, output)
    return f"```console\n$ {command.replace('{}', ADDRESS)}\n{output}\n```\n"


def _readable(output: str) -> str:
    try:
        return _SHORT_LIST.sub(_on_one_line, json.dumps(_cut(json.loads(output)), indent=2, ensure_ascii=False))
    except json.JSONDecodeError:
        return "\n".join(line.strip() for line in output.splitlines() if line.strip())


def _on_one_line(found: re.Match[str]) -> str:
    return re.sub(r"(?<!,)\s*\n\s*", "", re.sub(r",\s*\n\s*", ", ", found[0]))


def _cut(value: Any) -> Any:  # noqa: ANN401  (JSON is what it is)
    match value:
        case str():
            return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
        case float():
            return round(value, 2)
        case list():
            return [_cut(inner) for inner in value]
        case dict():
            return {key: _cut(inner) for key, inner in value.items()}
    return value


@contextmanager
def running(posts: Path = ROOT / "data" / "posts") -> Iterator[Running]:
    """Run the service on *posts* with an index of its own, until the block is left."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        program = Path(sys.executable).parent / "backmatter"
        command = [str(program), "serve", str(posts), "--index", "index", "--port", str(port)]
        environment = {**os.environ, "BACKMATTER_CLICKS": "clicks.jsonl", "BACKMATTER_KEY": KEY}
        with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL) as process:
            try:
                _wait_for(port, process)
                yield Running(port, Path(folder))
            finally:
                process.terminate()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while not _is_ready(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"The service did not become ready (exit code {process.poll()}).")
        time.sleep(0.1)


def _is_ready(port: int) -> bool:
    """Whether it answers, and knows when the next post becomes due: its first syncs have ended then."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/health") as answer:
            return json.load(answer)["nextSync"] is not None
    except OSError:
        return False


if __name__ == "__main__":
    with running() as started:
        PAGE.write_text(page(started), "utf-8")
