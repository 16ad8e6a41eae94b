"""Relations: what a header says about other posts."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.relations import NONE, Relations, Series, named_posts, part_of, series_of, translations

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["name", "url", "part", "x"]), inner),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "series"),
    [
        ("A, B", Series("A, B")),
        (["A", "B"], Series("A")),
        ({"Name": "A", "Part": "Two, 2"}, Series("A", 2)),
        ({"name": "A", "index": 0}, Series("A", 0)),
        ([], None),
        (None, None),
    ],
)
def test_a_series_has_a_name_and_perhaps_a_number(value: object, series: Series | None) -> None:
    """Commas belong to the name, as it is one."""
    assert series_of(value) == series


@pytest.mark.parametrize(("value", "part"), [("3", 3), (2, 2), ("Part 1.5", 1.5), ("last", None), (None, None)])
def test_the_part_is_the_number_in_what_was_typed(value: object, part: float | None) -> None:
    """Whatever stands around it."""
    assert part_of(value) == part


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("a, b ;c\nd", ("a", "b", "c", "d")),
        (["a, b", "a, b", None, ""], ("a, b",)),
        ({"title": "A", "path": "a.md"}, ("a.md",)),
        ("", ()),
        ([["a"]], ()),
    ],
)
def test_posts_are_named_one_by_one(value: object, named: tuple[str, ...]) -> None:
    """In a list, or in a text with commas between them; each once."""
    assert named_posts(value) == named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2024/a.md", "2024/a.es.md"),
        ("2024/a.en.md", "2024/a.es.md"),
        ("2024/a.md", "es/2024/a.md"),
        ("en/2024/a.md", "es/2024/a.html"),
        ("a/index.md", "a/fr.md"),
        ("a/index.md", "a/index.fr.md"),
        ("blog/a.md", "i18n/fr/docusaurus-plugin-content-blog/a.md"),
    ],
)
def test_translations_share_their_path_but_for_the_language(one: str, other: str) -> None:
    """Whichever custom the blog follows."""
    assert translations(one, NONE) == translations(other, NONE)


def test_translations_share_what_their_headers_say() -> None:
    """A key, or the name of the original however it is written."""
    by_key = translations("pan.md", Relations(translation_key="bread"))
    by_original = translations("pan.md", Relations(original="/Bread/"))

    assert by_key == ("path pan", "key bread")
    assert by_original == ("path pan", "of bread")


@pytest.mark.slow
@given(VALUES)
def test_headers_may_hold_anything(value: object) -> None:
    """What makes no sense names nothing; what is named is text without blanks around it."""
    series = series_of(value)

    assert series is None or (series.name and (series.part is None or series.part >= 0))
    assert all(name and name == name.strip() for name in named_posts(value))
