"""Where readers find a post: the URL that its header names, else what the blog's pattern or generator makes of it.

The posts folder may be any part of a site's source, so what lies above it cannot be known. A path is therefore
taken relative to the posts folder, after the folders that generators strip themselves (`content/`, `_posts/`,
`src/pages/` and their like). A prefix that is still missing is told by ``permalink`` or by the post's header.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from indexer.posts.language import language_of_path, normalise
from indexer.posts.site import Site


def url_for(
    site: Site,
    path: str,
    *,
    header: Mapping[str, object],
    title: str,
    slug: str | None,
    date: datetime | None,
    categories: tuple[str, ...],
    lang: str | None,
) -> str:
    """The URL of the post at *path*: absolute where the site's or the header's is, else from the root.

    A `url`, `permalink` or `path` in *header* wins, then the site's own permalink, then the generator's custom.
    Placeholders without a value vanish; other schemes than http(s) are ignored.
    """
    rule = _RULES.get(site.generator, _NEUTRAL)
    post = _Post(site, rule, path, title, slug, date, categories, lang)
    pattern = _of_header(header, site.generator) or site.permalink or rule.pattern(path)
    url = _tidy(_expand(_STYLES.get(pattern, pattern), post))
    return url if url.startswith(("http://", "https://")) else site.url.rstrip("/") + url


_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
"""Jekyll's names for patterns."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{\{\s*([\w.]+)[^{}]*\}\}")
_TEMPLATE_NAMES = {"title": ":title", "slug": ":slug", "page.fileSlug": ":filename", "page.filePathStem": ":path"}


def _of_header(header: Mapping[str, object], generator: str) -> str | None:
    """The pattern that the header names, or None."""
    for key, value in header.items():
        name = key.lower() if isinstance(key, str) else ""
        if isinstance(value, str) and (name in {"url", "permalink"} or (name == "path" and _is_url(value, generator))):
            wanted = _TEMPLATE.sub(lambda match: _TEMPLATE_NAMES.get(match[1], match[0]), value.strip())
            scheme = _SCHEME.match(wanted)
            if wanted and "{{" not in wanted and (not scheme or scheme[0].lower() in {"http:", "https:"}):
                return wanted
    return None


def _is_url(path: str, generator: str) -> bool:
    return generator == "zola" or path.startswith("/")


def _tidy(url: str) -> str:
    scheme, separator, rest = url.partition("://") if url.startswith(("http://", "https://")) else ("", "/", url)
    tidied = re.sub(r"/{2,}", "/", re.sub(r"(?:^|(?<=/))index\.html?$", "", rest).lstrip("/"))
    return scheme + separator + quote(tidied, safe="/:@!$&'()*+,;=~-._?#%[]")


# The parts of a post that patterns speak of


_DATED = re.compile(r"(\d{4}-\d\d?-\d\d?)[-_]?(.*)", re.DOTALL)
_SUFFIX = re.compile(r"\.[A-Za-z]+$")


@dataclass(frozen=True, slots=True)
class _Post:
    site: Site
    rule: "_Rule"
    path: str
    title: str
    slug: str | None
    date: datetime | None
    categories: tuple[str, ...]
    lang: str | None

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders above the post, without those that the generator strips."""
        inside = self.rule.roots.sub("", self.path, count=1)
        return tuple(folder for folder in inside.split("/")[:-1] if folder)

    @property
    def stem(self) -> str:
        """The file's name without suffix and language."""
        name = _SUFFIX.sub("", self.path.rpartition("/")[2])
        stem, _, code = name.rpartition(".")
        return stem if stem and language_of_path(f"{name}.md") == normalise(code) else name

    @property
    def name(self) -> str:
        """What the post is called in its path: the file's name, or the folder's of an index file."""
        bundle = self.stem in {"index", "_index"} and self.folders
        return self.rule.slug(self._undated(self.folders[-1] if bundle else self.stem))

    def _undated(self, name: str) -> str:
        dated = _DATED.fullmatch(name)
        return dated[2] if dated and dated[2] and self.rule.strips_dates else name

    @property
    def path_parts(self) -> list[str]:
        """The parts of a URL that follows the path, the language of ``a-post.es.md`` first."""
        bundle = self.stem in {"index", "_index"}
        folders = [self.rule.folder(folder) for folder in (self.folders[:-1] if bundle else self.folders)]
        last = self.rule.slug(self.slug.strip("/")) if self.slug else "" if bundle and not self.folders else self.name
        if not self.slug and folders and folders[-1] == last and self.site.generator == "eleventy":
            last = ""
        return [*self._language_prefix(), *folders, last]

    def _language_prefix(self) -> list[str]:
        code = language_of_path(self.path.rpartition("/")[2])
        return [code] if code and code != (self.site.language or "en") else []

    def text_slug(self) -> str:
        """The header's slug, else one made of the title."""
        return self.rule.slug(self.slug.strip("/")) if self.slug else _words(self.title)

    def name_slug(self) -> str:
        """The header's slug, else one made of the file's name."""
        return self.rule.slug(self.slug.strip("/")) if self.slug else self.rule.slug(_without_date(self.name))


