"""What is pasted into a blog."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

import service
from service.pages.assets import Box
from service.pages.embedding import BOX, PIECES, Piece

ADDRESS = "https://find.blog.example"


@pytest.fixture(scope="module")
def box() -> Box:
    """The box that the service has."""
    return Box.read(Path(service.__file__).parent)


@pytest.mark.parametrize("piece", [piece for some in PIECES.values() for piece in some], ids=lambda piece: piece.name)
def test_every_piece_names_the_service_that_gives_it(piece: Piece, box: Box) -> None:
    """And no other."""
    code = piece.pasted(ADDRESS, box)

    assert ADDRESS in code
    assert "search.example" not in code


@pytest.mark.parametrize("piece", BOX, ids=lambda piece: piece.name)
def test_every_box_is_a_whole_element_around_a_form(piece: Piece, box: Box) -> None:
    """With a field that has a name and a label, so that it is of use without JavaScript."""
    opened: list[str] = []
    attributes: list[dict[str, str | None]] = []

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Remember it."""
            opened.append(tag)
            attributes.append(dict(attrs))

    Elements().feed(code := piece.pasted(ADDRESS, box))

    assert opened[-4:] == ["blog-search", "form", "input", "button"]
    assert attributes[-4]["src"] == ADDRESS
    assert attributes[-3] == {"action": f"{ADDRESS}/search"}
    assert attributes[-2] == {"type": "search", "name": "q", "aria-label": "Search"}
    assert code.endswith("</form>\n</blog-search>")


def test_a_version_is_named_with_its_fingerprint(box: Box) -> None:
    """So that the browser can check it, from another site too."""
    code = next(piece for piece in BOX if "version" in piece.name).pasted(ADDRESS, box)

    for asset in (box.script, box.style):
        assert f'"{ADDRESS}{asset.path}"' in code
        assert f'integrity="{asset.integrity}" crossorigin="anonymous"' in code


def test_generators_get_what_they_can_read(box: Box) -> None:
    """Hugo and Jekyll fill in the language; Astro leaves the script as it is."""
    code = {piece.name: piece.pasted(ADDRESS, box) for piece in BOX}

    assert 'lang="{{ site.Language.Lang }}"' in code["Hugo"]
    assert 'lang="{{ page.lang | default: site.lang }}"' in code["Jekyll"]
    assert "<script is:inline " in code["Astro"]
