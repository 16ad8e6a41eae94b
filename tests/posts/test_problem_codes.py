"""The list of problem codes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import indexer
from indexer.posts.problem_codes import PROBLEM_CODES

_REPORTING = {"Problem": 2, "problem": 1, "UnreadablePost": 0, "BadDate": 0}
"""What reports problems, with the place of the code among its arguments."""


def _codes_used() -> Iterator[str]:
    for file in Path(indexer.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            arguments = node.args[_REPORTING.get(_name(node.func), 99) :] if isinstance(node, ast.Call) else []
            if arguments and isinstance(arguments[0], ast.Constant):
                yield str(arguments[0].value)


def _name(function: ast.expr) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


@pytest.mark.slow
def test_every_code_in_use_is_listed_and_every_listed_code_is_in_use() -> None:
    """So that an author finds each one explained."""
    assert set(_codes_used()) == set(PROBLEM_CODES)


def test_each_says_what_to_do() -> None:
    """One sentence with a cure behind the semicolon; codes are kebab-case."""
    for code, meaning in PROBLEM_CODES.items():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)
        assert re.fullmatch(r"[A-Z].+; [a-z].+\.", meaning)
