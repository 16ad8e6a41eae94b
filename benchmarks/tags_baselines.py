"""Other ways to suggest tags, each as good as it is known to be; what they compare are the vectors that ours compares.

kNN of TF-IDF and of BM25 are what search engines offer, one linear support vector machine for each tag is what is
taught to be hard to beat on texts (Joachims: "Text categorization with support vector machines", 1998).
"""

import warnings
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.exceptions import ConvergenceWarning
from sklearn.svm import LinearSVC

from benchmarks.tags_measures import Scores
from benchmarks.tags_split import Split
from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import are_in_title, features_of, times_in_body
from indexer.tagging.names import TagNames
from indexer.tagging.vector_space import TITLE

NEIGHBOURS = 10
_K1, _B = 1.2, 0.75
_IN_TITLE = 1_000
"""More than any body names a tag: a name in the title comes before all others."""


def majority(blog: Split) -> Scores:
    """The tags that most posts carry, the same for all."""
    return np.tile(blog.labels.sum(axis=0), (len(blog.asked), 1))


def name_in_text(blog: Split) -> Scores:
    """The tags whose names are in the title, then those that the body names, the most often named first."""
    names = TagNames([(name,) for name in blog.vectors.tagging.names], blog.languages, Analyzer())
    rows = np.repeat(np.arange(len(blog.drafts)), [len(draft) for draft in blog.drafts])
    found = names.mentions(rows, np.concatenate(blog.drafts))
    scores = np.full(blog.truth.shape, -np.inf)
    scores[found.texts, found.tags] = _IN_TITLE * found.in_title + found.times
    return scores


def tfidf_neighbours(blog: Split) -> Scores:
    """The tags of the ten posts with the highest cosine, each weighing as much as that."""
    learnt, asked = tfidf(blog)
    return _of_neighbours((asked @ learnt.T).toarray(), blog)


def bm25_neighbours(blog: Split) -> Scores:
    """The tags of the ten posts that answer the text best as a query, each weighing as much as its score."""
    learnt, asked = counts(blog)
    lengths = learnt.sum(axis=1)
    idf = np.log(1 + (len(lengths) - _df(learnt) + 0.5) / (_df(learnt) + 0.5))
    norms = _K1 * (1 - _B + _B * lengths / lengths.mean())
    weights = learnt.astype(float)
    rows = np.repeat(np.arange(len(lengths)), np.diff(learnt.indptr))
    weights.data = idf[learnt.indices] * learnt.data * (_K1 + 1) / (learnt.data + norms[rows])
    return _of_neighbours((asked @ weights.T).toarray(), blog)


def linear_svc(blog: Split) -> Scores:
    """A linear support vector machine for each tag, C = 1."""
    learnt, asked = tfidf(blog)
    labels = blog.labels
    scores = np.zeros(blog.truth.shape)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        for tag, carried in enumerate(labels.T):
            if carried.all():
                scores[:, tag] = np.inf
            else:
                scores[:, tag] = LinearSVC(C=1, random_state=1).fit(learnt, carried).decision_function(asked)
    return scores


BASELINES: Mapping[str, Callable[[Split], Scores]] = {
    "majority": majority,
    "name in text": name_in_text,
    "BM25 kNN": bm25_neighbours,
    "TF-IDF kNN": tfidf_neighbours,
    "LinearSVC": linear_svc,
}


def counts(blog: Split) -> tuple[csr_array, csr_array]:
    """How often the older posts, and the drafts, say each feature; the title counts three times."""
    vectors = blog.vectors
    known = np.unique(features_of(vectors.entries))
    older = [vectors.row(row) for row in range(len(vectors))]
    return _counts(older, known), _counts(blog.drafts, known)


def tfidf(blog: Split) -> tuple[csr_array, csr_array]:
    """The same, weighted: (1 + ln tf) * idf over features of two posts or more, of length one."""
    learnt, asked = counts(blog)
    df = _df(learnt)
    idf = np.log((1 + learnt.shape[0]) / (1 + df)) + 1
    return tuple(_weighted(table[:, df > 1], idf[df > 1]) for table in (learnt, asked))


def _counts(drafts: list[NDArray[np.uint32]], known: NDArray[np.uint32]) -> csr_array:
    entries = np.concatenate(drafts)
    rows = np.repeat(np.arange(len(drafts), dtype=np.int32), [len(draft) for draft in drafts])
    columns = np.minimum(np.searchsorted(known, features_of(entries)), len(known) - 1).astype(np.int32)
    found = known[columns] == features_of(entries)
    times = times_in_body(entries).astype(float) + TITLE * are_in_title(entries)
    return csr_array((times[found], (rows[found], columns[found])), shape=(len(drafts), len(known)))


def _weighted(table: csr_array, idf: NDArray[np.float64]) -> csr_array:
    weighted = csr_array(table)
    weighted.data = (1 + np.log(weighted.data)) * idf[weighted.indices]
    lengths = np.sqrt(weighted.multiply(weighted).sum(axis=1))
    rows = np.repeat(np.arange(table.shape[0]), np.diff(weighted.indptr))
    weighted.data /= lengths[rows]
    return weighted


def _df(table: csr_array) -> NDArray[np.int64]:
    return np.bincount(table.indices, minlength=table.shape[1])


def _of_neighbours(likeness: NDArray[np.float64], blog: Split) -> Scores:
    tenth = -np.sort(-likeness, axis=1)[:, min(NEIGHBOURS, likeness.shape[1]) - 1, None]
    return np.where(likeness >= tenth, likeness, 0) @ blog.labels
