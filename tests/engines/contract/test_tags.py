"""One tag, one name: spellings and levels, in filters, in what is typed and in counts."""

import pytest

from indexer import Aliases, Engine, Filter, Query, parse
from tests.documents import document

LEVELS = (
    document("a", tags=("Lang/Python",), categories=("Tech/Web",)),
    document("b", tags=("lang / python", "lang"), categories=("tech",)),
    document("c", tags=("lang/c++", "web")),
    document("d", tags=("TCP/IP", "I/O", "web")),
)


def tags(engine: Engine, query: Query | None = None) -> list[tuple[str, int]]:
    """The tags of what *query* finds, with their counts."""
    found = engine.search(query or Query(facets=("tags",)))
    return list(found.facets["tags"].items())


def ids(engine: Engine, *wanted: str) -> list[str]:
    """The posts that carry any of the tags *wanted*; the same whether it is a filter or typed."""
    found = [hit.id for hit in engine.search(Query(filters=(Filter("tags", wanted),))).hits]
    typed = " OR ".join(f'tag:"{tag}"' for tag in wanted)
    assert [hit.id for hit in engine.search(Query(typed, parse(typed))).hits] == found
    return found


@pytest.mark.parametrize("asked", ["Open Source", "open-source", "OPENSOURCE", "open_source", "Open.Source!"])
def test_spellings_are_one_tag(engine: Engine, asked: str) -> None:
    """Shown as most posts write it, found and counted by any."""
    spellings = ("open-source", "Open Source", "Open Source", "opensource", "Source", "open/source")
    engine.apply([document(str(number), tags=(tag,)) for number, tag in enumerate(spellings)], [])

    assert ids(engine, asked) == ["0", "1", "2", "3"]
    assert tags(engine) == [("Open Source", 4), ("open/source", 1), ("Source", 1)]


def test_posts_keep_what_their_author_wrote(engine: Engine) -> None:
    """Whatever the tag is called elsewhere."""
    engine.apply([document("a", tags=("node.js", "NodeJS")), document("b", tags=("Node JS",))], [])

    assert engine.search(Query()).hits[0].tags == ("node.js", "NodeJS")
    assert tags(engine) == [("Node JS", 2)]


def test_signs_that_tell_names_apart_do_so(engine: Engine) -> None:
    """Languages, versions, and tags of nothing but signs."""
    names = ("C", "C++", "C#", ".NET", "net", "1.0", "10", "🎉", "!", "?")
    engine.apply([document(str(number), tags=(tag,)) for number, tag in enumerate(names)], [])

    assert sorted(tags(engine)) == sorted((name, 1) for name in names)
    assert [ids(engine, name) for name in names] == [[str(number)] for number in range(len(names))]


def test_a_tag_is_found_by_what_it_stands_below(engine: Engine) -> None:
    """And counted once there; its own name finds it alone."""
    engine.apply(LEVELS, [])

    assert ids(engine, "LANG") == ["a", "b", "c"]
    assert ids(engine, "lang/python") == ["a", "b"]
    assert ids(engine, "lang", "web") == ["a", "b", "c", "d"]
    assert tags(engine) == [
        *(("lang", 3), ("Lang/Python", 2), ("web", 2)),
        *(("I/O", 1), ("lang/c++", 1), ("TCP/IP", 1)),
    ]


def test_a_slash_without_evidence_is_a_slash(engine: Engine) -> None:
    """Nobody here has a tag TCP, or a second protocol below it."""
    engine.apply(LEVELS, [])
    assert ids(engine, "tcp") == []

    engine.apply([document("e", tags=("TCP/UDP",))], [])
    assert ids(engine, "tcp") == ["d", "e"]
    assert ("TCP", 2) in tags(engine)

    engine.apply([], ["e"])
    assert ids(engine, "tcp") == []


def test_categories_have_levels_and_names_of_people_have_none(engine: Engine) -> None:
    """A slash in an author's name separates nothing."""
    engine.apply([*LEVELS, document("e", authors=("ana/bo",)), document("f", authors=("ana",))], [])

    facets = engine.search(Query(facets=("categories", "authors"))).facets

    assert facets["categories"] == {"tech": 2, "Tech/Web": 1}
    assert facets["authors"] == {"ana": 1, "ana/bo": 1}


def test_a_chosen_tag_leaves_the_others_on_offer(engine: Engine) -> None:
    """Whichever spelling or level is chosen, all counts are those without it."""
    engine.apply(LEVELS, [])

    for chosen in ("lang", "LANG/python", "web"):
        assert tags(engine, Query(filters=(Filter("tags", (chosen,)),), facets=("tags",))) == tags(engine)
    narrowed = Query(filters=(Filter("tags", ("lang",)), Filter("categories", ("TECH",))), facets=("tags",))
    assert tags(engine, narrowed) == [("lang", 2), ("Lang/Python", 2)]


def test_posts_are_compared_by_their_own_tags(engine: Engine) -> None:
    """What those stand below says nothing new of them."""
    engine.apply(LEVELS, [])

    assert sorted(engine.vectors().tagging.names) == ["I/O", "Lang/Python", "TCP/IP", "lang", "lang/c++", "web"]


def test_aliases_ask_for_the_tag_they_stand_for(engine: Engine) -> None:
    """In filters and in what is typed, in any spelling, whoever wrote which."""
    aliases = Aliases({"js": "ecmascript", "ECMA-Script": "JavaScript", "py": "lang/python"})
    posts = [("a", ("JS", "web")), ("b", ("javascript",)), ("c", ("JavaScript",)), ("d", ("py",)), ("e", ("lang",))]
    documents = [document(name, tags=tags, tag_names=aliases.renamed(tags)) for name, tags in posts]
    engine.apply(documents, [], aliases=aliases)

    for asked in ("js", "Java Script", "ecmascript"):
        assert ids(engine, asked) == ["a", "b", "c"]
    assert ids(engine, "py") == ids(engine, "lang/python") == ["d"]
    assert tags(engine) == [("JavaScript", 3), ("lang", 2), ("lang/python", 1), ("web", 1)]
    assert tags(engine, Query(filters=(Filter("tags", ("js",)),), facets=("tags",))) == tags(engine)
    assert engine.get("a") == documents[0]
    assert engine.search(Query()).hits[0].tags == ("JS", "web")
    assert [hit.id for hit in engine.search(Query("javascript", parse("javascript"))).hits] == ["b", "c", "a"]


def test_aliases_hold_until_others_are_given(engine: Engine) -> None:
    """An index that is built anew begins without any."""
    aliases = Aliases({"js": "javascript"})
    engine.apply([document("a", tags=("javascript",))], [], aliases=aliases)
    engine.apply([document("b", tags=("javascript",))], [])
    assert engine.aliases == aliases
    assert ids(engine, "js") == ["a", "b"]

    engine.apply([], [], aliases=Aliases())
    assert (engine.aliases, ids(engine, "js")) == (Aliases(), [])

    engine.apply([], [], aliases=aliases)
    engine.apply([document("c")], [], rebuild=True)
    assert engine.aliases == Aliases()


def test_spellings_are_counted_as_they_are_written(engine: Engine) -> None:
    """Of posts that are there."""
    engine.apply([document("a", tags=("Css", "css")), document("b", tags=("css",)), document("c", tags=("old",))], [])
    engine.apply([], ["c"])

    assert engine.spellings("tags") == {"Css": 1, "css": 2}
    assert engine.spellings("authors") == {}
