"""Where readers find a post: the URL that its header names, else what the blog's pattern or generator makes of it.

The posts folder may be any part of a site's source, so what lies above it cannot be known. A path is therefore
taken relative to the posts folder, after the folders that generators strip themselves (`content/`, `_posts/`,
`src/pages/` and their like). A prefix that is still missing is told by ``permalink`` or by the post's header.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from indexer.posts.invisible import visible
from indexer.posts.language import language_of_path
from indexer.posts.site import Site
from indexer.posts.url_rules import DATED, STYLES, UrlRule, rule_for, words


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
    rule = rule_for(site.generator)
    post = _Post(site, rule, path, title, slug, date, categories, lang)
    pattern = _of_header(header, site.generator) or site.permalink or rule.pattern(path)
    url = _tidy(_expand(STYLES.get(pattern, pattern), post))
    return url if url.startswith(("http://", "https://")) else site.url.rstrip("/") + url


_SCHEME = re.compile(r"\A[a-zA-Z][a-zA-Z0-9+.-]*:")
_TEMPLATE = re.compile(r"\{\{\s*([\w.]+)[^{}]*\}\}")
_TEMPLATE_NAMES = {"title": ":title", "slug": ":slug", "page.fileSlug": ":filename", "page.filePathStem": ":path"}


def _of_header(header: Mapping[str, object], generator: str) -> str | None:
    """The pattern that the header names, or None."""
    for key, value in header.items():
        name = key.lower() if isinstance(key, str) else ""
        if isinstance(value, str) and (name in {"url", "permalink"} or (name == "path" and _is_url(value, generator))):
            wanted = _TEMPLATE.sub(lambda match: _TEMPLATE_NAMES.get(match[1], match[0]), visible(value).strip())
            address = _SCHEME.sub(lambda scheme: scheme[0].lower(), wanted)
            scheme = _SCHEME.match(address)
            if address and "{{" not in address and (not scheme or scheme[0] in {"http:", "https:"}):
                return address
    return None


def _is_url(path: str, generator: str) -> bool:
    return generator == "zola" or path.startswith("/")


def _tidy(url: str) -> str:
    scheme, separator, rest = url.partition("://") if url.startswith(("http://", "https://")) else ("", "/", url)
    tidied = _SLASHES.sub("/", _INDEX_PAGE.sub("", rest).lstrip("/"))
    escaped = _LONE_PERCENT.sub("%25", tidied)
    return scheme + separator + quote(escaped, safe="/:@!$&'()*+,;=~-._?#%")


_INDEX_PAGE = re.compile(r"(?:^|(?<=/))index\.html?$")
_SLASHES = re.compile(r"/{2,}")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


# The parts of a post that patterns speak of


_SUFFIX = re.compile(r"\.[A-Za-z]+$")
_INDEX = frozenset(("index", "_index"))


@dataclass(frozen=True, slots=True)
class _Post:
    site: Site
    rule: UrlRule
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
        return name.rpartition(".")[0] if _language_of_name(self.path) else name

    @property
    def name(self) -> str:
        """What the post is called in its path: the file's name, or the folder's of an index file."""
        stem = self.stem
        bundle = stem in _INDEX and self.folders
        return self.rule.slug(self._undated(bundle[-1] if bundle else stem))

    def _undated(self, name: str) -> str:
        dated = DATED.fullmatch(name)
        return dated[2] if dated and dated[2] and self.rule.strips_dates else name

    @property
    def path_parts(self) -> list[str]:
        """The parts of a URL that follows the path, the language of ``a-post.es.md`` first."""
        inside, bundle = self.folders, self.stem in _INDEX
        folders = [self.rule.folder(folder) for folder in (inside[:-1] if bundle else inside)]
        last = self.rule.slug(self.slug.strip("/")) if self.slug else "" if bundle and not inside else self.name
        if not self.slug and folders and folders[-1] == last and self.site.generator == "eleventy":
            last = ""
        return [*self._language_prefix(), *folders, last]

    def _language_prefix(self) -> list[str]:
        code = _language_of_name(self.path)
        return [code] if code and code != (self.site.language or "en") else []

    def text_slug(self) -> str:
        """The header's slug, else one made of the title."""
        return self.rule.slug(self.slug.strip("/")) if self.slug else words(self.title) or self.name_slug()

    def name_slug(self) -> str:
        """The header's slug, else one made of the file's name."""
        return self.rule.slug(self.slug.strip("/")) if self.slug else self.rule.slug(_without_date(self.name))


