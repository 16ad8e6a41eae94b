"""Plurals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.tagging.hygiene.plurals import plurals
from tests.tagging.hygiene.blog import blog, confident, keyed, merges, name


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("tools", "tool"),
        ("stories", "story"),
        ("boxes", "box"),
        ("searches", "search"),
        ("caches", "cache"),
        ("heroes", "hero"),
        ("days", "day"),
        ("APIs", "API"),
        ("PDFs", "PDF"),
        ("design systems", "Design-System"),
        ("recetas", "receta"),
        ("classes", "class"),
    ],
)
def test_a_plural_is_its_singular(plural: str, singular: str) -> None:
    """With whatever ending it has, and in whatever case."""
    assert confident(plurals, blog([plural], [singular])) == {(plural, singular)}


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("aws", "aw"),
        ("ios", "io"),
        ("dos", "do"),
        ("news", "new"),
        ("windows", "window"),
        ("https", "http"),
        ("HTTPS", "HTTP"),
        ("CHIPS", "chips".removesuffix("s")),
        ("Ideas", "IDEA"),
        ("statistics", "statistic"),
        ("goes", "go"),
        ("Open Windows", "open window"),
    ],
)
def test_not_every_word_in_s_is_a_plural(plural: str, singular: str) -> None:
    """Such pairs are proposed, with what speaks against them."""
    found = merges(plurals, blog([plural], [singular]))

    assert set(found) == {(plural, singular)}
    assert all(found.values())


@pytest.mark.parametrize(("one", "other"), [("css", "cs"), ("sass", "sas"), ("2010s", "2010"), ("s", ""), ("ies", "y")])
def test_what_no_plural_looks_like_is_not_even_proposed(one: str, other: str) -> None:
    """No plural ends in ss, and years have none that means the same."""
    assert merges(plurals, blog([one], [other or "x"])) == {}


def test_tags_on_one_post_are_left_to_their_author() -> None:
    """Whoever writes both on one post means two things."""
    assert confident(plurals, blog(["tool", "tools"])) == set()


def test_languages_are_kept_apart() -> None:
    """The same letters are another word there."""
    names = keyed(name("links", lang="de"), name("link", lang="en"))

    assert [bool(merge.doubt) for merge in plurals(names, blog())] == [True]


@given(st.lists(st.text(alphabet="aeoshyix", min_size=1, max_size=5), unique=True, max_size=12))
def test_pairs_are_found_as_by_hand(words: list[str]) -> None:
    """Every pair of words that an ending tells apart, each plural once."""

    def singular(word: str) -> str | None:
        for ending, instead, before in (("ies", "y", "hsx"), ("es", "", "osx"), ("s", "", "aeohyix")):
            stem = word.removesuffix(ending)
            fits = stem != word and stem and (stem[-1] in before or (ending == "es" and stem.endswith("sh")))
            if fits and stem + instead in words:
                return stem + instead
        return None

    expected = {(word, singular(word)) for word in words if singular(word)}
    assert set(merges(plurals, blog(*[[word] for word in words]))) == expected
