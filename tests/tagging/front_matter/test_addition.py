"""How tags are spelled in lists."""

import json
import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.front_matter.addition import Addition

letters = st.characters(categories=["L", "N", "P", "S"]) | st.sampled_from(" #:,-'\"\\")
tags = st.text(letters, min_size=1, max_size=8).map(str.strip).filter(bool)
neighbours = st.sampled_from([[], ["a"], ["'a'"], ['"a"'], ['"a"', "b"], ["'a'", '"b"']])


@given(tags, neighbours)
def test_yaml_reads_the_same_text(tag: str, beside: list[str]) -> None:
    """In a list between brackets and behind a dash, with a reader that guesses types."""
    (spelled,) = Addition((), (tag,), "yaml").spelled(beside)

    assert yaml.safe_load(f"tags: [{spelled}]\nlist:\n- {spelled}\n") == {"tags": [tag], "list": [tag]}


@given(tags, neighbours)
def test_toml_and_json_read_the_same_text(tag: str, beside: list[str]) -> None:
    """Whatever quotes the neighbours have."""
    (toml,) = Addition((), (tag,), "toml").spelled(beside)
    (in_json,) = Addition((), (tag,), "json").spelled(beside)

    assert tomllib.loads(f"tag = {toml}") == {"tag": tag}
    assert json.loads(in_json) == tag


@pytest.mark.parametrize(
    ("beside", "spelled"),
    [
        ([], ["new", '"no"', "it's"]),
        (["a", "'b'"], ["new", '"no"', "it's"]),
        (["'b'"], ["'new'", "'no'", '"it\'s"']),
        (['"b"'], ['"new"', '"no"', '"it\'s"']),
        (["'a'", '"b"'], ['"new"', '"no"', '"it\'s"']),
    ],
)
def test_quotes_are_those_of_the_neighbours(beside: list[str], spelled: list[str]) -> None:
    """None where one of them does without, unless the tag needs them."""
    assert Addition((), ("new", "no", "it's"), "yaml").spelled(beside) == spelled


def test_all_tags_as_a_list() -> None:
    """Those that were there come first."""
    addition = Addition(("a",), ("b c",), "toml")

    assert addition.as_list() == '["a", "b c"]'
    assert addition.from_nothing() == Addition((), ("a", "b c"), "toml")
    assert addition.has_lists
    assert not Addition((), (), "pelican").has_lists
