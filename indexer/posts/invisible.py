"""Characters that nobody sees: taken out where they would only keep words from being found."""

import re

_ZERO_WIDTH_SPACE_SCRIPTS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff"
INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
"""They and their ranges, as a regular expression's set has them."""

_NOISE = re.compile(
    # Found by the first set, which is quick, and judged by what stands before: bidirectional marks, word joiners,
    # soft hyphens and byte order marks are always noise.
    f"[{INVISIBLE}](?:(?<=[^\u200b-\u200d])"
    # A zero-width space separates words where the script (Thai, Lao, Khmer, Myanmar) writes no others.
    f"|(?<=\u200b)(?<![{_ZERO_WIDTH_SPACE_SCRIPTS}].)"
    # Joiners shape Arabic, Indic and emoji sequences; after Latin, Greek or Cyrillic letters they do nothing.
    "|(?<=[\u200c\u200d])(?:(?<=[\\x00-\u058f].)|(?<=^.)))"
)


def without_invisible(text: str) -> str:
    """*text* without zero-width and bidirectional marks, but for those that its script needs."""
    return text if text.isascii() else _NOISE.sub("", text)
