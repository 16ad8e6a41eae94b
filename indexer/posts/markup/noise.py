"""What generators add to Markdown and readers never see: shortcodes, Liquid, JSX, attribute lists, containers.

Each such thing is replaced by what a reader sees of it. Code is masked first, since posts teach these very things
in code. No pattern looks further than the next thing of its own kind, which keeps hostile input linear.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import itemgetter

from indexer.posts.markup import sight
from indexer.posts.markup.code import code_masked


@dataclass(frozen=True, slots=True)
class _Noise:
    """One thing that generators add: what matches it where code is masked, and what a reader sees of it."""

    pattern: re.Pattern[str]
    seen: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Family:
    """Kinds of noise that share a *sign*; most posts do not even hold the *rare* character in it."""

    rare: str
    sign: re.Pattern[str]
    kinds: tuple[_Noise, ...]

    def may_be_in(self, source: str) -> bool:
        """Whether *source* holds the sign."""
        return self.rare in source and self.sign.search(source) is not None


def _family(rare: str, sign: str, *kinds: _Noise) -> _Family:
    return _Family(rare, re.compile(sign), kinds)


def _noise(pattern: str, seen: Callable[[str], str] = sight.nothing) -> _Noise:
    return _Noise(re.compile(pattern, re.ASCII | re.MULTILINE), seen)


_KRAMDOWN = r"\{:\s*(?:[.#][\w-]|[\w-]+=|toc|no_toc|:\w|/)[^{}\n]*+\}|\{:/\}"
_MARKDOWN = (
    _family(
        "{",
        r"\{%",
        _noise(r"\{%-?\s*comment\b[^{]*+(?>(?:\{(?!%-?\s*(?:end)?comment\b)[^{]*+)*)\{%-?\s*endcomment\s*-?%\}"),
        _noise(
            r"\{%-?\s*(highlight|codeblock|prism)\b[^%\n]*%\}[^{]*+(?>(?:\{(?!%-?\s*(?:end)?\1\b)[^{]*+)*)"
            r"\{%-?\s*end\1\s*-?%\}",
            sight.listing,
        ),
        _noise(r"\{%-?\s*(?=[\w/])(?>(?:[^%{]|%(?!\})|\{(?!%))*)%\}", sight.attributes),
    ),
    _family(
        "{",
        r"\{\{",
        _noise(
            r"\{\{[<%]\s*highlight\b[^{}\n]*[>%]\}\}[^{]*+(?>(?:\{(?!\{[<%]\s*/?\s*highlight\b)[^{]*+)*)"
            r"\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
            sight.listing,
        ),
        _noise(r"\{\{[<%]/\*(?>(?:[^{}*]|\*(?!/))*)\*/[>%]\}\}", sight.taught),
        _noise(r"\{\{(?=[\s<%-])(?>(?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}", sight.attributes),
        # Doubled braces right after a letter, a power or an index are mathematics
        _noise(r"\{\{(?<![\w^_}\\$]\{\{)(?=[\w\"'./>#])(?>(?:[^{}]|\{(?!\{)|\}(?!\}))*)\}\}", sight.attributes),
    ),
    _family("{", r"\{#[ \n-]", _noise(r"\{#(?=[\s-])(?>(?:[^#{]|#(?!\})|\{(?!#))*)#\}")),
    _family(
        "{",
        r"\{:",
        _noise(r"^[ \t]*(?:[*+-]|\d+\.)[ \t][^\n]*\n[ \t]*\{:[^{}\n]*toc[^{}\n]*\}"),
        _noise(rf"^#{{1,6}}[ \t][^\n{{]*+(?>(?:\{{(?!:)[^\n{{]*+)*)\n?(?:{_KRAMDOWN})[ \t]*$", sight.heading),
        _noise(_KRAMDOWN),
    ),
    _family(
        "{",
        r"\{(?<=[)\]\n]\{)[ .#a-z]",
        _noise(r"^\{[.#][^{}\n]*+\}[ \t]*$"),
        _noise(r"[)\]]\{(?=\s*(?:[.#][\w-]|[\w-]+=[\"'\d]))[^{}\n]*+\}", sight.bracket),
    ),
    _family(
        "<",
        "<s[ct]",
        _noise(r"<script\b[^<]*+(?>(?:<(?!/?script\b)[^<]*+)*)</script\s*>"),
        _noise(r"<style\b[^<]*+(?>(?:<(?!/?style\b)[^<]*+)*)</style\s*>"),
    ),
    _family(":", ":::", _noise(r"^[ \t>]*:{3,}[^\n]*$", sight.container)),
    _family("^", r"\[\^\d", _noise(r"\[\^\d{1,4}\](?!:)")),
    _family("@", "@@", _noise(r"^(?:@@[\w,-]*[ \t]*)+|@@[ \t]*$")),
    _family("<", "markdown=", _noise(r"<[a-z]+\b[^<>]*\bmarkdown=[^<>]*>")),
    _family("[", r"\[_?[tT][oO][cC]", _noise(r"^[ \t]*\[{1,2}_?(?:toc|TOC)_?\]{1,2}[ \t]*$")),
    _family("\\", r"\\toc", _noise(r"^\\toc(?:skip)?[ \t]*$")),
)
_TEMPLATES = tuple(
    noise for family in _MARKDOWN[:2] for noise in family.kinds if noise.seen not in {sight.listing, sight.taught}
)
_BRACED = r"\{(?>(?:[^{}]|\{(?>(?:[^{}]|\{(?>(?:[^{}]|\{[^{}]*+\})*)\})*)\})*)\}"
_OPENS_PARAGRAPH = r"(?:(?<=\n\n{0})|(?<=\A{0}))"
"""Behind a word, since a pattern that begins with a word is looked for much faster."""
_JSX = (
    _family(
        "i",
        "import",
        _noise(rf"import{_OPENS_PARAGRAPH.format('import')}\s+[\w*{{\"'][^\n]*(?>(?:\n[^\n]+|\n(?=\n+[ \t}}\])]))*)"),
    ),
    _family(
        "x",
        "export",
        _noise(
            rf"export{_OPENS_PARAGRAPH.format('export')}\s+(?:const|default|let|async|function|[{{*])[^\n]*"
            r"(?>(?:\n[^\n]+|\n(?=\n+[ \t}\])]))*)"
        ),
    ),
    _family(
        "<",
        "<",
        _noise(
            rf"(?:\n[ \t]*<|<)(?:/?[A-Za-z][\w.:-]*+(?>(?:[^<>\"'{{}}]|\"[^\"]*\"|'[^']*'|{_BRACED})*)|/?)>", sight.tag
        ),
    ),
)
_EXPRESSIONS = (
    _family(" ", "    ", _noise(r"^[ \t]{4,}+(?=[^\s*+>|\d-])")),
    _family("{", r"\{", _noise(rf"\{{(?<!\\\{{)(?<!\{{\{{)(?![#:]){_BRACED[2:]}", sight.expression)),
)


def without_noise(source: str, *, jsx: bool, expressions: bool) -> str:
    """The Markdown *source* without its generator's additions.

    Args:
        source: A post without its header.
        jsx: Whether tags are JSX, as in MDX, and modules may be imported.
        expressions: Whether ``{…}`` is JavaScript, as in MDX.
    """
    families = _MARKDOWN + (_JSX if jsx else ()) + (_EXPRESSIONS if expressions else ())
    kinds = [noise for family in families if family.may_be_in(source) for noise in family.kinds]
    if not kinds:
        return source
    prepared = _RAW.sub(_protected, source)
    return _replaced(prepared, code_masked(prepared, indented=not jsx), kinds)


def without_templates(source: str) -> str:
    """The HTML *source* without Liquid, Nunjucks and shortcodes, which generators fill in wherever they stand."""
    if "{{" not in source and "{%" not in source:
        return source
    prepared = _RAW.sub(_protected, source)
    return _replaced(prepared, prepared, _TEMPLATES)


def _replaced(source: str, masked: str, kinds: Iterable[_Noise]) -> str:
    """*source* with what *kinds* match in *masked* as it is seen; of two that overlap the first counts."""
    matches = [(match.start(), match.end(), noise) for noise in kinds for match in noise.pattern.finditer(masked)]
    pieces, at = list[str](), 0
    for start, end, noise in sorted(matches, key=itemgetter(0)):
        if start >= at:
            seen = noise.seen(source[start:end])
            pieces += source[at:start], seen or ("#" if source.endswith("](", at, start) else "")  # a link stays a link
            at = end
    return "".join((*pieces, source[at:]))


_RAW = re.compile(
    r"\{%-?\s*(raw|verbatim)\s*-?%\}([^{]*+(?>(?:\{(?!%-?\s*(?:end)?(?:raw|verbatim)\b)[^{]*+)*))"
    r"\{%-?\s*end(?:raw|verbatim)\s*-?%\}"
)


def _protected(match: re.Match[str]) -> str:
    """What ``{% raw %}`` encloses, with word joiners (which no text keeps) so that its braces are no tags."""
    return match[2].replace("{{", "{\u2060{").replace("{%", "{\u2060%")
