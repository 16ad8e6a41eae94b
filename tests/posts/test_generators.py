"""Generators: told by their configuration, else by how posts look, else unknown."""

from pathlib import Path

import pytest

from indexer.posts.generators import GENERATORS, NEUTRAL, resolve
from indexer.posts.site import Site

AUTO = Site()


def put(file: Path, text: str = "") -> None:
    """Write files that only need to exist."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


@pytest.mark.parametrize(
    ("name", "text", "generator"),
    [
        ("astro.config.mjs", "", "astro"),
        ("docusaurus.config.ts", "", "docusaurus"),
        ("gatsby-config.js", "", "gatsby"),
        (".eleventy.js", "", "eleventy"),
        ("eleventy.config.mjs", "", "eleventy"),
        ("pelicanconf.py", "", "pelican"),
        ("hugo.toml", "", "hugo"),
        ("config.toml", 'baseURL = "https://blog.example"', "hugo"),
        ("config.yaml", "baseURL: https://blog.example", "hugo"),
        ("config.toml", 'base_url = "https://blog.example"', "zola"),
        ("_config.yml", "title: Notes\ntheme: minima\n", "jekyll"),
        ("_config.yml", "title: Notes\nsource_dir: source\n", "hexo"),
    ],
)
def test_the_configuration_above_the_posts_tells(tmp_path: Path, name: str, text: str, generator: str) -> None:
    """It is found from the folder of the posts upwards."""
    put(tmp_path / name, text)
    put(tmp_path / "content" / "posts" / "a.md")
    assert resolve(AUTO, tmp_path / "content" / "posts").generator == generator
    assert generator in GENERATORS


def test_a_configuration_that_is_nobodys_tells_nothing(tmp_path: Path) -> None:
    """Other programs name their files so too."""
    put(tmp_path / "config.toml", "[tool]\n")
    put(tmp_path / "a.md", "Text")
    assert resolve(AUTO, tmp_path).generator == NEUTRAL


@pytest.mark.parametrize(
    ("path", "text", "generator"),
    [
        ("_posts/2024-05-12-a.md", "---\ntitle: A\n---\n", "jekyll"),
        ("source/_posts/a.md", "---\ntitle: A\n---\n", "hexo"),
        ("src/content/blog/a.md", "---\ntitle: A\n---\n", "astro"),
        ("content/a.md", '+++\ntitle = "A"\n[taxonomies]\ntags = ["x"]\n+++\n', "zola"),
        ("content/a.md", '+++\ntitle = "A"\n+++\n', "hugo"),
        ("content/a.md", "---\ntitle: A\n---\n", "hugo"),
        ("blog/2024-05-12-a.md", "---\ntitle: A\n---\nText\n<!-- truncate -->\n", "docusaurus"),
        ("src/blog/a.md", "---\ntitle: A\n---\n{% Aside %}\nText\n{% endAside %}\n", "eleventy"),
        ("a.md", "Title: A\nDate: 2024-05-12\nCategory: x\n\nText\n", "pelican"),
        ("notes/a.md", "# A\n\nText\n", NEUTRAL),
    ],
)
def test_posts_tell_by_their_look(tmp_path: Path, path: str, text: str, generator: str) -> None:
    """Where there is only the folder of posts."""
    put(tmp_path / path, text)
    assert resolve(AUTO, tmp_path).generator == generator


def test_what_the_owner_says_is_not_questioned(tmp_path: Path) -> None:
    """No file is looked at."""
    put(tmp_path / "hugo.toml")
    site = Site(generator="zola")
    assert resolve(site, tmp_path) is site


def test_the_permalink_in_jekylls_configuration_counts_unless_one_is_set(tmp_path: Path) -> None:
    """The owner's own word goes first."""
    put(tmp_path / "_config.yml", 'title: Notes\npermalink: "/:year/:title/"\n')
    assert resolve(AUTO, tmp_path).permalink == "/:year/:title/"
    assert resolve(Site(permalink="/:slug/"), tmp_path).permalink == "/:slug/"


def test_an_empty_or_missing_folder_tells_nothing(tmp_path: Path) -> None:
    """Reading the posts will report it."""
    assert resolve(AUTO, tmp_path).generator == NEUTRAL
    assert resolve(AUTO, tmp_path / "missing").generator == NEUTRAL


def test_a_few_posts_from_elsewhere_decide_nothing(tmp_path: Path) -> None:
    """One post with another generator's header among many that tell nothing."""
    (tmp_path / "old.md").write_text("Title: Old\nDate: 2012-01-01\nSlug: old\n\nText.\n")
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("---\ntitle: New\n---\nText.\n")
    assert resolve(Site(), tmp_path).generator == NEUTRAL
