"""Why a hit scores what it scores, told from what was sought and how it was ranked."""

from collections.abc import Callable, Iterable

from indexer.expansion import Slot
from indexer.matching.evaluation import Matches
from indexer.matching.holdings import Found, Posts
from indexer.ranking.scoring import Ranking
from indexer.ranking.sought import Sought
from indexer.results import Explanation, WordScore


def explained(
    matches: Matches[Posts, Found],
    ranking: Ranking,
    place: int,
    held: Callable[[Slot], Iterable[str]],
    fields: Callable[[Sought[Found]], Iterable[str]],
) -> Explanation:
    """The explanation of the hit at *place* of *ranking*.

    Args:
        matches: What was found.
        ranking: How it was ranked.
        place: Of the post among all that were ranked.
        held: What tells the stems of a slot that the post holds.
        fields: What tells in which fields it holds what is sought.
    """
    words = tuple(
        WordScore(slot.text, tuple(held(slot)), float(part[place]), tuple(fields(sought)))
        for slot, sought, part in zip(matches.slots, matches.sought, ranking.slots, strict=True)
    )
    return Explanation(
        words,
        exact=float(ranking.exact[place]),
        title=float(ranking.title[place]),
        coordination=float(ranking.coordination[place]),
        score=float(ranking.total[place]),
    )