def _without_date(name: str) -> str:
    dated = _DATED.fullmatch(name)
    return dated[2] if dated and dated[2] else name


def _quoted(text: str) -> str:
    return quote(text, safe="/@!$&'()*+,;=~:", errors="surrogateescape")


# Placeholders


_VALUES: dict[str, Callable[[_Post], str]] = {
    "categories": lambda post: "/".join(dict.fromkeys(category.lower() for category in post.categories)),
    "category": lambda post: post.categories[0] if post.categories else "",
    "section": lambda post: post.folders[0] if post.folders else "",
    "sections": lambda post: "/".join(post.folders),
    "lang": lambda post: post.lang or "",
    "path": lambda post: "/".join(post.path_parts),
    "filename": lambda post: _without_date(post.name) if post.rule.strips_dates else post.name,
    "name": lambda post: post.name,
    "slug": lambda post: post.text_slug() if post.rule.from_title else post.name_slug(),
    "title": lambda post: post.text_slug() if post.rule.from_title else post.name_slug(),
    "slugorfilename": lambda post: post.name_slug(),
    "slugorcontentbasename": lambda post: post.name_slug(),
    "contentbasename": lambda post: post.name,
    "post_title": lambda post: _words(post.title),
}
_DATES = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S", "i_month": "%-m",
    "i_day": "%-d", "short_year": "%y", "y_day": "%j", "yearday": "%j", "week": "%V", "short_day": "%a",
    "monthname": "%B", "weekdayname": "%A", "long_month": "%B", "short_month": "%b",
}  # fmt: skip
_PLACEHOLDER = re.compile(r":([a-z]+(?:_[a-z]+)*)|\{(\w+)(?::([^{}]*))?\}")


def _expand(pattern: str, post: _Post) -> str:
    return _PLACEHOLDER.sub(lambda match: _value(match, post), pattern)


def _value(match: re.Match[str], post: _Post) -> str:
    name = match[1] or match[2]
    date_format = match[3] or _DATES.get(name)
    if date_format:
        return _quoted(post.date.strftime(date_format)) if post.date else ""
    return _quoted(_VALUES[name](post)) if name in _VALUES else match[0]


# Generators


def _same(name: str) -> str:
    return name


def _words(text: str) -> str:
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
class _Rule:
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
    posted = re.search(r"(?:^|/)_posts/", path) or _DATED.match(path.rpartition("/")[2])
    return _STYLES["date"] if posted else "/:path/"


_ROOT = r"(?:(?:src|website|www)/)?"
_NEUTRAL = _Rule(re.compile(_ROOT + r"(?:(?:content|source|site|pages|_posts|data)/)*"))
_RULES = {
    "jekyll": _Rule(re.compile(r"(?:.*/)?_(?:posts|drafts)/"), _jekyll_pattern, _jekyll, strips_dates=True),
    "hugo": _Rule(re.compile(_ROOT + "(?:content/)?"), slug=_hugo, folder=_hugo, from_title=True),
    "astro": _Rule(re.compile(r"src/(?:content|data|pages)/|(?:content|pages)/"), slug=_same),
    "eleventy": _Rule(re.compile(r"(?:(?:src|content|site)/)*"), strips_dates=True),
    "zola": _Rule(re.compile(_ROOT + "(?:content/)?"), slug=_zola, strips_dates=True),
    "pelican": _Rule(re.compile("content/"), lambda _path: "/:slug.html", _words, from_title=True),
    "hexo": _Rule(re.compile("(?:source/)?(?:_posts/)?"), lambda _path: "/:year/:month/:day/:sections/:title/"),
    "gatsby": _Rule(re.compile(_ROOT + "(?:content/blog/|content/|pages/)?")),
    "docusaurus": _Rule(re.compile("(?:website/)?(?:blog/)?"), lambda _path: "/blog/:path"),
}
