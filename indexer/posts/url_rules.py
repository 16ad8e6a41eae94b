"""What each generator makes of a post's path and title: the customs behind `permalinks.url_for`."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from indexer.posts.anchors import github_slug

DATED = re.compile(r"(\d{4}-\d\d?-\d\d?)[-_]?(.*)", re.DOTALL)
"""A name with a date before it."""

STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W{week}/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
"""Jekyll's names for patterns."""


def _same(name: str) -> str:
    return name


def words(text: str) -> str:
    """Letters and digits in lower case, joined by hyphens."""
    kept = re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFKC", text)).strip().lower()
    return re.sub(r"[-\s]+", "-", kept)


def _hugo(name: str) -> str:
    """Hugo's `MakePathSanitized`: hyphens for spaces, no marks but a few, lower case."""
    return re.sub(r"[^\w./#+~@-]", "", re.sub(r"\s+", "-", name.strip())).lower()


def _jekyll(name: str) -> str:
    """Jekyll's `slugify` in its mode "pretty", with the case kept."""
    return re.sub(r"[^\w.~!$&'()+,;=@]+", "-", name).strip("-")


def _zola(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or name


@dataclass(frozen=True, slots=True)
class UrlRule:
    """A generator's custom.

    Attributes:
        roots: The folders it strips from the beginning of a path.
        pattern: The pattern of the post at a path.
        slug, folder: What becomes of a name and of a folder.
        strips_dates: Whether a date before a name is dropped.
        from_title: Whether :title and :slug come from the title rather than from the name.
    """

    roots: re.Pattern[str]
    pattern: Callable[[str], str] = lambda _path: "/:path/"
    slug: Callable[[str], str] = _same
    folder: Callable[[str], str] = _same
    strips_dates: bool = False
    from_title: bool = False


def _jekyll_pattern(path: str) -> str:
    posted = re.search(r"(?:^|/)_posts/", path) or DATED.match(path.rpartition("/")[2])
    return STYLES["date"] if posted else "/:path/"


_ROOT = r"(?:(?:src|website|www)/)?"
_NEUTRAL = UrlRule(re.compile(_ROOT + r"(?:(?:_?content|source|site|pages|_posts|data)/)*"))
_RULES = {
    "jekyll": UrlRule(re.compile(r"(?:.*/)?_(?:posts|drafts)/"), _jekyll_pattern, _jekyll, strips_dates=True),
    "hugo": UrlRule(re.compile(_ROOT + "(?:content/)?"), slug=_hugo, folder=_hugo, from_title=True),
    "astro": UrlRule(re.compile(r"src/(?:content|data|pages)/|(?:content|pages)/"), slug=github_slug),
    "eleventy": UrlRule(re.compile(r"(?:(?:src|content|site)/)*"), strips_dates=True),
    "zola": UrlRule(re.compile(_ROOT + "(?:content/)?"), slug=_zola, strips_dates=True),
    "pelican": UrlRule(re.compile("content/"), lambda _path: "/:slug.html", words, from_title=True),
    "hexo": UrlRule(re.compile("(?:source/)?(?:_posts/)?"), lambda _path: "/:year/:month/:day/:sections/:title/"),
    "gatsby": UrlRule(re.compile(_ROOT + "(?:content/blog/|content/|pages/)?")),
    "docusaurus": UrlRule(re.compile("(?:website/)?(?:blog/)?"), lambda _path: "/blog/:dated_path"),
}


def rule_for(generator: str) -> UrlRule:
    """The customs of *generator*; of no generator in particular where it is unknown."""
    return _RULES.get(generator, _NEUTRAL)
