"""Other ways to find key phrases in a text: YAKE, RAKE, and tf-idf; each gives the best first."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from benchmarks.phrase_samples import Sample
from benchmarks.systems.words import STOP_WORDS
from indexer.analysis.features import hashes, pairs, singles
from indexer.tagging.frequencies import Frequencies

MOST = 10
_FRAGMENTS = re.compile(r"[^\w\s'’-]+|\n{2,}")
_WORDS = re.compile(r"[\w'’-]+")


def yake(post: Sample, _: Frequencies) -> list[str]:
    """YAKE (Campos et al. 2020) as its authors ship it, with phrases of up to three words."""
    from yake import KeywordExtractor  # noqa: PLC0415  (the other methods need nothing installed)

    extractor = KeywordExtractor(lan=post.document.lang or "en", n=3, top=MOST)
    return [phrase for phrase, _ in extractor.extract_keywords(_text(post))]


def rake(post: Sample, _: Frequencies) -> list[str]:
    """RAKE (Rose et al. 2010): runs of words without stop words, scored by the degree of each word over its count."""
    counts: defaultdict[str, int] = defaultdict(int)
    degrees: defaultdict[str, int] = defaultdict(int)
    phrases = list(_runs(_text(post).lower()))
    for phrase in phrases:
        for word in phrase:
            counts[word] += 1
            degrees[word] += len(phrase)
    scores = {" ".join(phrase): sum(degrees[word] / counts[word] for word in phrase) for phrase in phrases}
    return sorted(scores, key=lambda phrase: -scores[phrase])[:MOST]


def tfidf(post: Sample, frequencies: Frequencies) -> list[str]:
    """Phrases of up to three words by how often the text and how rarely the blog has them."""
    found = post.candidates
    words = [[stem.encode() for stem in candidate.stems] for candidate in found]
    first, last = hashes(one[0] for one in words), hashes(one[-1] for one in words)
    alone = np.array([len(one) == 1 for one in words])
    holding, _ = frequencies.of_features(np.where(alone, singles(first), pairs(first, last)))
    times = np.array([len(candidate.places) for candidate in found])
    scores = times * np.log((1 + frequencies.posts) / (1 + holding))
    return [found[place].tag for place in np.argsort(-scores, kind="stable")[:MOST]]


def title(post: Sample, _: Frequencies) -> list[str]:
    """The phrases of the title, the most used first."""
    found = [candidate for candidate in post.candidates if candidate.in_title]
    return [candidate.tag for candidate in sorted(found, key=lambda candidate: -len(candidate.places))[:MOST]]


BASELINES: Mapping[str, Callable[[Sample, Frequencies], list[str]]] = {
    "RAKE": rake,
    "TF-IDF": tfidf,
    "phrases of the title": title,
    "YAKE": yake,
}


def _text(post: Sample) -> str:
    return f"{post.document.title}.\n\n{post.document.body}"


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    for fragment in _FRAGMENTS.split(text):
        run: list[str] = []
        for word in [*_WORDS.findall(fragment), ""]:
            if word and word not in STOP_WORDS:
                run.append(word)
            elif run:
                yield tuple(run)
                run = []
