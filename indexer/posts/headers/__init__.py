"""A post's header in any dialect: YAML, TOML, JSON, Pelican, Nikola, reStructuredText, Org, AsciiDoc, MDX, HTML."""

from collections.abc import Callable
from dataclasses import replace

from indexer.posts.headers import fences, html_head, json_block, runs, titled
from indexer.posts.headers.header import Header

__all__ = ["Header", "split"]

# Asked in this order; the first that recognises its dialect at the top of the file reads it.
_DIALECTS: tuple[Callable[[str, str], Header | None], ...] = (
    fences.read,
    json_block.read,
    runs.NIKOLA.read,
    runs.LCTT.read,
    runs.FRANKLIN.read,
    runs.MDX.read,
    runs.ORG.read,
    titled.read_rst,
    titled.read_asciidoc,
    html_head.read,
    runs.PELICAN.read,
)


def split(text: str, path: str) -> Header:
    r"""The header at the top of *text* (its lines end in ``\n``) and the body below.

    Mistakes become problems, and what can be read of the header is read all the same.
    """
    top = text[: len(text) - len(text.lstrip())]
    skipped = top.count("\n")
    start = top.rfind("\n") + 1
    for dialect in _DIALECTS:
        if header := dialect(text[start:], path):
            return _moved(header, skipped) if skipped else header
    return Header({}, text)


def _moved(header: Header, lines: int) -> Header:
    """*header* of a text that begins so many *lines* further down in its file."""
    problems = tuple(replace(problem, line=problem.line + lines) for problem in header.problems)
    return replace(
        header,
        body_line=header.body_line + lines,
        source_line=header.source_line + lines,
        problems=problems,
    )
