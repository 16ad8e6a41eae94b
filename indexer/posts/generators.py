"""Which static site generator builds the blog, told by the signs it leaves around the posts folder."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from indexer.posts.site import Site

GENERATORS = ("jekyll", "hugo", "astro", "eleventy", "zola", "pelican", "hexo", "gatsby", "docusaurus")
"""The generators whose URLs and anchors are known."""

NEUTRAL = ""
"""The generator of a folder that bears no signs: URLs follow paths, anchors follow GitHub."""

_LEVELS_UP = 4
_FILES_LOOKED_AT = 40
_BYTES_READ = 4096


def resolve(site: Site, posts: Path) -> Site:
    """*site* with its generator named: "auto" becomes the one whose signs are found, else `NEUTRAL`."""
    if site.generator != "auto":
        return site
    return replace(site, generator=_by_configuration(posts) or _by_look(posts) or NEUTRAL)


_CONFIGURATIONS = (
    (re.compile(r"astro\.config\.(?:m?js|c?js|m?ts|ts)"), None, "astro"),
    (re.compile(r"docusaurus\.config\.(?:m?js|c?js|ts)|siteConfig\.js"), None, "docusaurus"),
    (re.compile(r"gatsby-config\.(?:m?js|ts)"), None, "gatsby"),
    (re.compile(r"\.eleventy\.c?js|eleventy\.config\.(?:m?js|c?js|ts)"), None, "eleventy"),
    (re.compile(r"pelicanconf\.py"), None, "pelican"),
    (re.compile(r"hugo\.(?:toml|ya?ml|json)"), None, "hugo"),
    (re.compile(r"zola\.toml"), None, "zola"),
    (re.compile(r"config\.toml"), re.compile(r"^(?:base_url|compile_sass|\[markdown\]|\[slugify\])", re.MULTILINE), "zola"),
    (re.compile(r"config\.(?:toml|ya?ml|json)"), re.compile(r"baseurl", re.IGNORECASE), "hugo"),
    (re.compile(r"_config\.yml"), re.compile(r"^(?:source_dir|public_dir|new_post_name|skip_render):", re.MULTILINE), "hexo"),
    (re.compile(r"_config\.ya?ml"), None, "jekyll"),
    (re.compile(r"_config\.toml"), None, "jekyll"),
)
"""Name of a configuration file, what it holds (None: whatever), and whose it is."""


def _by_configuration(posts: Path) -> str | None:
    here = posts.absolute()
    for folder in (here, *islice(here.parents, _LEVELS_UP)):
        names = _names(folder)
        for name, sign, generator in _CONFIGURATIONS:
            for found in filter(name.fullmatch, names):
                if sign is None or sign.search(_beginning(folder / found)):
                    return generator
    return None


_TOML = "+++"
_LOOKS: tuple[tuple[str, Callable[[str, str], object]], ...] = (
    ("hexo", lambda path, _text: "/source/_posts/" in path),
    ("jekyll", lambda path, _text: re.search(r"/_posts/(?:.*/)?\d{4}-\d\d?-\d\d?-[^/]+$", path)),
    ("astro", lambda path, _text: "/src/content/" in path or "/src/pages/" in path),
    ("zola", lambda _path, text: text.startswith(_TOML) and re.search(r"^\[(?:taxonomies|extra)\]", text, re.MULTILINE)),
    ("hugo", lambda path, text: text.startswith(_TOML) or ("/content/" in path and "{{<" in text)),
    ("docusaurus", lambda path, text: "/blog/" in path and re.search(r"<!-- ?truncate ?-->|^authors:", text, re.MULTILINE)),
    ("pelican", lambda _path, text: re.match(r"(?:[A-Z][a-z]+: .*\n)*(?:Slug|Category|Modified): ", text)),
)
"""How a post of each generator looks: by its path (with the folders above the posts folder) and its beginning."""


def _by_look(posts: Path) -> str | None:
    votes: dict[str, int] = {}
    for path in islice(_some_posts(posts.absolute()), _FILES_LOOKED_AT):
        text = _beginning(path)
        for generator, look in _LOOKS:
            if look(path.as_posix(), text):
                votes[generator] = votes.get(generator, 0) + 1
                break
    return max(votes, key=votes.__getitem__, default=None)


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
        return sorted(os.listdir(folder))
    except OSError:
        return []  # what cannot be looked at bears no signs; reading the posts reports it


def _beginning(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_BYTES_READ).decode("utf-8", errors="replace")
    except OSError:
        return ""
