"""New tags: phrases of a text that its author might choose as tags, told by how phrases are used.

A candidate is judged by a logistic regression on its traits, as in KEA (Witten et al.: "KEA: Practical Automatic
Keyphrase Extraction", 1999), by one of two sets of weights: a blog of few posts cannot tell how common a phrase is.
"""

from collections.abc import Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.analyzer import Analyzer
from indexer.tagging.background import background
from indexer.tagging.candidates import Candidate, candidates
from indexer.tagging.draft import Draft
from indexer.tagging.frequencies import Frequencies
from indexer.tagging.suggestion import TagSuggestion
from indexer.tagging.traits import traits, weights_for
from indexer.vectors import Vectors

MOST = 5
"""More phrases of one text are not suggested."""
PROPOSED = 0.25
"""Less probable phrases are not; of the others a third is right.

What known tags must reach, `suggestion.SHOWN`, would leave two of three posts of a blog without tags with none at all.
"""
_FORMS = 3

Values = NDArray[np.float64]


class PhraseModel:
    """What the posts of a blog tell about its phrases.

    Args:
        vectors: All its posts.
        analyzer: What cuts texts into words.
    """

    def __init__(self, vectors: Vectors, analyzer: Analyzer) -> None:
        self._frequencies = Frequencies.of(vectors)
        self._analyzer = analyzer

    def suggest(self, draft: Draft, *, least: float = PROPOSED, is_post: bool = False) -> list[TagSuggestion]:
        """Phrases of *draft* that are probable tags, the most probable first, be they tags of the blog already or not.

        Args:
            draft: The text.
            least: Less probable phrases are left out.
            is_post: Whether it is one of the posts of the vectors, and so counted already.
        """
        found = candidates(draft, self._analyzer)
        values = self.probabilities(found, is_post=is_post)
        order = [place for place in np.argsort(-values, kind="stable").tolist() if values[place] >= least]
        chosen = apart([found[place] for place in order], MOST)
        probability = {found[place].stems: float(values[place]) for place in order}
        return [_suggestion(candidate, probability[candidate.stems]) for candidate in chosen]

    def probabilities(self, found: Sequence[Candidate], *, is_post: bool = False) -> Values:
        """How probable it is that the author would choose each of *found*, the candidates of one text."""
        if not found:
            return np.zeros(0)
        weights, bias = weights_for(self._frequencies.posts)
        scores: Values = traits(found, self._frequencies, background(), is_post=is_post) @ weights + bias
        return 1 / (1 + np.exp(-scores))


def apart(found: Sequence[Candidate], most: int) -> list[Candidate]:
    """The first *most* of *found* of which none is part of another."""
    chosen: list[Candidate] = []
    for candidate in found:
        if len(chosen) < most and not any(_overlap(candidate, other) for other in chosen):
            chosen.append(candidate)
    return chosen


def _overlap(one: Candidate, other: Candidate) -> bool:
    short, long = sorted((f" {' '.join(candidate.stems)} " for candidate in (one, other)), key=len)
    return short in long


def _suggestion(candidate: Candidate, probability: float) -> TagSuggestion:
    forms: dict[str, str] = {}
    for phrase in candidate.places:
        form = " ".join([word.text for word in phrase])
        forms.setdefault(form.casefold(), form)
    return TagSuggestion(candidate.tag, probability, is_new=True, words=tuple(islice(forms.values(), _FORMS)))
