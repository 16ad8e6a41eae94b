"""The words that posts share: their texts are cut into words again, and the cluster counts who else uses these."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from indexer.analysis.analyzer import Analyzer
from indexer.document import Document
from indexer.engines.opensearch.batches import batched
from indexer.engines.opensearch.snapshot import Snapshot
from indexer.related import shared
from indexer.related.shared import TITLE_TIMES, SharedWord, is_telling, word_around

_READ = {"title": TITLE_TIMES, "body": 1}
_AT_ONCE = 1_000
"""Stems that are counted by one search."""


def shared_words(snapshot: Snapshot, one: str, others: Sequence[str], limit: int) -> list[tuple[SharedWord, ...]]:
    """For each of the posts *others* at most *limit* words that it shares with *one*, the most telling first.

    Nothing is shared with a post that is not there.
    """
    ids = list(dict.fromkeys((one, *others)))
    documents = zip(ids, snapshot.documents(ids), strict=True)
    words = {name: PostWords(found, snapshot.analyzer) for name, found in documents if found}
    if one not in words:
        return [()] * len(others)
    ours = words[one]
    said = {stem for name in others if name in words for stem in words[name].times}
    posts = posts_with(snapshot, [stem for stem in ours.times if stem in said and is_telling(stem)])
    return [
        shared.shared_words(ours, words[name], posts.__getitem__, snapshot.posts, limit) if name in words else ()
        for name in others
    ]


def posts_with(snapshot: Snapshot, stems: Sequence[str]) -> Mapping[str, int]:
    """How many posts hold each of *stems*."""
    answers = snapshot.ask_all(map(_counting, batched(stems, _AT_ONCE)))
    counts = [bucket["doc_count"] for answer in answers for bucket in answer["aggregations"]["stems"]["buckets"]]
    return {stem: count or 1 for stem, count in zip(stems, counts, strict=True)}  # 0: it is behind the last token kept


def _counting(stems: Collection[str]) -> dict[str, object]:
    filters = [{"term": {"stems": stem}} for stem in stems]
    return {"size": 0, "aggs": {"stems": {"filters": {"filters": filters}}}}


class PostWords:
    """The content words of *document*: those of its title and its body that are no stop words.

    Attributes:
        times: How often it says each stem; what the title says counts `TITLE_TIMES`.
    """

    def __init__(self, document: Document, analyzer: Analyzer) -> None:
        self.times: Counter[str] = Counter()
        self._spellings: dict[str, Counter[str]] = {}
        for name, times in _READ.items():
            text = document.text(name)
            for stem, start, end in analyzer.content(text, document.lang):
                self.times[stem] += times
                self._spellings.setdefault(stem, Counter())[word_around(text, start, end)] += 1

    def spellings(self, stem: str) -> Counter[str]:
        """The words of *stem* as they are written, and how often each is."""
        return self._spellings[stem]
