"""All that is known of a tag."""

import pytest

from indexer import Aliases, Engine
from indexer.tagging.tag import Tag, find_tag
from tests.documents import document
from tests.oracle import OracleEngine

ALIASES = Aliases({"js": "ecmascript", "ECMAScript": "JavaScript", "py": "lang/python", "oss": "open source"})
POSTS = {
    "a": ("js", "Open Source"),
    "b": ("JavaScript", "open-source"),
    "c": ("javascript", "JavaScript", "opensource", "Open Source"),
    "d": ("Lang/Python", "open-source"),
    "e": ("py", "Open Source"),
    "f": ("lang/go/modules", "lang/go/generics"),
    "g": ("lang",),
}


@pytest.fixture(scope="module")
def blog() -> Engine:
    """Posts with tags of several names."""
    engine = OracleEngine()
    documents = [document(name, tags=tags, tag_names=ALIASES.renamed(tags)) for name, tags in POSTS.items()]
    engine.apply(documents, [], aliases=ALIASES)
    return engine


def test_a_tag_knows_its_names(blog: Engine) -> None:
    """That which most posts use, others that some do, and words that stand for it."""
    found = find_tag(blog, "OpenSource")

    assert found == Tag("Open Source", 5, spellings=("open-source", "opensource"), aliases=("oss",))


def test_people_are_told_the_names_that_differ_in_more_than_case() -> None:
    """Aliases first."""
    tag = Tag("Open Source", 9, spellings=("open source", "open-source", "Open-Source"), aliases=("OSS", "oss"))

    assert tag.other_names == ("OSS", "open-source")
    assert Tag("web", 1).other_names == ()


@pytest.mark.parametrize("name", ["js", "ecma script", "JAVASCRIPT", "Java-Script"])
def test_a_tag_is_found_by_any_of_its_names(blog: Engine, name: str) -> None:
    """In any spelling."""
    found = find_tag(blog, name)

    assert found == Tag("JavaScript", 3, spellings=("javascript",), aliases=("js", "ECMAScript"))


def test_a_tag_knows_what_stands_above_and_below_it(blog: Engine) -> None:
    """The nearest levels alone, counted with what stands below them."""
    lang, go, python = (find_tag(blog, name) for name in ("lang", "lang/go", "py"))

    assert lang == Tag("lang", 4, children=(("Lang/Python", 2), ("lang/go", 1)))
    assert go == Tag("lang/go", 1, parent="lang", children=(("lang/go/generics", 1), ("lang/go/modules", 1)))
    assert python == Tag("Lang/Python", 2, spellings=("lang/python",), aliases=("py",), parent="lang")


@pytest.mark.parametrize("name", ["", "nothing", "lan", "python", "go"])
def test_what_no_post_carries_is_no_tag(blog: Engine, name: str) -> None:
    """Nor are parts of names."""
    assert find_tag(blog, name) is None
