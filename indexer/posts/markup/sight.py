"""What a reader sees of a shortcode, a tag, a container: each function takes the thing and gives its visible words."""

import re

from indexer.posts.markup.html import BREAKING

_FENCE = "`" * 9
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:caption|alt|title|text|quote|summary|attr)\s*[=:]\s*\{?(?:"([^"]*)"|'([^']*)')""", re.ASCII
)
_ENDS_OF_LISTING = re.compile(r"\A\{\{?[^{}]*\}\}?[ \t]*\n?|\n?[ \t]*\{\{?[^{}]*\}\}?\Z")
_CONTAINER = re.compile(r"[ \t>]*:{3,}[ \t]*\{?[\w.-]*\}?[ \t]*(?:\[([^\]]*)\]|\{[^}]*\}|([^\n]*))", re.ASCII)
_STRING = re.compile(r"""\{\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*\}""")
_NAME = re.compile(r"\s*</?([\w.]*)", re.ASCII)


def nothing(_thing: str) -> str:
    """Nothing of it."""
    return ""


def attributes(tag: str) -> str:
    """The words that a tag shows: captions, titles, alternative texts; apart from the words around it."""
    shown = (double or single for double, single in _ATTRIBUTE.findall(tag))
    words = " ".join(dict.fromkeys(words for words in shown if words.strip()))
    return f" {words} " if words else ""


def taught(shortcode: str) -> str:
    """Hugo's ``{{</* ref */>}}`` as it teaches it: ``{{< ref >}}``, as code."""
    return f"`{shortcode.replace('/*', '', 1).replace('*/', '', 1)}`"


def listing(tagged: str) -> str:
    """The code between two tags, fenced."""
    return f"\n{_FENCE}\n{_ENDS_OF_LISTING.sub('', tagged)}\n{_FENCE}\n"


def heading(line: str) -> str:
    """A heading with kramdown's ``{: #id }`` turned into ``{#id}``; other attributes vanish."""
    text, _, given = line.rpartition("{:")
    anchor = re.search(r"#([\w:.-]+)", given, re.ASCII)
    return text.rstrip() + (f" {{#{anchor[1]}}}" if anchor else "")


def bracket(end_of_link: str) -> str:
    """The bracket that attributes follow, as in ``![](a.png){width=50%}``."""
    return end_of_link[0]


def container(line: str) -> str:
    """The title of ``:::note Title`` or ``:::note[Title]``."""
    parts = _CONTAINER.match(line)
    title = (parts[1] or parts[2] or "").strip() if parts else ""
    return f"\n{title}\n" if title else ""


def tag(jsx: str) -> str:
    """The words in a JSX tag's attributes; on lines of their own if the tag is, or if it ends a line in HTML."""
    name = _NAME.match(jsx)
    if name and name[1] == "br":
        return "\n"
    breaks = jsx[0] in " \t\n" or (name and name[1].lower() in BREAKING) or "\n" in jsx
    return f"\n{attributes(jsx)}\n" if breaks else attributes(jsx)


def expression(braces: str) -> str:
    """A string in braces; other expressions are not seen."""
    string = _STRING.fullmatch(braces)
    return next((part for part in string.groups() if part), "") if string else ""
