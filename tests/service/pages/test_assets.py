"""The files of the search box, as other sites load them."""

import gzip
import re
import subprocess
from base64 import b64decode
from collections.abc import Callable
from hashlib import sha384
from pathlib import Path

import pytest
from flask.testing import FlaskClient

ROOM = Path(__file__).parents[3] / "service"
TOOLS = ROOM.parent / ".venv" / "node" / "node_modules" / ".bin"
BUDGETS = {"blog-search.js": 8_000, "blog-search.css": 2_000}
"""Bytes as they travel, compressed by gzip."""
WRITES_HTML = (
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|setAttribute\(\"style"
)


@pytest.mark.parametrize(("name", "media"), [("blog-search.js", "text/javascript"), ("blog-search.css", "text/css")])
def test_the_newest_version_has_a_plain_address(client: FlaskClient, name: str, media: str) -> None:
    """It may be used by pages of any origin, and is looked for again within the hour."""
    response = client.get(f"/{name}")

    assert response.data == (ROOM / "static" / name).read_bytes()
    assert response.mimetype == media
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=3600"


@pytest.mark.parametrize("kind", ["script", "style"])
def test_a_version_has_an_address_for_good_and_its_integrity(client: FlaskClient, kind: str) -> None:
    """What /blog-search.json says of a file is true of it, so a page may insist on it."""
    version = client.get("/blog-search.json").get_json()[kind]
    response = client.get(version["url"], headers={"Accept-Encoding": "gzip"})
    method, _, digest = version["integrity"].partition("-")

    assert method == "sha384"
    assert b64decode(digest) == sha384(gzip.decompress(response.data)).digest()
    assert version["bytes"] == len(response.data)
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_version_that_is_gone_is_answered_by_the_present_one(client: FlaskClient) -> None:
    """A page that names an old version and no integrity keeps its search box."""
    response = client.get("/blog-search-0123456789.js")

    assert response.data == client.get("/blog-search.js").data
    assert response.headers["Cache-Control"] == "no-cache"


def test_who_has_a_file_is_not_sent_it_again(client: FlaskClient) -> None:
    """The tag of a response is enough to learn that nothing has changed; each coding has its own."""
    packed = client.get("/blog-search.js", headers={"Accept-Encoding": "gzip"})
    plain = client.get("/blog-search.js")
    again = client.get("/blog-search.js", headers={"If-None-Match": plain.headers["ETag"]})

    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert (again.status_code, again.data) == (304, b"")


def test_texts_come_in_each_language(client: FlaskClient) -> None:
    """Every language that the script asks for is there, and another is refused by name."""
    spoken = re.findall(r'"(\w\w)"[,\]]', (ROOM / "box" / "strings.js").read_text("utf-8"))
    refused = client.get("/blog-search/tlh.json", headers={"Accept": "application/json"})

    assert len(spoken) == 12
    assert [client.get(f"/blog-search/{lang}.json").status_code for lang in spoken] == [200] * 12
    assert refused.status_code == 404
    assert 'does not speak "tlh"; it speaks ar, de, en' in refused.get_json()["detail"]


@pytest.mark.parametrize(("name", "budget"), BUDGETS.items())
def test_the_box_is_small(record_property: Callable[[str, object], None], name: str, budget: int) -> None:
    """The script takes at most 8 kB on its way, the style 2 kB."""
    size = len(gzip.compress((ROOM / "static" / name).read_bytes()))
    record_property(name, f"{size:,} of {budget:,} bytes, compressed")

    assert size <= budget


def test_the_box_never_writes_html() -> None:
    """Text enters a page as text alone, in the source and in what is made of it."""
    scripts = [*(ROOM / "box").glob("*.js"), *(ROOM / "static").glob("*.js")]

    assert len(scripts) > 20
    assert [path.name for path in scripts if re.search(WRITES_HTML, path.read_text("utf-8"))] == []


@pytest.mark.slow
@pytest.mark.skipif(not (TOOLS / "terser").exists(), reason="BUNDLE NOT CHECKED: run `make box`, which needs Node.js")
@pytest.mark.parametrize("name", BUDGETS)
def test_what_is_served_is_made_of_the_source(tmp_path: Path, name: str) -> None:
    """A change of service/box without `make box` is noticed."""
    recipe = (ROOM.parent / "Makefile").read_text("utf-8").split("\nbox:")[1].split("\n\n")[0].partition("\n")[2]
    commands = recipe.replace("$(NODEBIN)", str(TOOLS)).replace("service/static/", f"{tmp_path}/")
    subprocess.run(["/bin/sh", "-ec", commands], cwd=ROOM.parent, check=True)

    assert (tmp_path / name).read_text("utf-8") == (ROOM / "static" / name).read_text("utf-8")
