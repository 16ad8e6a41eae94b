"""Aliases of tags, from one sync to the next."""

import pytest

from indexer import Aliases, Filter, Query, parse
from tests.sync.conftest import Blog, changes

JS = Aliases({"js": "JavaScript"})


@pytest.fixture
def tagged(blog: Blog) -> Blog:
    """The blog with tags, synced without aliases."""
    for name, tag in (("one", "JS"), ("two", "javascript"), ("three", "css")):
        blog.write(f"{name}.md", f"---\ntitle: {name}\ntags: [{tag}]\n---\nText of {name}.\n")
    blog.sync()
    return blog


def tags(blog: Blog) -> dict[str, int]:
    """The blog's tags."""
    return dict(blog.engine.search(Query(facets=("tags",))).facets["tags"])


def titles(blog: Blog, tag: str) -> set[str]:
    """The posts that a tag finds."""
    return {hit.title for hit in blog.engine.search(Query(filters=(Filter("tags", (tag,)),))).hits}


def test_new_aliases_change_the_posts_that_carry_them(tagged: Blog) -> None:
    """And no others; a sync after that has nothing to do."""
    assert changes(tagged.sync(aliases=JS)) == (0, 1, 0)
    assert (tags(tagged), titles(tagged, "js")) == ({"JavaScript": 2, "css": 1}, {"one", "two"})

    generation = tagged.engine.generation
    assert changes(tagged.sync(aliases=JS)) == (0, 0, 0)
    assert tagged.engine.generation == generation

    assert changes(tagged.sync()) == (0, 1, 0)
    assert (tags(tagged), titles(tagged, "js")) == ({"JS": 1, "css": 1, "javascript": 1}, {"one"})


def test_words_are_found_by_the_name_and_by_the_alias(tagged: Blog) -> None:
    """Posts keep what their author wrote."""
    tagged.sync(aliases=JS)

    for word in ("js", "javascript"):
        hits = tagged.engine.search(Query(word, parse(word))).hits
        assert ("one", ("JS",)) in [(hit.title, hit.tags) for hit in hits]


def test_aliases_that_no_post_carries_hold_without_a_change_to_any(tagged: Blog) -> None:
    """Readers may use a word that no author does."""
    assert changes(tagged.sync(aliases=Aliases({"stylesheets": "css"}))) == (0, 0, 0)
    assert titles(tagged, "Stylesheets") == {"three"}


def test_a_file_that_was_touched_is_not_indexed_again(tagged: Blog) -> None:
    """Its fingerprint tells of its content and of its tags' names."""
    tagged.sync(aliases=JS)
    generation = tagged.engine.generation
    file = tagged.posts / "one.md"
    file.write_bytes(file.read_bytes())

    assert changes(tagged.sync(aliases=JS)) == (0, 0, 0)
    assert tagged.engine.generation == generation


def test_a_rebuild_keeps_the_aliases(tagged: Blog) -> None:
    """They are the settings', not the index's."""
    tagged.sync(aliases=JS, rebuild=True)

    assert tagged.engine.aliases == JS
    assert titles(tagged, "js") == {"one", "two"}
