"""Values read as well as they can be, where no parser reads them."""

import pytest

from indexer.posts.headers.lenient import scalar


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("[a, 'b c', \"d, e\"]", ["a", "b c", "d, e"]),
        ("[a, b", ["a", "b"]),
        ("[WIP] Mine", "[WIP] Mine"),
        ("{a: 1, b}", {"a": "1", "b": None}),
        ("{{ page.title }}", "{{ page.title }}"),
        ("{% raw %}", "{% raw %}"),
        ("'quoted'", "quoted"),
        ('"Half', "Half"),
        ('"One" and "two"', '"One" and "two"'),
        ("~", None),
    ],
)
def test_a_value_is_read_as_its_author_meant_it(text: str, value: object) -> None:
    """Lists, tables and quotations, also those that are left open."""
    assert scalar(text) == value
