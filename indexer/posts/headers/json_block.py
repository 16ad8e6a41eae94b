"""Headers in JSON: an object that opens the file, or Hexo's pairs above a ``;;;``."""

import json
import re

from indexer.posts.headers.fences import Block, interpret
from indexer.posts.headers.header import KNOWN_KEYS, Header
from indexer.posts.headers.loaded import Loaded
from indexer.posts.headers.loading import load

_OPENS = re.compile(r"\{\s*[\"'\w}]")
_CLOSES = re.compile(r"^\}[ \t]*;*[ \t]*(?:\n|\Z)", re.MULTILINE)
_HEXO = re.compile(r"\"(?:[^\n]+\n)+?;{3,}[ \t]*(?:\n|\Z)")
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str)


def read(text: str, path: str) -> Header | None:
    """The JSON header that opens *text*, or None."""
    if _OPENS.match(text):
        return _object(text, path)
    if text.startswith('"') and (pairs := _HEXO.match(text)):
        block = _block(text, path, pairs.end())
        return interpret(block, load("json", block.source.rstrip().rstrip(";")))
    return None


def _object(text: str, path: str) -> Header | None:
    try:
        value, end = _DECODER.raw_decode(text)
    except (json.JSONDecodeError, RecursionError):
        return _with_mistake(text, path)
    rest_of_line, _, _ = text[end:].partition("\n")
    if rest_of_line.strip(" \t;") or not {key.casefold() for key in value} & KNOWN_KEYS:
        return None
    return interpret(_block(text, path, end + len(rest_of_line)), Loaded(value))


def _with_mistake(text: str, path: str) -> Header | None:
    closes = _CLOSES.search(text)
    if not closes:
        return None
    block = _block(text, path, closes.end())
    return interpret(block, load("json", block.source))


def _block(text: str, path: str, end: int) -> Block:
    source = text[:end]
    body = text[end:].removeprefix("\n")
    return Block(path, "json", source, body, text.count("\n", 0, len(text) - len(body)) + 1, line=1)
