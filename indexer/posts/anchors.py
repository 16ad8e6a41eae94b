"""The anchors of headings: what each generator puts into ``id=`` of a heading, so that a hit can link into a post.

Sources of the rules:
    github: GitHub, github-slugger (Astro, Docusaurus, Gatsby), Hugo, and kramdown's GFM parser (Jekyll's default).
    markdown-it: markdown-it-anchor, as Eleventy sites use it.
    hexo: hexo-renderer-marked with hexo-util's slugize.
    python-markdown: its toc extension, as Pelican uses it.
    zola: the slug crate.
    docutils: `make_id` of reStructuredText, whatever generator reads it.
    asciidoctor: idprefix and idseparator at their default, an underscore.
    go-org: Hugo's reader of Org files numbers its headlines.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class AnchorRule:
    """How a heading becomes an anchor.

    Attributes:
        slug: The anchor of a heading's text; "" where there is none.
        separator: What stands before the number of a repeated anchor.
        second: That number for the second heading of the same anchor.
        empty: The anchor of a heading that leaves nothing.
        numbers_all: Whether the first heading has a number too.
    """

    slug: Callable[[str], str]
    separator: str = "-"
    second: int = 1
    empty: str = ""
    numbers_all: bool = False


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "_-" or unicodedata.category(character)[0] == "M"


class _GithubTable(dict[int, str]):
    """What github-slugger makes of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = "-" if character in " \t" else character if _is_word(character) else ""
        return self[code]


_GITHUB_TABLE = _GithubTable()


def github_slug(heading: str) -> str:
    """What github-slugger makes of *heading*: lower case, hyphens for spaces, neither marks nor emoji."""
    return heading.lower().translate(_GITHUB_TABLE)


def _markdown_it(heading: str) -> str:
    return quote(re.sub(r"\s+", "-", heading.strip().lower()), safe="!'()*-._~")


def _hexo(heading: str) -> str:
    plain = unicodedata.normalize("NFC", re.sub(r"(?<=[A-Za-z])[\u0300-\u036f]+", "", _decomposed(heading)))
    return re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+", "-", plain).strip("-")


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _python_markdown(heading: str) -> str:
    kept = re.sub(r"[^\w\s-]", "", _ascii(heading)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})


def _zola(heading: str) -> str:
    plain = _ascii(heading.lower().translate(_LATIN))
    if sum(map(str.isalpha, heading)) > sum(map(str.isalpha, plain)):
        return ""  # the crate transliterates every script; a link to the post beats a wrong link into it
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _docutils(heading: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", _ascii(heading.lower().translate(_LATIN)))
    return re.sub(r"^[-0-9]+|-+$", "", slug)


def _asciidoctor(heading: str) -> str:
    kept = "".join(c for c in heading.lower() if c in " .-" or _is_word(c))
    return "_" + re.sub(r"[ ._-]+", "_", kept).strip("_")


_GITHUB = AnchorRule(github_slug)
_BY_GENERATOR = {
    "hugo": AnchorRule(github_slug, empty="heading"),
    "eleventy": AnchorRule(_markdown_it),
    "zola": AnchorRule(_zola),
    "pelican": AnchorRule(_python_markdown, separator="_"),
    "hexo": AnchorRule(_hexo),
}
_NO_ANCHORS = AnchorRule(lambda _heading: "")
_BY_SUFFIX = {
    ".html": _NO_ANCHORS,
    ".htm": _NO_ANCHORS,
    ".txt": _NO_ANCHORS,
    ".rst": AnchorRule(_docutils, empty="section"),
    ".adoc": AnchorRule(_asciidoctor, separator="_", second=2),
    ".org": AnchorRule(lambda _heading: "headline", numbers_all=True),
}


def rule_for(generator: str, suffix: str) -> AnchorRule:
    """The rule by which *generator* names the headings of files that end in *suffix*; GitHub's where it is unknown."""
    return _BY_SUFFIX.get(suffix) or _BY_GENERATOR.get(generator) or _GITHUB


class Anchors:
    """Gives the headings of one post their anchors, in order, none of them twice."""

    def __init__(self, rule: AnchorRule) -> None:
        self._rule = rule
        self._used: dict[str, int] = {}

    def of(self, heading: str, explicit: str | None = None) -> str:
        """The anchor of *heading*, "" if it has none; an *explicit* one is taken as it is."""
        if explicit:
            self._used.setdefault(explicit, self._rule.second)
            return explicit
        slug = self._rule.slug(heading) or self._rule.empty
        return self._unused(slug) if slug else ""

    def _unused(self, slug: str) -> str:
        if slug not in self._used:
            self._used[slug] = self._rule.second
            if not self._rule.numbers_all:
                return slug
        while (anchor := f"{slug}{self._rule.separator}{self._used[slug]}") in self._used:
            self._used[slug] += 1
        self._used[slug] += 1
        self._used[anchor] = self._rule.second
        return anchor
