"""The words of a generation in the cluster."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from indexer import Words as Typed
from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch import words as module
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.engines.opensearch.words import Words, batched
from indexer.expansion import Expander
from indexer.spelling import Vocabulary
from tests.cluster.fixtures import NewBlog
from tests.documents import document
from tests.engines.opensearch.blog import Blog
from tests.oracle.corpus import Corpus
from tests.oracle.expansion import slots

TEXTS = {
    "a": ("Open source search", "searches node.js and open source; k8s nodes searched again"),
    "b": ("Seal", "A seal searches the sea. A seal sees the sea."),
    "c": ("日本語", "日本の検索 日記 running runs ran"),
    "d": ("Signs", "C++ c# .net snake_case été ete résumé résumés"),
}
DOCUMENTS = [document(name, title, body) for name, (title, body) in TEXTS.items()]
CORPUS = Corpus(DOCUMENTS, Analyzer())


@pytest.fixture(scope="module")
def snapshot(new_blog: NewBlog) -> Iterator[Snapshot]:
    """A generation of `DOCUMENTS`."""
    with new_blog() as url:
        yield Blog(url).next(DOCUMENTS)


@pytest.fixture
def words(snapshot: Snapshot) -> Words:
    """Its words, of which nothing is remembered yet."""
    return Words(snapshot)


def expander(words: Words) -> Expander:
    """Expands by *words*."""
    return Expander(Analyzer(), words, ["en"], {"the"}, words.has_stem, words.stems_of, words.phrase_count)


class Requests:
    """Counts the requests that are made of the cluster of *words*."""

    def __init__(self, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        cluster = words._cluster
        for name in ("search", "msearch"):
            monkeypatch.setattr(cluster, name, self._counting(getattr(cluster, name)))

    def _counting(self, asked: Callable[[str, Any], Any]) -> Callable[[str, Any], Any]:
        def ask(index: str, body: Any) -> Any:
            self.count += bool(body)
            return asked(index, body)

        return ask


def test_words_are_those_of_the_posts(words: Words) -> None:
    """Used as often, with the same stems; what no post holds is not there."""
    known = Vocabulary.of(CORPUS.vocabulary)
    asked = [*CORPUS.vocabulary, "zebra", "se*", "s?al", 'a"b', "a\\b", "*"]

    assert [words.count(word) for word in asked] == [known.count(word) for word in asked]
    assert [word in words for word in asked] == [word in known for word in asked]
    assert {word: words.stems_of([word]) for word in asked} == {word: CORPUS.stems[word] for word in asked}
    assert words.stems_of(asked) == set().union(*CORPUS.stems.values())


@pytest.mark.parametrize("beginning", ["s", "se", "sea", "searches", "searchesx", "日", "c+", "node.", "*", "s*", ""])
def test_beginnings_are_completed(words: Words, beginning: str) -> None:
    """Most used first, then in order of letters, as many as are wanted; signs stand for themselves."""
    known = Vocabulary.of(CORPUS.vocabulary)

    assert [words.starting_with(beginning, limit) for limit in (0, 1, 3, None)] == [
        known.starting_with(beginning, limit) for limit in (0, 1, 3, None)
    ]


@pytest.mark.parametrize("word", ["sea", "saerch", "serch", "search", "searchse", "k8x", "node.j", "日木", "s*a", "x"])
def test_near_words_are_found(words: Words, word: str) -> None:
    """At exactly so many edits, most used first, with any beginning."""
    known = Vocabulary.of(CORPUS.vocabulary)
    asked = [(distance, beginning) for distance in range(3) for beginning in ("", "s", word, "sear")]

    assert [words.near(word, *one) for one in asked] == [known.near(word, *one) for one in asked]


def test_stems_and_phrases_are_looked_for_in_posts(words: Words) -> None:
    """In any field, next to each other."""
    assert words.has_stem("search")
    assert not words.has_stem("searches")
    assert words.phrase_count(("open", "source")) == 1
    assert words.phrase_count(("a", "seal")) == 1
    assert words.phrase_count(("seal", "a")) == 0
    assert words.phrase_count(("zebra", "seal")) == 0


def test_what_is_asked_together_is_fetched_together(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual query takes one request, one with mistakes two, or three where a space was forgotten; then none."""
    requests = Requests(words, monkeypatch)
    expand = expander(words)

    def asked(text: str) -> int:
        before = requests.count
        together = words.together(lambda: expand.slots(Typed(text, prefix=True), is_literal=False))
        assert [str(one) for one in together] == [
            str(one) for one in slots(CORPUS, Typed(text, prefix=True), is_literal=False)
        ]
        return requests.count - before

    assert asked("opensource seals") == 3
    assert asked("searhces nodez") == 2
    assert asked("日") == 1
    assert [asked(text) for text in ("running searches sear", "running searches sear")] == [1, 0]


def test_long_lists_are_fetched_page_by_page(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words a page has."""
    monkeypatch.setattr(module, "PAGE", 3)
    known = Vocabulary.of(CORPUS.vocabulary)

    assert words.starting_with("") == known.starting_with("")
    assert words.starting_with("s", 5) == known.starting_with("s", 5)
    assert words.near("seax", 2) == known.near("seax", 2)


def test_what_is_remembered_is_bounded(words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are right whatever was forgotten, even in the midst of a question."""
    monkeypatch.setattr(module, "REMEMBERED", 2)

    assert words.stems_of(CORPUS.vocabulary) == set().union(*CORPUS.stems.values())
    assert len(words._words) == 2
    assert words.count("sea") == CORPUS.vocabulary["sea"]


def test_a_question_that_fails_is_not_asked_again(words: Words) -> None:
    """Whatever the next question is."""

    def failing() -> None:
        words.near("sea", 1)
        raise KeyError

    with pytest.raises(KeyError):
        words.together(failing)

    assert "sea" in words
    assert words.near("sea", 1) == ("seal",)


def test_the_last_word_is_completed(words: Words) -> None:
    """As the analyzer sees it; nothing completes no word."""
    analyzer = Analyzer()

    assert words.complete(analyzer, "open SEA", 2) == words.starting_with("sea", 2)
    assert words.complete(analyzer, " - ", 2) == []


def test_batches() -> None:
    """The last one holds the rest."""
    assert list(batched("abcde", 2)) == [("a", "b"), ("c", "d"), ("e",)]
    assert list(batched("", 2)) == []
