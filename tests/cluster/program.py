"""The program of an OpenSearch node: jars that Maven fetches once, and our Node.java that starts them."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import NoReturn

import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / ".ci/opensearch/pom.xml", ROOT / ".ci/opensearch/Node.java")
NO_CLUSTER = "NO CLUSTER"
PROGRAMS = ("java", "javac", "mvn")
MAVEN = ("mvn", "--quiet", "--batch-mode", "-Dstyle.color=never")
PATIENCE = 900
"""Seconds in which 50 MB have to arrive."""


def installed() -> Path:
    """The folder with a node's jars and classes; without Java and Maven the test is skipped, and fails if CI is set."""
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    if missing:
        _give_up(f"{', '.join(missing)} cannot be found")
    digest = hashlib.sha256(b"".join(source.read_bytes() for source in SOURCES)).hexdigest()
    program = ROOT / f".venv/opensearch-{digest[:8]}"
    program.parent.mkdir(exist_ok=True)
    with FileLock(f"{program}.lock"):
        if not program.exists():
            _install(program)
    return program


def _install(program: Path) -> None:
    pom, source = SOURCES
    part = program.with_suffix(".part")
    _run(*MAVEN, f"--file={pom}", "dependency:copy-dependencies", f"-DoutputDirectory={part}")
    _run("javac", "-classpath", f"{part}/*", "-d", str(part), str(source))
    part.rename(program)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE)
    except subprocess.CalledProcessError as error:
        said = (error.stdout + error.stderr).strip() or "nothing"
        _give_up(f"{command[0]} failed and said: {said.splitlines()[0]}")
    except subprocess.TimeoutExpired:
        _give_up(f"{command[0]} took more than {PATIENCE} s")


def _give_up(reason: str) -> NoReturn:
    message = (
        f"{NO_CLUSTER}: nothing was tried on OpenSearch, as {reason}. It takes Java 11 to 21, and a Maven that reaches "
        "Maven Central. Debian, Ubuntu: apt-get install default-jdk-headless maven"
    )
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)
