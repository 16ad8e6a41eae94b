"""The background: what is shipped is there, and tables are read as they were written."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.background import UNCOMMON, Background, Commonness, background, parsed, written
from indexer.tagging.persons import given_names

PHRASES = st.lists(st.sampled_from(["search", "index", "engin", "node.js", "été"]), min_size=1, max_size=3).map(
    " ".join
)
COMMONNESS = st.builds(Commonness, st.integers(1, 9999), st.integers(0, 99).map(lambda tenths: tenths / 10))


@given(st.dictionaries(PHRASES, COMMONNESS), st.integers(0, 9999))
def test_what_is_written_is_read(phrases: dict[str, Commonness], posts: int) -> None:
    """Every phrase keeps its numbers."""
    table = Background(posts, phrases)

    assert parsed(written(table)) == table


def test_common_words_are_in_what_is_shipped() -> None:
    """It is in the package, and knows a word from a rare one."""
    shipped = background()

    assert shipped.posts > shipped.phrases["use"].posts > shipped.phrases["javascript"].posts > 0
    assert "qwfpgj" not in shipped.phrases
    assert UNCOMMON.posts == 0


def test_what_is_shipped_tells_of_language_alone() -> None:
    """No given name, no number, nothing that one post alone might hold."""
    words = {word for phrase in background().phrases for word in phrase.split()}
    common = {word for word in words if word in background().phrases and background().phrases[word].posts >= 30}

    assert not words & given_names() - common
    assert not any(word.isdigit() or "@" in word or "/" in word for word in words)
    assert min(one.posts for one in background().phrases.values()) >= 5
