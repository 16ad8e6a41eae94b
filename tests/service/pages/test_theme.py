"""The blog's own stylesheet: refused with a cure, served for good, and loaded by every page after ours."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from indexer import Engine
from service.app import create_app
from service.cli import cli
from service.config import Config, ConfigError
from service.pages.theme import LARGEST, Theme

CSS = ":root { --accent: #00696b; }\n"


@pytest.fixture
def themed(config: Config, engine: Engine, tmp_path: Path) -> FlaskClient:
    """A client of a service with a theme."""
    file = tmp_path / "theme.css"
    file.write_text(CSS, encoding="utf-8")
    return create_app(replace(config, stylesheet=file), engine).test_client()


def test_every_page_loads_the_theme_after_our_stylesheet(themed: FlaskClient) -> None:
    """Which it can then override, on pages of problems too."""
    for path in ("/search", "/tags", "/docs", "/none"):
        page = themed.get(path, headers={"Accept": "text/html"}).get_data(as_text=True)
        assert page.index("pages.css") < page.index('href="/theme.css?v=')


def test_the_theme_is_kept_for_good_under_the_address_that_names_it(themed: FlaskClient) -> None:
    """Another text has another address, so nobody sees an old one; without the name one asks again."""
    page = themed.get("/search").get_data(as_text=True)
    address = page[page.index("/theme.css") :].partition('"')[0]
    named, unnamed = themed.get(address), themed.get("/theme.css")

    assert named.get_data(as_text=True) == CSS
    assert named.mimetype == "text/css"
    assert "immutable" in named.headers["Cache-Control"]
    assert unnamed.headers["Cache-Control"] == "no-cache"


def test_a_page_with_another_theme_is_another_page(themed: FlaskClient, client: FlaskClient) -> None:
    """So that after a restart no browser is told that it has the newest."""
    assert themed.get("/search").headers["ETag"] != client.get("/search").headers["ETag"]


def test_without_a_theme_pages_name_none(client: FlaskClient) -> None:
    """And who asks for it gets an empty one."""
    assert "theme.css" not in client.get("/search").get_data(as_text=True)
    assert client.get("/theme.css").data == b""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read (No such file or directory); name a CSS file"),
        (b" " * (LARGEST + 1), "is larger than 256 KiB"),
        (b"a { content: '\xff' }", "is not UTF-8"),
    ],
)
def test_a_bad_file_is_refused_with_its_cure(tmp_path: Path, content: bytes | None, words: str) -> None:
    """The setting, the file, and what to do."""
    file = tmp_path / "theme.css"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ConfigError) as caught:
        Theme.read(file)

    assert str(caught.value).startswith(f"site.stylesheet: {file}: {words}")


def test_the_largest_file_is_taken(tmp_path: Path) -> None:
    """Not a byte less."""
    file = tmp_path / "theme.css"
    file.write_bytes(b" " * LARGEST)

    assert len(Theme.read(file).css) == LARGEST


def test_a_service_does_not_start_with_a_bad_theme(runner: CliRunner, posts: Path, tmp_path: Path) -> None:
    """It says so before it reads a post, in one line."""
    settings = tmp_path / "backmatter.toml"
    settings.write_text('[site]\nstylesheet = "none.css"\n', encoding="utf-8")

    done = runner.invoke(cli, ["--config", str(settings), "serve", str(posts), "--index", str(tmp_path / "index")])

    assert done.exit_code == 2
    assert done.stderr.startswith(f"Error: site.stylesheet: {tmp_path / 'none.css'}: cannot be read")
    assert not (tmp_path / "index").exists()
