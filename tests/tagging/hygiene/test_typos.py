"""Typing mistakes."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.aliases import Aliases
from indexer.tagging.hygiene.name import names_of
from indexer.tagging.hygiene.typos import RARE, typos
from tests.tagging.hygiene.blog import Blog, blog, confident, counted, keyed, merges, name


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("textlitn", "textlint"),
        ("comunity", "community"),
        ("virtualzation", "virtualization"),
        ("postgrsql", "PostgreSQL"),
        ("opensorce", "open source"),
        ("accesibilidd", "accesibilidad"),
        ("κοινοτητα", "κοινότητα"),
    ],
)
def test_a_rare_tag_that_no_text_holds_is_a_mistake(wrong: str, right: str) -> None:
    """A letter or two away from one that is used."""
    said = f"All about {right}, again."

    assert confident(typos, blog([wrong], [right], [right], said=said)) == {(wrong, right)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rust", "rest"),
        ("logging", "blogging"),
        ("article 15", "article 16"),
        ("chrome-100", "chrome-101"),
        ("germany", "german"),
        ("italiana", "italian"),
        ("hacker", "hacked"),
        ("C++ code", "C# code"),
        ("gdpr in brazil", "gdpr brazil"),
        ("ブックマーク", "ブックマーケ"),
        ("program", "programming"),
    ],
)
def test_some_differences_are_no_slips(one: str, other: str) -> None:
    """Short words, first and last letters, digits, signs, words, and scripts in which a sign is a syllable."""
    assert merges(typos, blog([one], [other], [other])) == {}


def test_a_word_of_the_texts_is_a_word() -> None:
    """Mentoring is not a misspelt monitoring."""
    of = blog(["mentoring"], *counted(monitoring=3), said="We speak of monitoring and of mentoring.")

    assert merges(typos, of)["mentoring", "monitoring"]


def test_of_two_rare_tags_one_must_be_a_word() -> None:
    """Else nobody knows which is the mistake; a tag on more posts is right in any case."""
    assert confident(typos, blog(["Blusky"], ["Bluesky"])) == set()
    assert confident(typos, blog(["Blusky"], ["Bluesky"], said="On Bluesky")) == {("Blusky", "Bluesky")}
    assert confident(typos, blog(["Blusky"], *counted(Bluesky=RARE + 1))) == {("Blusky", "Bluesky")}


def test_nobody_makes_the_same_mistake_often() -> None:
    """A tag on several posts is meant so."""
    assert merges(typos, blog(*counted(comunity=RARE + 1, community=9))) == {}


def test_languages_are_kept_apart() -> None:
    """A translation is not a slip."""
    names = keyed(name("conceptos", lang="es"), name("concepts", "abcd", lang="en"))

    assert list(typos(names, blog())) == []


TAG = st.text(alphabet="abé1 ", min_size=5, max_size=8)


@settings(max_examples=50)
@given(st.lists(st.lists(TAG, max_size=3, unique=True), max_size=12), st.sampled_from(["", "aaaaa", "abaab ababa"]))
def test_no_two_tags_of_one_post_are_merged(tagged: list[list[str]], said: str) -> None:
    """Whatever they look like; and each tag is merged with one other at most."""
    of = blog(*tagged, said=said)
    found = [merge for merge in typos(of.names, of) if not merge.doubt]

    assert all(merge.name.posts.isdisjoint(merge.into.posts) for merge in found)
    assert len({merge.name.key for merge in found}) == len(found)
    assert all(merge.name.count <= RARE and merge.name.count <= merge.into.count for merge in found)


@settings(max_examples=50)
@given(st.lists(st.lists(TAG, max_size=3, unique=True), max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_posts_makes_no_difference(tagged: list[list[str]], order: random.Random) -> None:
    """The same merges are found."""
    of = blog(*tagged, said="aaaaa")
    shuffled = Blog(order.sample(list(of.posts), len(of.posts)), of.said)

    assert names_of(shuffled.posts, Aliases()) == of.names
    assert merges(typos, shuffled) == merges(typos, of)
