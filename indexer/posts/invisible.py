"""Characters that nobody sees: taken out where they would only keep words from being found, or harm who reads them."""

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
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f]")
_LINE_ENDS = re.compile(r"[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile(
    r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u180e\u2061-\u2065\u206a-\u206f\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_PRINTABLE_ASCII = bytes((0x0A, *range(0x20, 0x7F)))


def without_invisible(text: str) -> str:
    """*text* without zero-width and bidirectional marks, but for those that its script needs."""
    return text if text.isascii() else _NOISE.sub("", text)


def is_visible(text: str) -> bool:
    """Whether *text* holds nothing that `visible` takes out, as almost always."""
    foreign = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE_ASCII)  # little is left to look through
    return not foreign or foreign.decode("utf-8", "surrogatepass").isprintable()


def visible(text: str) -> str:
    """*text* without control characters (line feeds stay) and without marks that nobody sees.

    The bytes of a post are freed of them when they are decoded; entities such as ``&shy;``, escapes in the strings
    of a header and names of files bring them back. What is left may stand in HTML, XML, JSON and on a terminal.
    """
    if is_visible(text):
        return text
    spaced = _LINE_ENDS.sub("\n", _SPACES.sub(" ", text))
    return without_invisible(_CONTROLS.sub("", spaced)).strip("\n")
