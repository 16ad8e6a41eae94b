"""The files around the code do what they promise: locks, Makefile, continuous integration, container."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def locked(name: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(name: str) -> None:
    """A lock says what is installed, never from where, so that any mirror will do."""
    text = (ROOT / name).read_text("utf-8")
    requirements = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:]

    assert [entry for entry in requirements if "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?://|^--?[a-z]|file:|(?<![\w.])/\w+", text, re.MULTILINE) == []


def test_both_locks_agree() -> None:
    """What is tested is what runs."""
    runtime, dev = (locked(name) for name in LOCKS)

    assert {name: dev.get(name) for name in runtime} == runtime


def test_every_dependency_is_locked() -> None:
    """A dependency that was added without `make lock` is noticed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    names = [re.split(r"[\[<>=~ ]", line)[0] for line in project["project"]["dependencies"] + groups["build"]]
    dev_names = [re.split(r"[\[<>=~ ]", line)[0] for line in groups["dev"] if isinstance(line, str)]

    assert set(names) <= locked(LOCKS[0]).keys()
    assert {name.lower() for name in dev_names} <= locked(LOCKS[1]).keys()


def test_the_changelog_has_this_version() -> None:
    """The newest entry is the version that pyproject.toml names."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    newest = re.search(r"^## \[?(\d[^\] ]*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)

    assert newest
    assert newest[1] == project["version"]


def test_continuous_integration_lints_and_tests() -> None:
    """.ci/run can be started and calls both."""
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert {"make lint", "make test"} <= set(re.findall(r"^make \w+", script.read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('case "$2" in *print*) echo 3.9;; *) exit 1;; esac', "is Python 3.9, and 3.11 or newer is needed"),
        ('case "$2" in *print*) echo 3.12;; *ensurepip*) exit 1;; esac', "apt-get install python3.12-venv"),
    ],
)
def test_make_says_what_is_wrong_with_a_python(tmp_path: Path, lines: str, message: str) -> None:
    """A Python that is too old or has no venv is named, with the cure, before anything is installed."""
    interpreter = tmp_path / "python"
    interpreter.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    interpreter.chmod(0o755)
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements.lock").touch()
    (tmp_path / "pyproject.toml").touch()

    done = subprocess.run(
        ["make", "run", f"PYTHON={interpreter}"], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode
    assert message in done.stdout
    assert not (tmp_path / ".venv").exists()


def test_the_wheel_holds_what_the_code_reads() -> None:
    """Whatever lies beside the code, such as templates and tables, is installed with it."""
    packed = {file.distribution_path for file in WheelBuilder(str(ROOT)).recurse_included_files()}
    beside = {
        path.relative_to(ROOT).as_posix()
        for room in ("indexer", "service")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert "indexer/tagging/background.txt" in packed
    assert beside <= packed


def instructions() -> list[tuple[str, str]]:
    """The Dockerfile's instructions, each with its argument."""
    lines = re.sub(r"\\\n\s*", "", DOCKERFILE).splitlines()
    return [(line.split()[0], line.split(None, 1)[1]) for line in lines if line and not line.startswith("#")]


def argument(name: str) -> str:
    """The argument of the last instruction of that name."""
    return [text for instruction, text in instructions() if instruction == name][-1]


def test_the_container_is_not_root() -> None:
    """The service runs as a numbered user, so that Kubernetes can tell that it is not root."""
    assert int(argument("USER")) > 0


def test_the_build_context_holds_what_is_copied_and_little_else() -> None:
    """.dockerignore lets in what COPY needs; .git, the environment and the index stay out."""
    let_in = set(re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    copied = {
        source
        for instruction, text in instructions()
        if instruction == "COPY" and not text.startswith("--from")
        for source in text.split()[:-1]
    }

    assert copied == let_in


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def container(tmp_path: Path, port: int) -> Iterator[list[str]]:
    """The image built and started without Docker: its own instructions, carried out below *tmp_path*.

    Left out are the instructions that would change the machine (adding a user). Gives the HEALTHCHECK's command.
    """
    places = {"/opt/": f"{tmp_path}/opt/", "/index": f"{tmp_path}/index", "/posts": f"{ROOT}/data/posts"}
    places |= {"0.0.0.0": "127.0.0.1", ":8000/": f":{port}/"}  # noqa: S104 (it is replaced)

    def here(text: str) -> str:
        return re.sub("|".join(map(re.escape, places)), lambda match: places[match[0]], text)

    source = tmp_path / "src"
    source.mkdir()
    path = f"{tmp_path}/opt/backmatter/bin:{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "BACKMATTER_PORT": str(port)}
    for instruction, text in instructions():
        if instruction == "COPY" and not text.startswith("--from"):
            *names, target = text.split()
            subprocess.run(["cp", "-r", *(str(ROOT / name) for name in names), source / target], check=True)
        if instruction == "RUN" and not text.startswith("useradd"):
            subprocess.run(["/bin/sh", "-c", here(text)], cwd=source, env=environment, check=True)

    with subprocess.Popen(json.loads(here(argument("CMD"))), cwd=tmp_path, env=environment) as service:
        program, *words = json.loads(here(argument("HEALTHCHECK").split("CMD")[1]))
        yield [f"{tmp_path}/opt/backmatter/bin/{program}", *words]
        service.terminate()


@pytest.mark.slow
def test_the_image_builds_starts_and_answers(container: list[str], port: int) -> None:
    """What the Dockerfile installs is enough to run, its health check passes, and it finds a post."""
    deadline = time.monotonic() + 60
    while subprocess.run(container, capture_output=True, check=False).returncode and time.monotonic() < deadline:
        time.sleep(0.2)
    with urlopen(f"http://127.0.0.1:{port}/api/search?q=permalinks") as answer:
        found = json.load(answer)

    assert found["totalHits"] > 0


def test_no_pattern_relies_on_possessive_groups() -> None:
    """Python before 3.11.5, which Debian 12 has, finds other words by ``(?:ab)*+`` (CPython issue 106052)."""
    possessive = re.compile(r"(?<!\()\)[*+?]\+")
    sources = [path for room in ("indexer", "service") for path in (ROOT / room).rglob("*.py")]

    assert [path.name for path in sources if possessive.search(path.read_text("utf-8"))] == []
