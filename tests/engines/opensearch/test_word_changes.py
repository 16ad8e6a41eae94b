"""What posts that come and go change of a blog's words."""

import random
from collections.abc import Iterable

import orjson
import pytest

from indexer import Document
from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch import word_changes as module
from indexer.engines.opensearch.analysed import Sources
from indexer.engines.opensearch.generations import Pointer
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.word_changes import WordChanges
from indexer.spelling import Vocabulary
from tests.documents import Chance, document
from tests.engines.opensearch.blog import Blog
from tests.oracle.corpus import Corpus

AT = Pointer("blog.1", 3)
TYPED = ("s", "se", "search", "serach", "housse", "algoritm", "日", "node.j", "*")


def written(come: Iterable[Document], go: Iterable[Document] = ()) -> dict[str, tuple[int, list[str]]]:
    """The words of the first generation to which the posts *come* and that *go* have left, by what is written."""
    changes, sources = WordChanges(), Sources(Analyzer())
    for _, source in sources.of(come):
        changes.come(source)
    for _, source in sources.of(go):
        changes.go(source)
    said = [orjson.loads(operation.source) for operation in changes.operations(AT, None)]
    assert {(one["kind"], one["from"]) for one in said} <= {("word", AT.number)}
    assert len({one["key"] for one in said}) == len(said)
    return {one["key"]: (one["uses"], one["lexemes"]) for one in said}


def test_each_field_uses_a_word_and_each_post_holds_it() -> None:
    """Once, however often it says it."""
    posts = [document("a", "Fox fox", "a fox"), document("b", "Fox")]

    assert written(posts) == {"fox": (3, ["2\x1ffox"]), "a": (1, ["1\x1fa"])}


def test_a_word_keeps_all_its_stems() -> None:
    """With how many posts hold it under them; it is one word for all accents and languages."""
    posts = [
        document("a", "Résumés resumes", lang="en"),
        document("b", "resumes", "resumes", lang="en"),
        document("c", "resumes", lang="es"),
    ]
    words = written(posts)

    assert words.keys() == {"resumes"}
    assert words["resumes"][0] == 4
    assert sorted(words["resumes"][1]) == sorted(written_stems(posts))


def written_stems(posts: Iterable[Document]) -> list[str]:
    """By a look at the words of each of *posts*."""
    analyzer = Analyzer()
    lexemes = [
        {"\x1f".join(analyzer.stems_in(word.lower(), post.lang)) for word in f"{post.title} {post.body}".split()}
        for post in posts
    ]
    return [f"{sum(stems in held for held in lexemes)}\x1f{stems}" for stems in set().union(*lexemes)]


def test_what_comes_and_goes_is_no_change() -> None:
    """Nothing is written for it."""
    posts = [document("a", "Fox", "résumé resume"), document("b", "fox")]

    assert written(posts, posts) == {}
    assert written(posts, posts[:1]) == {"fox": (1, ["1\x1ffox"])}


def test_no_post_has_no_words() -> None:
    """And an empty one neither."""
    assert written([]) == {}
    assert written([document("a")]) == {}


@pytest.mark.parametrize("seed", range(4))
def test_the_words_of_any_history_are_those_of_its_posts(
    engine_url: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In every generation, and those before stay as they were; however few words are looked up at a time."""
    monkeypatch.setattr(module, "BATCH", 7)
    blog, chance, choice = Blog(engine_url), Chance(seed), random.Random(seed)  # noqa: S311  (nothing secret)
    posts: dict[str, Document] = {}
    history: list[tuple[Snapshot, Corpus]] = []
    for _ in range(4):
        gone = choice.sample(sorted(posts), len(posts) // 3)
        upserts = chance.documents(8)
        posts = {name: post for name, post in posts.items() if name not in gone} | {post.id: post for post in upserts}
        history.append((blog.next(upserts, gone), Corpus(posts.values(), Analyzer())))

    for snapshot, corpus in history:
        agree(snapshot, corpus)


def agree(snapshot: Snapshot, corpus: Corpus) -> None:
    """Check that the words of *snapshot* are those of *corpus*, in all that can be asked of them."""
    known = Vocabulary.of(corpus.vocabulary)
    words = snapshot.words
    asked = [*TYPED, *sorted(corpus.vocabulary)]
    everything = words.starting_with("")

    def found() -> list[object]:
        return [
            [
                (words.count(word), words.starting_with(word), words.near(word, 1), words.near(word, 2))
                for word in asked
            ],
            [words.stems_of([word]) for word in asked],
        ]

    assert everything == known.starting_with("")
    assert words.together(found) == [
        [(known.count(word), known.starting_with(word), known.near(word, 1), known.near(word, 2)) for word in asked],
        [corpus.stems.get(word, set()) for word in asked],
    ]
