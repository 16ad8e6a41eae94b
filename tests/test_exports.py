"""The indexer's one door."""

import ast
from pathlib import Path
from types import ModuleType

import indexer


def test_all_names_what_is_there() -> None:
    """Completely, without repetition."""
    public = {
        name
        for name, value in vars(indexer).items()
        if not name.startswith("_") and not (isinstance(value, ModuleType) and value.__name__ == f"indexer.{name}")
    }

    assert len(indexer.__all__) == len(set(indexer.__all__))
    assert public <= set(indexer.__all__)
    assert all(hasattr(indexer, name) for name in indexer.__all__)


def test_everything_behind_the_door_is_documented() -> None:
    """One sentence at least."""
    for name in indexer.__all__:
        value = getattr(indexer, name)
        if callable(value):
            assert value.__doc__, name


def test_every_error_is_offered_but_those_that_never_leave() -> None:
    """So that callers can tell them apart."""
    tree = ast.parse((Path(indexer.__file__).parent / "errors.py").read_text("utf-8"))
    errors = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}

    assert errors - set(indexer.__all__) == {"TagsRefused", "UnreadablePost"}
