"""The documentation says what the code does."""

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from docs import tables, transcripts
from service.api.operations import OPERATIONS
from service.cli import cli
from tests.rooms import RANKS

ROOT = Path(__file__).parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def read(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text("utf-8")


def anchors(page: Path) -> set[str]:
    """What can stand behind ``#`` in a link to *page*, by the forges' rule."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def transcript(page: str, command: str) -> str:
    """What *page* shows below a command."""
    found = re.search(rf"```console\n\$ {re.escape(command)}\n(.*?)```", read(page), re.DOTALL)
    assert found, command
    return found[1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A link from one page to another, or to a file of the project, has a target."""
    links = re.findall(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)", page.read_text("utf-8"))
    targets = [((page.parent / path) if path else page, anchor) for path, anchor in links]

    assert [path for path, _ in targets if not path.exists()] == []
    assert [f"{path}#{anchor}" for path, anchor in targets if anchor and anchor not in anchors(path)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_tables_are_up_to_date(page: Path) -> None:
    """Settings, commands and problems are documented as the code has them; `make docs` writes them anew."""
    text = page.read_text("utf-8")

    assert tables.filled(text) == text


def test_every_table_has_its_place() -> None:
    """No table is made that no page shows."""
    everything = "".join(page.read_text("utf-8") for page in PAGES)

    assert [name for name in tables.TABLES if f"<!-- {name}: made by" not in everything] == []


def test_every_route_is_shown_with_an_answer() -> None:
    """Each route has its section, and nothing is documented that is not there."""
    sections = re.findall(r"^## ([A-Z]+ \S+)$", read("docs/http.md"), re.MULTILINE)

    assert sections == [f"{operation.method} {operation.path}" for operation in OPERATIONS]
    assert transcripts.EXAMPLES.keys() == {operation.path for operation in OPERATIONS}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("curl") is None, reason="the commands of docs/http.md use curl")
def test_the_transcripts_are_what_the_service_answers() -> None:
    """Every command of docs/http.md, carried out now, prints what stands there; `make docs` writes it anew."""
    with transcripts.running() as service:
        assert transcripts.page(service) == read("docs/http.md")


def test_the_search_in_the_readme_is_real(tmp_path: Path) -> None:
    """The first thing that anybody sees is what the command prints."""
    runner = CliRunner()
    runner.invoke(cli, ["index", str(ROOT / "data/posts"), "--index", str(tmp_path)])
    printed = runner.invoke(cli, ["search", "permalnks", "--limit", "1", "--index", str(tmp_path)]).output

    shown = transcript("README.md", "backmatter search permalnks --limit 1")

    assert printed.startswith(shown)


def test_the_problems_in_the_readme_are_real() -> None:
    """The report is what the command prints for the sample posts."""
    printed = CliRunner().invoke(cli, ["check", str(ROOT / "data/posts")]).stdout

    assert printed == transcript("README.md", "backmatter check data/posts")


def test_the_architecture_names_every_part_of_the_indexer() -> None:
    """The table of ranks is the one that is checked."""
    rows = re.findall(r"^\| (\d) \| (`[^|]+`) \|", read("docs/architecture.md"), re.MULTILINE)
    shown = [(rank, name) for rank, cell in rows for name in re.findall(r"`(\w+)/?`", cell)]

    assert sorted(shown) == sorted((str(i), name) for i, names in enumerate(RANKS["indexer"], 1) for name in names)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_make_targets_exist(page: str) -> None:
    """Whoever types what these pages say gets what they say."""
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", read(page), re.MULTILINE))

    assert named
    assert named <= targets


def first_column(page: str, heading: str) -> set[str]:
    """What is named in the first column of the table below a heading."""
    section = read(page).split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE))


@pytest.mark.parametrize(
    ("heading", "file", "pattern"),
    [
        ("Attributes", "settings.js", r'(?:get|on|hasAttribute)\("(\w+)"\)'),
        ("Looks", "blog-search.css", r"var\((--bs-(?!.\b)\w+)"),
        ("Events and methods", "*.js", r'tell\("(search:\w+)"'),
    ],
)
def test_all_that_a_page_can_say_to_the_search_box_is_documented(heading: str, file: str, pattern: str) -> None:
    """Attributes, properties of the style and events are those of the code, and no others."""
    texts = (path.read_text("utf-8") for path in (ROOT / "service/box").glob(file))

    assert first_column("docs/search-box.md", heading) == {name for text in texts for name in re.findall(pattern, text)}
