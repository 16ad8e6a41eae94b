"""Parts of a post that show their lines as they stand: fenced code, ``<pre>``, highlighting tags."""

import re

_CODE_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`]*\Z)|~{3,})")
# How such a part opens, and what closes it.
_BLOCKS = (
    (re.compile(r"[^<]*<pre\b(?!.*</pre)", re.IGNORECASE), re.compile(r"</pre", re.IGNORECASE)),
    (re.compile(r"\s*\{%-? *(?:highlight|codeblock|raw)\b"), re.compile(r"\{%-? *end(?:highlight|codeblock|raw)")),
    (re.compile(r"\s*\{\{[<%] *highlight\b"), re.compile(r"\{\{[<%] */ *highlight")),
    (re.compile(r"\s*#\+begin_(?:src|example)", re.IGNORECASE), re.compile(r"\s*#\+end_", re.IGNORECASE)),
)


class Verbatim:
    """Follows a post line by line and knows whether the next line stands in such a part."""

    def __init__(self) -> None:
        self._closing: re.Pattern[str] | None = None

    def __bool__(self) -> bool:
        return self._closing is not None

    def follow(self, line: str) -> None:
        """Go on to the line after *line*."""
        if self._closing is None:
            self._closing = _closing(line)
        elif self._closing.search(line):
            self._closing = None


def _closing(line: str) -> re.Pattern[str] | None:
    """What closes the part that *line* opens, if it opens one."""
    if found := _CODE_FENCE.match(line):
        fence = found["fence"]
        return re.compile(rf"^[ \t>]*{re.escape(fence[0])}{{{len(fence)},}}[ \t]*\Z")
    return next((closes for opens, closes in _BLOCKS if opens.match(line)), None)
