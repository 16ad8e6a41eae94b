"""Aliases of tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import AnyOf, Clause, Filter, Query, Value, Words
from indexer.aliases import Aliases
from indexer.analysis.folding import fold_tag
from indexer.errors import AliasError

BLOG = Aliases({"js": "ECMA Script", "ecmascript": "JavaScript", "k8s": "Kubernetes", "go-lang": "Go"})


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("k8s", "Kubernetes"),
        ("K8S", "Kubernetes"),
        ("golang", "Go"),
        ("Go Lang", "Go"),
        ("js", "JavaScript"),
        ("kubernetes", "kubernetes"),
        ("Food", "Food"),
        ("", ""),
    ],
)
def test_an_alias_stands_for_a_tag(tag: str, name: str) -> None:
    """In any spelling, by way of others; what is no alias stands for itself."""
    assert BLOG.name(tag) == name


def test_tags_that_stand_for_one_are_one() -> None:
    """In the order in which they came."""
    assert BLOG.names(["web", "k8s", "K8s", "js", "web"]) == ("web", "Kubernetes", "JavaScript")


def test_tags_are_renamed_only_where_one_is_an_alias() -> None:
    """So that nothing is kept of the others."""
    assert BLOG.renamed(["web", "k8s"]) == ("web", "Kubernetes")
    assert BLOG.renamed(["web", "Go", "web"]) == ()


def test_words_for_a_tag() -> None:
    """Those that lead there by way of others, too."""
    assert BLOG.words("javascript") == ("js", "ecmascript")
    assert BLOG.words("js") == ()


def test_an_alias_that_is_only_another_spelling_decides_on_the_spelling() -> None:
    """It leads round to nothing but itself."""
    aliases = Aliases({"open-source": "Open Source", "oss": "opensource"})

    assert aliases.names(["opensource", "OSS"]) == ("Open Source",)
    assert aliases.words("Open Source") == ("oss",)


def test_queries_ask_for_tags_by_their_names() -> None:
    """In filters and in what is typed, for tags and nothing else."""
    typed = AnyOf((Value("tags", "js"), Value("tags", "css"), Words("js")))
    query = Query(
        "tag:js OR tag:css OR js",
        clauses=(Clause(typed), Clause(Value("authors", "js"))),
        filters=(Filter("tags", ("js", "ecmascript", "css")), Filter("authors", ("js",))),
    )

    asked = BLOG.query(query)

    named = AnyOf((Value("tags", "JavaScript"), Value("tags", "css"), Words("js")))
    assert asked.clauses == (Clause(named), Clause(Value("authors", "js")))
    assert asked.filters == (Filter("tags", ("JavaScript", "css")), Filter("authors", ("js",)))
    assert asked.text == query.text


def test_without_aliases_nothing_changes() -> None:
    """Which is what most blogs have."""
    query = Query("tag:js", filters=(Filter("tags", ("js",)),))

    assert Aliases().query(query) is query
    assert Aliases().names(["b", "a"]) == ("b", "a")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({"js": ""}, ['"js" = ""', "missing"]),
        ({" ": "javascript"}, ['" " = "javascript"', "missing"]),
        ({"js": "javascript", "JS": "jscript"}, ['"JS" = "jscript"', '"js" = "javascript"', "leave one"]),
        ({"a": "b", "b": "a"}, ['"b" = "a"', '"a" = "b"', "leave one"]),
        ({"x": "a", "a": "b", "b": "c", "C": "A"}, ['"C" = "A"', '"a" = "b"']),
    ],
)
def test_a_table_that_makes_no_sense_is_refused(table: dict[str, str], words: list[str]) -> None:
    """With the line that is wrong and the cure."""
    with pytest.raises(AliasError) as caught:
        Aliases(table)

    assert all(word in str(caught.value) for word in words), caught.value


WORDS = st.text("ab-", max_size=2)


@given(st.dictionaries(WORDS, WORDS, max_size=5), WORDS)
def test_a_name_is_its_own_name(table: dict[str, str], tag: str) -> None:
    """However long the way to it was; or the table is refused."""
    try:
        aliases = Aliases(table)
    except AliasError:
        return

    name = aliases.name(tag)
    assert fold_tag(aliases.name(name)) == fold_tag(name)
    assert all(aliases.name(word) for word in table)
