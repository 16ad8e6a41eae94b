"""A pair for the tags in a header that has none yet."""

import re
from collections.abc import Callable, Iterator, Mapping

from indexer.tagging.front_matter import entries, metas
from indexer.tagging.front_matter.addition import Addition
from indexer.tagging.front_matter.edit import Edits, insertion

ZOLA = "zola"
"""The generator that looks for tags in a table of taxonomies and nowhere else."""

_YAML_TAXONOMIES = re.compile(r"^taxonomies:[ \t]*\n(?P<margin>[ \t]+)(?=\S)", re.MULTILINE)
_TOML_TAXONOMIES = re.compile(r"^[ \t]*\[taxonomies\][^\n]*", re.MULTILINE)
_TOML_TABLE = re.compile(r"^[ \t]*\[+[\w.\"' -]+\]+[ \t]*(?:#.*)?$", re.MULTILINE)
_JSON_PAIR = re.compile(r"^(?P<margin>[ \t]*)\"[^\n]*?(?P<comma>,)?[ \t]*$", re.MULTILINE)
_NIKOLA_PAIR = re.compile(r"^(?P<margin>[ \t]*)\.\. [\w-]+:[^\n]*", re.MULTILINE)
_PREFIX = re.compile(r"^:((?:page|jbake|hugo)-)", re.MULTILINE)
_ORG_TAG = re.compile(r"[^:\s]+")


def value(source: str, margin: str, addition: Addition) -> str:
    """The tags as what follows their key: a list as the header's other lists are written, or a text.

    It begins with a blank, or with a line end where each tag has a line of its own; *margin* is the key's.
    """
    style = entries.style_of(source) if addition.dialect == "yaml" else None
    if style:
        return "".join(f"\n{margin}{style}{tag}" for tag in addition.from_nothing().spelled(()))
    if addition.has_lists:
        return f" {addition.as_list()}"
    if addition.dialect == "org" and all(map(_ORG_TAG.fullmatch, addition.tags)):
        return f" :{':'.join(addition.tags)}:"
    return f" ({', '.join(addition.tags)})" if addition.dialect == "lctt" else f" {', '.join(addition.tags)}"


def added(source: str, generator: str, addition: Addition) -> Iterator[Edits]:
    """The header *source* with a new pair, in each place that may be right for the *generator*."""
    yield from _NEW.get(addition.dialect, _line)(source, generator, addition)


def _yaml(source: str, generator: str, addition: Addition) -> Iterator[Edits]:
    tags = addition.as_list()
    if taxonomies := _YAML_TAXONOMIES.search(source):
        yield insertion(taxonomies.end(), f"tags: {tags}\n{taxonomies['margin']}")
    elif generator == ZOLA:
        yield _at_end(source, f"taxonomies:\n  tags: {tags}")
    margin = source[: len(source) - len(source.lstrip(" "))]
    pair = f"{margin}tags:{value(source, margin, addition)}"
    yield _at_end(source, pair)
    yield insertion(len(source), pair + "\n")  # below a text that keeps the empty lines at its end


def _toml(source: str, generator: str, addition: Addition) -> Iterator[Edits]:
    pair = f"tags = {addition.as_list()}"
    table = _TOML_TABLE.search(source)
    if taxonomies := _TOML_TAXONOMIES.search(source):
        yield insertion(taxonomies.end(), f"\n{pair}")
    elif generator == ZOLA:
        yield _at_end(source, f"[taxonomies]\n{pair}")
    yield _at_end(source[: table.start()] if table else source, pair)


def _json(source: str, _generator: str, addition: Addition) -> Iterator[Edits]:
    pair = f'"tags": {addition.as_list()}'
    first = _JSON_PAIR.search(source)
    between = f"\n{first['margin']}" if first else " "
    if first and first["comma"]:  # so that no other line needs a comma
        yield insertion(first.end(), f"{between}{pair},")
    opened = source.lstrip().startswith("{")
    others = source.rstrip(" \t\n;")
    others = (others.removesuffix("}") if opened else others).rstrip().removesuffix(",")
    yield insertion(len(others), f",{between}{pair}")


def _mdx(source: str, _generator: str, addition: Addition) -> Iterator[Edits]:
    if opened := re.search(r"\{[ \t]*(?P<margin>\n[ \t]*)", source):
        yield insertion(opened.start("margin"), f"{opened['margin']}tags: {addition.as_list()},")


def _nikola(source: str, _generator: str, addition: Addition) -> Iterator[Edits]:
    *_, last = _NIKOLA_PAIR.finditer(source)
    yield insertion(last.end(), f"\n{last['margin']}.. tags:{value(source, '', addition)}")


def _line(source: str, _generator: str, addition: Addition) -> Iterator[Edits]:
    """A pair on a line of its own, in small letters where the other keys are."""
    written = value(source, "", addition)
    dialect = "keywords" if addition.dialect == "org" and not written.startswith(" :") else addition.dialect
    prefix = _PREFIX.search(source) if dialect == "asciidoc" else None
    key = f":{prefix[1]}tags:" if prefix else _KEYS[dialect]
    is_small = source.partition(":")[0].islower()
    yield _at_end(source, (key.lower() if is_small else key) + written)


def _at_end(source: str, line: str) -> Edits:
    """*line* below the last line of *source* that says something."""
    said = len(source.rstrip())
    if not said:
        return insertion(0, line + "\n")
    end = source.find("\n", said)
    return insertion(len(source) if end < 0 else end, "\n" + line)


_KEYS = {
    "asciidoc": ":keywords:",
    "franklin": "@def tags =",
    "keywords": "#+KEYWORDS:",
    "lctt": "[#]: tags:",
    "org": "#+FILETAGS:",
    "pelican": "Tags:",
    "rst": ":tags:",
}
_NEW: Mapping[str, Callable[[str, str, Addition], Iterator[Edits]]] = {
    "yaml": _yaml,
    "toml": _toml,
    "json": _json,
    "mdx": _mdx,
    "nikola": _nikola,
    "html": metas.added,
}
