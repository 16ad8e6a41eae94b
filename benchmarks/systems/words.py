"""Small things that several systems need: words of a text, stop words, and a snippet cutter for those without one."""

import html
import re

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_WIDTH = 180


def words(text: str) -> list[str]:
    """The words of *text* in lower case."""
    return _WORD.findall(text.lower())


STOP_WORDS = frozenset(
    words(
        "a about after again all also am an and any are as at be because been before being between both but "
        "by can could did do does doing down during each few for from further had has have having he her here "
        "him his how i if in into is it its just me more most my no nor not now of off on once only or other "
        "our out over own same she should so some such than that the their them then there these they this "
        "those through to too under until up very was we were what when where which while who whom why will "
        "with would you your"
    )
)


def content_words(text: str) -> list[str]:
    """The words of *text* that are no stop words, or all if none is left."""
    found = words(text)
    return [word for word in found if word not in STOP_WORDS] or found


def cut_snippet(body: str, beginnings: list[str]) -> str:
    """HTML of the first place in *body* that holds a word with one of *beginnings*, such words marked."""
    if not beginnings:
        return html.escape(body[:_WIDTH])
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, beginnings))})\w*", re.IGNORECASE)
    first = pattern.search(body)
    start = max(0, first.start() - _WIDTH // 3) if first else 0
    passage = body[start : start + _WIDTH]
    pieces, end = [], 0
    for match in pattern.finditer(passage):
        pieces += [html.escape(passage[end : match.start()]), f"<mark>{html.escape(match[0])}</mark>"]
        end = match.end()
    return "".join([*pieces, html.escape(passage[end:])])
