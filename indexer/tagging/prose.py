"""Prose: what of a text was written to be read, without addresses, dates, bylines of pasted threads, and code."""

import re

_LEAST_SIGNS = 3
_LETTERS_A_SIGN = 10
_SIGNS = re.compile(r"[{}()\[\]<>=;|\\$&*_`/+#%^~]|\w\.\w")
_NOISE = (
    re.compile(r"(?<!\S)\S*(?:://|@\w|\bwww\.)\S*"),
    re.compile(  # bylines
        r"""^On\b[^\n]{4,120}\bwrote\b[^\n]*
        | ^[^\n:]{1,60}\b(?:wrote|writes|said|says|replied|commented)[ ]*:
        | ^[^\w\n]*(?:originally[ ])?
          (?:posted|written|published|submitted|reported|edited|translated|photo|image)[ ]by\b[^\n]{0,80}
        | ^[^\w\n]*(?:from|to|cc|date|sent|reply-to|in-reply-to|author|posted)[ ]*:[^\n]*""",
        re.VERBOSE | re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(  # dates
        r"""\d{4}[-/]\d\d?[-/]\d\d? | \d\d?[-/.]\d\d?[-/.]\d{2,4}
        | \d\d?(?:st|nd|rd|th|\.)?\s+(?:de\s+)?[^\W\d_]{3,10}\.?,?\s+(?:de\s+)?\d{4}""",
        re.VERBOSE,
    ),
)
_BREAK = "\n\n"


def prose(text: str) -> str:
    """*text* with an empty line for whatever is no prose, so that nothing is joined over it."""
    for noise in _NOISE:
        text = noise.sub(_BREAK, text)
    return "\n".join(["" if _is_code(line) else line for line in text.split("\n")])


def _is_code(line: str) -> bool:
    """Whether *line* has so many signs that nobody would read it aloud."""
    signs = len(_SIGNS.findall(line))
    return signs >= _LEAST_SIGNS and signs * _LETTERS_A_SIGN > len(line)
