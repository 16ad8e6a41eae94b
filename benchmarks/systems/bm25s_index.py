"""bm25s: BM25 as sparse matrices over one text. No phrases, prefixes, typing mistakes or tag counts."""

import json
from collections import Counter
from pathlib import Path

import bm25s  # type: ignore[import-not-found, import-untyped, unused-ignore]  # only the benchmarks' environment has it
import numpy as np
import Stemmer  # type: ignore[import-not-found, import-untyped, unused-ignore]

from benchmarks.collection import Collection
from benchmarks.systems.protocol import PAGE, TOP_TAGS, Answer, Found, Question, System
from benchmarks.systems.words import cut_snippet, words


class Bm25s(System):
    """English stems and stop words; any word matches. Snippets and tag counts by own code beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stemmer = Stemmer.Stemmer("english")

    def build(self, collection: Collection) -> None:
        """Keep the matrices, and beside them what is shown."""
        self.folder.mkdir(parents=True, exist_ok=True)
        texts = []
        with (self.folder / "shown.jsonl").open("w", encoding="utf-8") as shown:
            for document in collection.documents():
                texts.append("\n".join((document.title, document.summary, *document.tags, document.body)))
                shown.write(json.dumps((document.id, document.title, document.body, document.tags)) + "\n")
        tokens = bm25s.tokenize(texts, stopwords="en", stemmer=self._stemmer, show_progress=False)
        index = bm25s.BM25()
        index.index(tokens, show_progress=False)
        index.save(self.folder)

    def open(self) -> None:
        """Map the matrices; read what is shown."""
        self._index = bm25s.BM25.load(self.folder, mmap=True)
        with (self.folder / "shown.jsonl").open(encoding="utf-8") as shown:
            self._shown = [json.loads(line) for line in shown]

    def rank(self, text: str, limit: int) -> list[str]:
        """By BM25."""
        scores = self._scores(text)
        return [self._shown[number][0] for number in _best(scores, limit)]

    def answer(self, question: Question) -> Answer:
        """From the scores of all posts."""
        scores = self._scores(question.text)
        beginnings = self._stemmer.stemWords(words(question.text))
        best = [self._shown[number] for number in _best(scores, PAGE)]
        hits = [Found(post, title, cut_snippet(body, beginnings)) for post, title, body, _ in best]
        matching = np.flatnonzero(scores)
        tags = Counter(tag for number in matching for tag in self._shown[number][3])
        return Answer(len(matching), hits, dict(tags.most_common(TOP_TAGS)))

    def _scores(self, text: str) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        tokens = bm25s.tokenize(
            text, stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False, allow_empty=False
        )[0]
        # What holds no word is "", which the vocabulary knows and the matrices do not.
        known = [token for token in tokens if token and token in self._index.vocab_dict]
        return self._index.get_scores(known) if known else np.zeros(len(self._shown), np.float32)


def _best(scores: "np.ndarray[tuple[int], np.dtype[np.float32]]", limit: int) -> list[int]:
    """The places of the *limit* highest scores above 0, highest first."""
    order = np.argsort(-scores, kind="stable")[:limit]
    return [int(number) for number in order if scores[number] > 0]
