"""Rendered templates as XML."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say (https://www.w3.org/TR/xml/#charsets): most control characters, halves of pairs."""

_REFERENCES = {"&amp;": "&#x26;", "&lt;": "&#x3C;", "&gt;": "&#x3E;"}
_ENTITY = re.compile("|".join(_REFERENCES))


def document(rendered: str) -> bytes:
    """*rendered*, a template whose texts are escaped, in UTF-8 and without characters that XML forbids.

    Entities become the hexadecimal references that most readers of feeds take for what they are, as section "Character
    Data" of the RSS Best Practices Profile recommends (https://www.rssboard.org/rss-profile).
    """
    text = _ENTITY.sub(lambda entity: _REFERENCES[entity[0]], rendered)
    return _FORBIDDEN.sub("", text).encode() + b"\n"
