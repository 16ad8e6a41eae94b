"""Header values as plain text, whatever type the header's dialect gave them."""

import html
import re
from collections.abc import Mapping
from datetime import date, time

from indexer.posts.invisible import visible

_ENTITY = re.compile(r"&(?:[a-zA-Z]\w{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_NAMING_KEYS = ("name", "label", "title", "id", "slug")
_MOST = 1_000


def text_of(value: object) -> str:
    """*value* on one line as its author typed it, without what nobody sees; "" for None, lists and dicts.

    Escapes in a header's strings bring control characters and halves of surrogate pairs, which no reader should get.
    """
    match value:
        case str():
            return " ".join(visible(without_entities(value)).split())
        case None | list() | dict():
            return ""
        case bool():
            return str(value).lower()
        case date() | time():
            return value.isoformat()
    return " ".join(visible(without_entities(str(value))).split())


def without_entities(text: str) -> str:
    """*text* with HTML entities such as ``&amp;`` resolved; an ``&`` that begins none stays."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text


def texts_of(value: object) -> list[str]:
    """The texts in *value*: of lists in lists every entry, of dicts the name, or the keys if they have none.

    It looks at no more than 1,000 values, so that aliases which multiply cannot exhaust anything.
    """
    texts: list[str] = []
    pending = [value]
    for _ in range(_MOST):
        if not pending:
            break
        match current := pending.pop():
            case list():
                pending.extend(reversed(current[:_MOST]))
            case dict():
                texts.extend(_names(current, alone=current is value))
            case _:
                texts.append(text_of(current))
    return [text for text in texts if text]


def _names(mapping: Mapping[str, object], *, alone: bool) -> list[str]:
    folded = {str(key).casefold(): value for key, value in mapping.items()}
    named = next((name for key in _NAMING_KEYS if (name := text_of(folded.get(key)))), "")
    if named:
        return [named]
    if not alone and len(mapping) == 1:  # an entry "- Rust: the language" was meant as a text
        key, value = next(iter(mapping.items()))
        return [f"{key}: {text_of(value)}" if text_of(value) else text_of(key)]
    return [text_of(key) for key in list(mapping)[:_MOST]]
