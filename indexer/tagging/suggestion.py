"""A tag that is suggested for a post, and why."""

from dataclasses import dataclass

SHOWN = 0.3
"""Less probable tags are not suggested: to be silent is better than to guess."""
ACCEPTED = 0.6
"""More probable ones are right three times of four, and so accepted until somebody objects."""


@dataclass(frozen=True, slots=True)
class TagSuggestion:
    """A tag for one post.

    Attributes:
        tag: Its name as the blog writes it, or would write it if it is new.
        probability: That the author would choose it, 0 to 1, as measured on blogs whose tags are known.
        is_new: Whether no post carries it yet.
        words: The words of the text that speak for it, as they stand there; none if only other posts do.
        posts: Ids of the most similar posts that carry it, the most similar first.
        count: How many posts carry it.
    """

    tag: str
    probability: float
    is_new: bool = False
    words: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    count: int = 0

    @property
    def is_accepted(self) -> bool:
        """Whether it is probable enough to be written without being looked at."""
        return self.probability >= ACCEPTED
