"""The values of a facet against a look at every document."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from indexer.facet_values import FacetValues
from tests.documents import document
from tests.oracle.values import Values

SPELLINGS = (
    *("python", "Python", "web dev", "Web-Dev", "é", "É", "e\u0301", "日本", "straße", ""),
    *("lang", "Lang/Python", "lang / python", "lang/c", "LANG /c", "a/b/c", "A / B/d", "a/e", "I/O", "24/7", "24/8"),
)
TAGGED = st.lists(st.lists(st.sampled_from(SPELLINGS), max_size=4, unique=True), max_size=8)


@given(TAGGED)
def test_values_are_those_of_a_loop(tagged: Sequence[Sequence[str]]) -> None:
    """Which there are, how each is shown, and which posts carry it or what stands below it."""
    posts = [document(str(number), tags=tuple(tags)) for number, tags in enumerate(tagged)]
    slowly = Values("tags", posts)

    values = FacetValues("tags", slowly.spellings)

    def carried(key: str) -> set[str]:
        return {key, *(carried(values.above[key]) if key in values.above else ())}

    for post in posts:
        own = {values.keys[tag] for tag in post.tags}
        assert set().union(*map(carried, own)) == slowly.keys(post)
    assert list(values.names) == sorted({key for post in posts for key in slowly.keys(post)})
    assert list(values.names.values()) == list(map(slowly.shown, values.names))


def test_a_name_of_somebody_stands_below_nothing() -> None:
    """Only tags and categories have levels."""
    spellings = {"ana/bo": 2, "ana/eva": 1}

    assert list(FacetValues("authors", spellings).names) == ["ana/bo", "ana/eva"]
    assert list(FacetValues("categories", spellings).names) == ["ana", "ana/bo", "ana/eva"]
