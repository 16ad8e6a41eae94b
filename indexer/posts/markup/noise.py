"""What generators add to Markdown and readers never see: shortcodes, Liquid, JSX, attribute lists, containers.

One pass over the source replaces each such thing by what a reader sees of it. Code is masked first, since posts
teach these very things in code. No pattern looks further than the next thing of its own kind, which keeps
hostile input linear.
"""

import re
from collections.abc import Callable

from indexer.posts.markup.code import code_masked
from indexer.posts.markup.html import BREAKING

_Replacement = Callable[[re.Match[str], str], str]
"""Takes the match in the masked source and the same text unmasked."""


def without_noise(source: str, *, jsx: bool, expressions: bool) -> str:
    """The Markdown *source* without its generator's additions.

    Args:
        source: A post without its header.
        jsx: Whether tags are JSX, as in MDX, and modules may be imported.
        expressions: Whether ``{…}`` is JavaScript, as in MDX.
    """
    if not jsx and not any(sign in source for sign in _SIGNS):
        return source
    prepared = _RAW.sub(_protected, source) if "raw" in source or "verbatim" in source else source
    masked = code_masked(prepared, indented=not jsx)
    # The parser counts bytes, so both sides are read as one character a byte
    raw = prepared.encode().decode("latin-1")
    pieces, at = list[str](), 0
    for match in _PATTERNS[jsx + (jsx and expressions)].finditer(masked):
        pieces += raw[at : match.start()], _replaced(match, raw[match.start() : match.end()])
        at = match.end()
    return "".join((*pieces, raw[at:])).encode("latin-1").decode()


_RAW = re.compile(
    r"\{%-?\s*(raw|verbatim)\s*-?%\}([^{]*+(?:\{(?!%-?\s*(?:end)?(?:raw|verbatim)\b)[^{]*+)*+)"
    r"\{%-?\s*end(?:raw|verbatim)\s*-?%\}"
)


def _protected(match: re.Match[str]) -> str:
    """What ``{% raw %}`` encloses, with word joiners (which no text keeps) to make its braces no tags."""
    return match[2].replace("{{", "{\u2060{").replace("{%", "{\u2060%")


def _replaced(match: re.Match[str], text: str) -> str:
    _, replacement = _NOISE[match.lastgroup or ""]
    return replacement(match, text)


# What a reader sees of it


def _nothing(_match: re.Match[str], _text: str) -> str:
    return ""


_WORDS_IN_ATTRIBUTES = re.compile(
    r"""(?<![\w-])(?:caption|alt|title|text|quote|summary|attr)\s*[=:]\s*\{?(?:"([^"]*)"|'([^']*)')""", re.ASCII
)


def _attributes(_match: re.Match[str], text: str) -> str:
    """The words that a tag shows: captions, titles, alternative texts."""
    shown = (double or single for double, single in _WORDS_IN_ATTRIBUTES.findall(text))
    return " ".join(dict.fromkeys(words for words in shown if words.strip()))


def _taught(_match: re.Match[str], text: str) -> str:
    """``{{</* ref */>}}`` is how Hugo's readers are shown a shortcode."""
    return f"`{text.replace('/*', '', 1).replace('*/', '', 1)}`"


_TAG_OF_LISTING = re.compile(r"^\{[^}]*\}+[ \t]*\n?|\n?[ \t]*\{[^{}]*\}+$|\{\{[^{}]*\}\}$")


def _listing(_match: re.Match[str], text: str) -> str:
    """The code between two tags, fenced."""
    return f"\n{_FENCE}\n{_TAG_OF_LISTING.sub('', text)}\n{_FENCE}\n"


_FENCE = "`" * 9


def _heading_id(match: re.Match[str], text: str) -> str:
    """Kramdown's ``{: #id }`` in the way that CommonMark parsers know; other attributes vanish."""
    heading, _, attributes = text.rpartition("{:")
    anchor = re.search(r"#([\w:.-]+)", attributes, re.ASCII)
    return heading.rstrip() + (f" {{#{anchor[1]}}}" if anchor else "")


_CONTAINER = re.compile(r"[ \t>]*:{3,}[ \t]*\{?[\w.-]*\}?[ \t]*(?:\[([^\]]*)\]|\{[^}]*\}|([^\n]*))")


def _container(_match: re.Match[str], text: str) -> str:
    """The title of ``:::note Title``."""
    parts = _CONTAINER.match(text)
    title = (parts[1] or parts[2] or "").strip() if parts else ""
    return f"\n{title}\n" if title else ""


def _jsx(match: re.Match[str], text: str) -> str:
    name = re.match(r"</?([\w.]*)", text, re.ASCII)
    if name and name[1] == "br":
        return "\n"
    before = match.string[max(0, match.start() - 80) : match.start()].rpartition("\n")[2]
    breaks = not before.strip() or (name and name[1].lower() in BREAKING)
    return f"\n{_attributes(match, text)}\n" if breaks else _attributes(match, text)


