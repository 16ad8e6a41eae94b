"""Other ways to find related posts, each as a score of every post for every other.

All see the same words: title and body, cut and stemmed by Backmatter's analyzer, without stop words.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

from indexer import Document
from indexer.analysis.analyzer import Analyzer

Scores = NDArray[np.float64]

TITLE_WEIGHT = 3
K1, B = 1.2, 0.75
"""Of BM25, as Lucene has them."""


class Posts:
    """The posts of a blog as counts of stems."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.days = np.array([post.date.toordinal() if post.date else 0 for post in documents])

    @cached_property
    def words(self) -> sparse.csr_matrix:
        """How often each post says each stem; what the title says counts thrice."""
        title, body = self._counts
        return sparse.csr_matrix(TITLE_WEIGHT * title + body)

    @cached_property
    def plain_words(self) -> sparse.csr_matrix:
        """How often each post says each stem, in title or body."""
        title, body = self._counts
        return sparse.csr_matrix(title + body)

    @cached_property
    def _counts(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        analyzer = Analyzer()
        texts = [
            analyzer.content_stems(text, post.lang)
            for part in ("title", "body")
            for post, text in ((post, post.text(part)) for post in self.documents)
        ]
        counts = CountVectorizer(analyzer=list, dtype=np.float64).fit_transform(texts)
        return counts[: len(self.documents)], counts[len(self.documents) :]

    @cached_property
    def tags(self) -> sparse.csr_matrix:
        """Which tags each post carries."""
        tags = [[tag.lower() for tag in dict.fromkeys(post.tags)] for post in self.documents]
        if not any(tags):
            return sparse.csr_matrix((len(tags), 1))
        return CountVectorizer(analyzer=list, binary=True, dtype=np.float64).fit_transform(tags)


def newest(posts: Posts) -> Scores:
    """The newest posts of the blog."""
    return np.broadcast_to(posts.days.astype(np.float64), (len(posts.days), len(posts.days)))


def nearest_in_date(posts: Posts) -> Scores:
    """Those that were written next before or after."""
    return -np.abs(posts.days[:, None] - posts.days).astype(np.float64)


def shared_tags(posts: Posts) -> Scores:
    """Most tags shared, of equal ones the nearest in date; much as Hugo does it."""
    shared: Scores = (posts.tags @ posts.tags.T).toarray()
    return shared + 0.5 / (1 - nearest_in_date(posts))


def tfidf(posts: Posts) -> Scores:
    """Cosine of ``(1 + ln tf) * idf``."""
    weights = TfidfTransformer(sublinear_tf=True).fit_transform(posts.words)
    scores: Scores = (weights @ weights.T).toarray()
    return scores


def more_like_this(posts: Posts) -> Scores:
    """BM25 for the 25 words of each post with the highest tf-idf, with the limits of Lucene's MoreLikeThis.

    A word is taken if the post says it twice and five posts hold it.
    """
    counts = posts.plain_words
    holding = counts.getnnz(axis=0)
    idf = np.log((len(posts.days) + 1) / (holding + 1)) + 1
    telling = counts.multiply(counts >= 2).multiply((holding >= 5) * idf)
    return _asked(sparse.csr_matrix(telling), 25, counts)


def five_words(posts: Posts) -> Scores:
    """BM25 for the five words of each post that Whoosh's ``more_like`` chooses, weighted as it weights them (Bo1)."""
    counts = posts.plain_words
    mean = np.asarray(counts.sum(axis=0)).ravel() / len(posts.days)
    bo1 = counts.multiply(np.log2((1 + mean) / np.maximum(mean, 1e-9))) + (counts > 0).multiply(np.log2(1 + mean))
    return _asked(sparse.csr_matrix(bo1), 5, counts, boosted=True)


def _asked(weights: sparse.csr_matrix, count: int, words: sparse.csr_matrix, *, boosted: bool = False) -> Scores:
    """BM25 of all posts for the *count* words that weigh most in each row of *weights*."""
    queries = sparse.lil_matrix(weights.shape)
    for row in range(weights.shape[0]):
        own = slice(*weights.indptr[row : row + 2])
        chosen = np.argsort(-weights.data[own], kind="stable")[:count]
        chosen = chosen[weights.data[own][chosen] > 0]
        queries[row, weights.indices[own][chosen]] = weights.data[own][chosen] if boosted else 1
    scores: Scores = (queries.tocsr() @ _bm25(words).T).toarray()
    return scores


def _bm25(words: sparse.csr_matrix) -> sparse.csr_matrix:
    holding = words.getnnz(axis=0)
    lengths = np.asarray(words.sum(axis=1)).ravel()
    idf = np.log(1 + (words.shape[0] - holding + 0.5) / (holding + 0.5))
    found: Any = words.tocoo()
    norms = K1 * (1 - B + B * lengths / max(lengths.mean(), 1.0))
    values = idf[found.col] * found.data * (K1 + 1) / (found.data + norms[found.row])
    return sparse.csr_matrix((values, (found.row, found.col)), shape=words.shape)


BASELINES: Mapping[str, Callable[[Posts], Scores]] = {
    "newest": newest,
    "nearest in date": nearest_in_date,
    "shared tags, as in Hugo": shared_tags,
    "TF-IDF cosine, title thrice": tfidf,
    "MoreLikeThis, 25 words": more_like_this,
    "Whoosh's more_like, 5 words": five_words,
}