def _language_of_name(path: str) -> str | None:
    """The language that the file's name alone tells, as ``a-post.es.md`` does."""
    name = path.rpartition("/")[2]
    return language_of_path(f"_/{name}") if name.count(".") > 1 else None


def _dated_path(post: _Post) -> str:
    """Docusaurus' path: the date of a name becomes folders, and what stood before it comes after."""
    if post.slug:
        return post.slug.strip("/")
    inside = "/".join(part for part in (*post.folders, post.stem) if part != "index")
    dated = re.fullmatch(r"(.*?)(\d{4})[-/](\d{1,2})[-/](\d{1,2})[-/]?(.*)", inside)
    return f"{dated[2]}/{dated[3]}/{dated[4]}/{dated[1]}{dated[5]}" if dated else inside


def _without_date(name: str) -> str:
    dated = DATED.fullmatch(name)
    return dated[2] if dated and dated[2] else name


def _quoted(text: str) -> str:
    return quote(text, safe="/@!$&'()*+,;=~:", errors="surrogateescape")


# Placeholders


_VALUES: dict[str, Callable[[_Post], str]] = {
    "output_ext": lambda _post: ".html",
    "categories": lambda post: "/".join(dict.fromkeys(category.lower() for category in post.categories)),
    "category": lambda post: post.categories[0] if post.categories else "",
    "section": lambda post: post.folders[0] if post.folders else "",
    "sections": lambda post: "/".join(post.folders),
    "lang": lambda post: post.lang or "",
    "dated_path": _dated_path,
    "path": lambda post: "/".join(post.path_parts),
    "filename": lambda post: _without_date(post.name) if post.rule.strips_dates else post.name,
    "name": lambda post: post.name,
    "slug": lambda post: post.text_slug() if post.rule.from_title else post.name_slug(),
    "title": lambda post: post.text_slug() if post.rule.from_title else post.name_slug(),
    "slugorfilename": lambda post: post.name_slug(),
    "slugorcontentbasename": lambda post: post.name_slug(),
    "contentbasename": lambda post: post.name,
    "post_title": lambda post: words(post.title),
}
_DATES = {
    "year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S", "i_month": "%-m",
    "i_day": "%-d", "short_year": "%y", "y_day": "%j", "yearday": "%j", "week": "%V", "short_day": "%a",
    "monthname": "%B", "weekdayname": "%A", "long_month": "%B", "short_month": "%b",
}  # fmt: skip
_PLACEHOLDERS = re.compile(r"(?<!\w)((?::[a-z]+(?:_[a-z]+)*)+)|\{(\w+)(?::([^{}]*))?\}")


def _expand(pattern: str, post: _Post) -> str:
    """*pattern* with ``:year`` and, as Pelican writes it, ``{slug}`` and ``{date:%Y}`` filled in."""
    return _PLACEHOLDERS.sub(lambda match: _filled(match, post), pattern)


def _filled(match: re.Match[str], post: _Post) -> str:
    if match[3]:
        return _date(match[3], post)
    if match[2]:
        return _value(match[2], post, match[0])
    return "".join(_value(name, post, f":{name}") for name in match[1].split(":")[1:])


def _value(name: str, post: _Post, otherwise: str) -> str:
    if name in _DATES:
        return _date(_DATES[name], post)
    return _quoted(_VALUES[name](post)) if name in _VALUES else otherwise


def _date(date_format: str, post: _Post) -> str:
    return _quoted(post.date.strftime(date_format)) if post.date else ""
