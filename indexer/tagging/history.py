"""The history of a blog's tags: which posts carry and name them, the oldest first."""

import numpy as np
from numpy.typing import NDArray

from indexer.tagging.evidence import Counts, Habits, Naming
from indexer.tagging.names import Mentions

HALF_LIFE = 15
"""So many posts away, a post counts half when it tells which tags are used at the time."""

Values = NDArray[np.float64]
Labels = NDArray[np.float32]


class TagHistory:
    """Posts and their tags.

    Args:
        carried: 1 where a post carries a tag, else 0; shape (posts, tags), the oldest post first.
        mentions: Which of them names which tag.

    Attributes:
        habits: How the blog uses the names of its tags.
    """

    def __init__(self, carried: Labels, mentions: Mentions) -> None:
        posts, tags = carried.shape
        both = carried[mentions.texts, mentions.tags].astype(np.float64)
        self._carried = carried
        self._tagged = carried.sum(axis=0, dtype=np.float64)
        self._naming = np.bincount(mentions.tags, minlength=tags).astype(np.float64)
        self._both = np.bincount(mentions.tags, both, tags).astype(np.float64)
        self.habits = _habits(posts * tags, self._tagged.sum(), self._naming.sum(), self._both.sum())

    def counts(self, naming: Naming, post: int | None) -> Counts:
        """What is known of all tags, for a text that names some; without *post* if the text is that one."""
        posts = len(self._carried)
        if post is None:
            return Counts(posts, self._tagged, self._naming, self._both, self._recent(posts))
        own, named = self._carried[post].astype(np.float64), naming.named.astype(np.float64)
        return Counts(posts - 1, self._tagged - own, self._naming - named, self._both - own * named, self._recent(post))

    def _recent(self, place: int) -> Values:
        """The share of posts that carry each tag, weighted by how near they are to *place*; that one does not count."""
        distances = np.abs(np.arange(len(self._carried)) - place)
        weights = np.where(distances, 0.5 ** (distances / HALF_LIFE), 0).astype(np.float32)
        shares: Values = (weights @ self._carried).astype(np.float64) / max(float(weights.sum()), 1e-9)
        return shares


def _habits(pairs: int, tagged: float, naming: float, both: float) -> Habits:
    """From how many *pairs* of a post and a tag there are, and how many are tagged, named, and both."""
    return Habits(both / max(tagged, 1), (naming - both) / max(pairs - tagged, 1), both / max(naming, 1))
