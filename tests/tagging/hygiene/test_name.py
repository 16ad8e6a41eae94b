"""Tags under all their spellings."""

from hypothesis import given
from hypothesis import strategies as st

from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag
from indexer.tagging.hygiene.name import TaggedPost, names_of
from tests.tagging.hygiene.blog import blog, name

TAGS = st.lists(
    st.sampled_from(["Go", "go", "open source", "Open-Source", "opensource", "C++", "C", "日本"]), unique=True
)


@given(st.lists(TAGS))
def test_every_spelling_is_counted_under_its_key(tagged: list[list[str]]) -> None:
    """As by hand; the most used tag is first, and so is its most used spelling."""
    names = blog(*tagged).names
    spellings = [(fold_tag(tag), tag) for tags in tagged for tag in tags]

    assert {(key, spelling) for key, one in names.items() for spelling in one.spellings} == set(spellings)
    for key, one in names.items():
        assert {spelling: len(posts) for spelling, posts in one.spellings.items()} == {
            spelling: spellings.count((key, spelling)) for spelling in one.spellings
        }
        assert one.count == sum(any(fold_tag(tag) == key for tag in tags) for tags in tagged)
        assert len(one.spellings[one.spelling]) == max(map(len, one.spellings.values()))
    assert [one.count for one in names.values()] == sorted((one.count for one in names.values()), reverse=True)


def test_aliases_are_resolved_first() -> None:
    """What is one tag by an alias is not two, and is to be called as the alias says."""
    posts = [TaggedPost("a", "a.md", ("js",)), TaggedPost("b", "b.md", ("JS", "css"))]
    names = names_of(posts, Aliases({"js": "JavaScript"}))

    assert names.keys() == {"javascript", "css"}
    assert names["javascript"].spelling == "JavaScript"
    assert (names["javascript"].is_chosen, names["css"].is_chosen) == (True, False)


def test_words_are_those_of_the_spelling() -> None:
    """Whatever stands between them."""
    assert name("u.s._Digital-Service").words == ("u", "s", "Digital", "Service")
    assert name("open-source").phrase == "open source"


def test_languages_that_are_unknown_exclude_nothing() -> None:
    """Only two known ones can be different."""
    english, german, unknown = name("a", lang="en"), name("b", lang="de"), name("c")

    assert not english.may_be(german)
    assert english.may_be(unknown)
    assert unknown.may_be(german)