def _expression(_match: re.Match[str], text: str) -> str:
    """A string in braces is shown, all else is not."""
    string = re.fullmatch(r"""\{\s*(?:"([^"]*)"|'([^']*)'|`([^`$]*)`)\s*\}""", text)
    return next((part for part in string.groups() if part), "") if string else ""


_BRACED = r"\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*+\})*+\})*+\})*+\}"
_NOISE: dict[str, tuple[str, _Replacement]] = {
    "script": (r"(?i:<(?:script|style)\b[^<]*+(?:<(?!/?(?:script|style)\b)[^<]*+)*+</(?:script|style)\s*>)", _nothing),
    "remark": (r"\{%-?\s*comment\b[^{]*+(?:\{(?!%-?\s*(?:end)?comment\b)[^{]*+)*+\{%-?\s*endcomment\s*-?%\}", _nothing),
    "liquid_listing": (
        r"\{%-?\s*(?P<lister>highlight|codeblock|prism)\b[^%\n]*%\}[^{]*+(?:\{(?!%-?\s*(?:end)?(?P=lister)\b)[^{]*+)*+"
        r"\{%-?\s*end(?P=lister)\s*-?%\}",
        _listing,
    ),
    "hugo_listing": (
        r"\{\{[<%]\s*highlight\b[^{}\n]*[>%]\}\}[^{]*+(?:\{(?!\{[<%]\s*/?\s*highlight\b)[^{]*+)*+"
        r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
        _listing,
    ),
    "taught": (r"\{\{[<%]/\*(?:[^{}*]|\*(?!/))*+\*/[>%]\}\}", _taught),
    "output": (
        r"(?:\{\{(?=[\s<%-])|(?<![\w^_}\\$])\{\{(?=[\w\"'./>#]))(?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}",
        _attributes,
    ),
    "liquid": (r"\{%-?\s*(?=[\w/])(?:[^%{]|%(?!\})|\{(?!%))*+%\}", _attributes),
    "template_remark": (r"\{#(?=[\s-])(?:[^#{]|#(?!\})|\{(?!#))*+#\}", _nothing),
    "contents_list": (r"^[ \t]*(?:[*+-]|\d+\.)[ \t][^\n]*\n[ \t]*\{:[^{}\n]*toc[^{}\n]*\}", _nothing),
    "heading_id": (r"^#{1,6}[ \t][^\n{]*+(?:\{(?!:)[^\n{]*+)*+\n?\{:[^{}\n]*+\}[ \t]*$", _heading_id),
    "attributes": (r"\{:[^{}\n]*+\}|^[ \t]*\{[.#][^{}\n]*+\}[ \t]*$|(?<=[)\]])\{[^{}\n]*[=.#][^{}\n]*+\}", _nothing),
    "contents": (r"(?i:^[ \t]*(?:\[{1,2}_?toc_?\]{1,2}|\$\{toc\}|\\toc(?:skip)?)[ \t]*$)", _nothing),
    "container": (r"^[ \t>]*:{3,}[^\n]*$", _container),
    "franklin": (r"^@@[\w,-]*[ \t]*|@@[ \t]*$", _nothing),
    "markdown_tag": (r"<[a-z]+\b[^<>]*\bmarkdown=[^<>]*>", _nothing),
    "module": (
        r"(?:\A|(?<=\n\n))(?:import\s+[\w*{\"'][^\n]*|export\s+(?:const|default|let|async|function|\{|\*)[^\n]*)"
        r"(?:\n[^\n]+|\n(?=\n+[ \t}\])]))*+",
        _nothing,
    ),
    "jsx": (rf"<(?:/?[A-Za-z][\w.:-]*+(?:[^<>\"'{{}}]|\"[^\"]*\"|'[^']*'|{_BRACED})*+|/?)>", _jsx),
    "indent": (r"^[ \t]{4,}+(?=[^\s*+>|\d-])", _nothing),
    "expression": (rf"(?<!\\)(?!\{{[#:]){_BRACED}", _expression),
}
_MDX_ONLY = {"module": 1, "jsx": 1, "indent": 2, "expression": 2}
_PATTERNS = tuple(
    re.compile(
        "|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _NOISE.items() if _MDX_ONLY.get(name, 0) <= level),
        re.ASCII | re.MULTILINE,
    )
    for level in range(3)
)
_SIGNS = (
    "{{", "{%", "{:", "{.", "{#", "){", "]{", ":::", "@@", "<script", "<style", "markdown=", "toc]", "TOC]", "\\toc",
)  # fmt: skip
"""At least one of them is in every source that holds noise; looking for them is cheap."""
