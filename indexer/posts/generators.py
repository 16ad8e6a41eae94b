"""Which static site generator builds the blog, told by the signs it leaves around the posts folder."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from pathlib import Path

from indexer.posts.site import Site

GENERATORS = ("jekyll", "hugo", "astro", "eleventy", "zola", "pelican", "hexo", "gatsby", "docusaurus")
"""The generators whose URLs and anchors are known."""

NEUTRAL = ""
"""The generator of a folder that bears no signs: URLs follow paths, anchors follow GitHub."""

_LEVELS_UP = 4
_FILES_LOOKED_AT = 40
_ENOUGH = 4
"""One post in this many."""
_BYTES_READ = 4096


def resolve(site: Site, posts: Path) -> Site:
    """*site* with its generator named: "auto" becomes the one whose signs are found, else `NEUTRAL`.

    A permalink in the configuration of Jekyll or Hexo counts where *site* has none of its own.
    """
    if site.generator != "auto":
        return site
    found = _configuration(posts)
    if not found:
        return replace(site, generator=_by_look(posts) or NEUTRAL)
    generator, configuration = found
    permalink = _PERMALINK.search(configuration) if generator in {"jekyll", "hexo"} else None
    return replace(site, generator=generator, permalink=site.permalink or (permalink[1] if permalink else None))


_PERMALINK = re.compile(r"^permalink:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_CONFIGURATIONS = (
    (re.compile(r"astro\.config\.(?:m?js|c?js|m?ts|ts)"), None, "astro"),
    (re.compile(r"docusaurus\.config\.(?:m?js|c?js|ts)|siteConfig\.js"), None, "docusaurus"),
    (re.compile(r"gatsby-config\.(?:m?js|ts)"), None, "gatsby"),
    (re.compile(r"\.eleventy\.c?js|eleventy\.config\.(?:m?js|c?js|ts)"), None, "eleventy"),
    (re.compile(r"pelicanconf\.py"), None, "pelican"),
    (re.compile(r"hugo\.(?:toml|ya?ml|json)"), None, "hugo"),
    (re.compile(r"zola\.toml"), None, "zola"),
    (
        re.compile(r"config\.toml"),
        re.compile(r"^(?:base_url|compile_sass|\[markdown\]|\[slugify\])", re.MULTILINE),
        "zola",
    ),
    (re.compile(r"config\.(?:toml|ya?ml|json)"), re.compile(r"baseurl", re.IGNORECASE), "hugo"),
    (
        re.compile(r"_config\.yml"),
        re.compile(r"^(?:source_dir|public_dir|new_post_name|skip_render):", re.MULTILINE),
        "hexo",
    ),
    (re.compile(r"_config\.ya?ml"), None, "jekyll"),
    (re.compile(r"_config\.toml"), None, "jekyll"),
)
"""Name of a configuration file, what it holds (None: whatever), and whose it is."""


def _configuration(posts: Path) -> tuple[str, str] | None:
    """The generator whose configuration lies in the posts folder or above it, and what that file holds."""
    here = posts.absolute()
    for folder in (here, *islice(here.parents, _LEVELS_UP)):
        names = _names(folder)
        for name, sign, generator in _CONFIGURATIONS:
            for found in filter(name.fullmatch, names):
                text = _beginning(folder / found)
                if sign is None or sign.search(text):
                    return generator, text
    return None


_LOOKS: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (generator, re.compile(path), re.compile(text, re.MULTILINE))
    for generator, path, text in (
        ("hexo", r"/source/_posts/", r""),
        ("jekyll", r"/_posts/(?:.*/)?\d{4}-\d\d?-\d\d?-[^/]+$", r""),
        ("astro", r"/src/(?:content|pages)/", r""),
        ("zola", r"", r"\A\+\+\+\n(?:.*\n)*?(?:\[(?:taxonomies|extra)\]|path = )"),
        ("hugo", r"", r"\A\+\+\+$"),
        ("eleventy", r"", r"^\{% (?:[A-Z]\w+|image|set) .*%\}"),
        ("docusaurus", r"/blog/", r"<!-- ?truncate ?-->|^authors:"),
        ("pelican", r"", r"\A(?:[A-Za-z_]+: .*\n)*(?:[Tt]itle|[Ss]lug|[Dd]ate): .*\n(?:[A-Za-z_]+: .*\n)+"),
        ("hugo", r"/content/.*\.(?:md|markdown)$", r"\A---$|^\{\{[<%]"),
    )
)
"""How a post of each generator looks: by its path (with the folders above the posts folder) and its beginning."""


def _by_look(posts: Path) -> str | None:
    """The generator whose look enough posts have; a few that were brought along from elsewhere decide nothing."""
    looked_at = list(islice(_some_posts(posts.absolute()), _FILES_LOOKED_AT))
    votes = Counter(generator for path in looked_at if (generator := _look(path)))
    if votes["zola"]:
        votes["hugo"] = 0  # Hugo knows none of Zola's tables, while Zola's posts need not have them
    generator, count = max(votes.items(), key=itemgetter(1), default=(None, 0))
    return generator if count * _ENOUGH >= len(looked_at) else None


def _look(path: Path) -> str | None:
    text = _beginning(path)
    looks = (
        generator for generator, in_path, in_text in _LOOKS if in_path.search(path.as_posix()) and in_text.search(text)
    )
    return next(looks, None)


def _some_posts(folder: Path) -> Iterator[Path]:
    """Posts of all folders in turn, so that one full folder does not speak for the rest."""
    waiting = [folder]
    while waiting:
        here = waiting.pop(0)
        names = _names(here)
        yield from (here / name for name in islice((n for n in names if n.endswith((".md", ".mdx", ".markdown"))), 8))
        visible = (here / name for name in names if "." not in name and name != "node_modules")
        waiting.extend(path for path in islice(visible, 8) if len(waiting) < _FILES_LOOKED_AT)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []  # what cannot be looked at bears no signs; reading the posts reports it


def _beginning(path: Path) -> str:
    try:
        if not path.is_file():
            return ""  # opening a pipe would wait for a writer
        with path.open("rb") as file:
            return file.read(_BYTES_READ).decode("utf-8", errors="replace")
    except OSError:
        return ""
