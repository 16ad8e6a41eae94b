"""The words that two documents share, by analysing both."""

from collections import Counter

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.folding import fold
from indexer.analysis.languages import ignored_words
from indexer.analysis.tokens import tokenize
from indexer.document import Document
from indexer.related.shared import TITLE_TIMES, SharedWord, is_telling, weight, word_around
from tests.oracle.corpus import Corpus


def shared_words(corpus: Corpus, one: Document, other: Document, limit: int) -> tuple[SharedWord, ...]:
    """The words that *one* and *other* share, the most telling first."""
    times, written = _words(one, corpus.analyzer)
    times_there, written_there = _words(other, corpus.analyzer)
    shared = {}
    for stem in filter(is_telling, times.keys() & times_there.keys()):
        posts = sum(any(stem in terms.stems for terms in entry.terms.values()) for entry in corpus.entries)
        worth = weight(times[stem], times_there[stem], posts, len(corpus.entries))
        spelling = (written[stem] + written_there[stem]).most_common(1)[0][0]
        shared[stem] = SharedWord(spelling, posts, worth)
    best = sorted(shared, key=lambda stem: (-shared[stem].weight, stem))
    words: dict[str, SharedWord] = {}
    for stem in best:
        words.setdefault(shared[stem].word, shared[stem])
    return tuple(words.values())[:limit]


def _words(document: Document, analyzer: Analyzer) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How often each stem is said, and its spellings."""
    times: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text, worth in ((document.title, TITLE_TIMES), (document.body, 1)):
        end = 0
        for token in tokenize(text):
            if token.end > end and fold(token.word) not in ignored_words(document.lang):
                stem = analyzer.stems_in(token.word, document.lang)[0]
                times[stem] += worth
                written.setdefault(stem, Counter())[word_around(text, token.start, token.end)] += 1
            end = max(end, token.end)
    return times, written
