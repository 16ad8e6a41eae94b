"""Exposure: who of the candidates is shown, so that no post is suggested by everything and none by nothing.

Three things are asked of the first five of each post, and given in this order:

1. Of several copies of a text one is shown, and none below another.
2. No post is among the first five of more than a hundredth of all places: it stays with the posts it is most related
   to, and the others go on to their next candidate, which stays with those that *it* is most related to, until nobody
   has to go on (Gale, Shapley: "College Admissions and the Stability of Marriage", 1962).
3. A post that nobody would show takes the last place of the post to which it is most related, if the one that held it
   is shown elsewhere, too.

What had to give way stands behind the first five.
"""

import numpy as np
from numpy.typing import NDArray

from indexer.related.candidates import Candidates, groups_of
from indexer.related.keys import Keys, Rows, best, keys_of, rows_of, scores_of

SHOWN = 5
"""What most blogs show, and what is fair among these is fair."""
KEPT = 20
LARGEST_PART = 20
"""A post is shown below every 20th at most, which is a hundredth of all places,"""
ALWAYS = 25
"""but below so many posts any may be shown."""

Chosen = NDArray[np.bool_]


def shown(candidates: Candidates) -> Keys:
    """The posts to be shown below each, shape (posts, KEPT); the first `SHOWN` count for exposure."""
    groups = groups_of(candidates.copies, len(candidates.keys))
    keys = _without_copies(candidates.keys, groups) if len(candidates.copies) else candidates.keys
    chosen = _chosen(keys, max(ALWAYS, len(keys) // LARGEST_PART))
    given = _given(keys, chosen, groups)
    return _ordered(keys, chosen, given)


def _without_copies(keys: Keys, groups: Rows) -> Keys:
    """*keys* where of each group only the best stands in a list, and none of the list's own."""
    posts = len(groups)
    found = np.append(groups, -1)[np.minimum(rows_of(keys), posts)]
    order = np.argsort(found, axis=1, kind="stable")
    ordered = np.take_along_axis(found, order, axis=1)
    repeats = np.zeros(keys.shape, dtype=bool)
    repeats[:, 1:] = ordered[:, 1:] == ordered[:, :-1]
    again = np.zeros(keys.shape, dtype=bool)
    np.put_along_axis(again, order, repeats, axis=1)
    again |= found == groups[:, None]
    return best(np.where(again, 0, keys), keys.shape[1])


def _chosen(keys: Keys, most: int) -> Chosen:
    """Which of *keys* are the first five of each list, where no post is in more than *most*."""
    open_to = keys > 0
    while True:
        chosen = open_to & (np.cumsum(open_to, axis=1) <= SHOWN)
        lists, places = np.nonzero(chosen)
        posts = rows_of(keys[lists, places])
        order = np.lexsort((lists, -scores_of(keys[lists, places]), posts))
        ordered = posts[order]
        begins = np.flatnonzero(np.diff(ordered, prepend=-1))
        rank = np.arange(len(ordered)) - np.repeat(begins, np.diff(begins, append=len(ordered)))
        refused = order[rank >= most]
        if not len(refused):
            return chosen
        open_to[lists[refused], places[refused]] = False


def _given(keys: Keys, chosen: Chosen, groups: Rows) -> Keys:
    """Below each post the one that takes its last place, shape (posts,); 0 where there is none."""
    posts = len(keys)
    shown_in = np.bincount(rows_of(keys[chosen]), minlength=posts)
    unseen = np.flatnonzero(np.bincount(groups, shown_in, posts)[groups] == 0)
    last = _last(keys, chosen)
    given = np.zeros(posts, dtype=np.int64)
    wishes = keys[unseen].ravel()
    wishing = np.repeat(unseen, keys.shape[1])
    order = np.lexsort((rows_of(wishes), wishing, -scores_of(wishes)))
    placed = set()
    for at in order[scores_of(wishes[order]) > 0].tolist():
        post, host = int(wishing[at]), int(rows_of(wishes[at]))
        holder = last[host]
        if post not in placed and not given[host] and (holder >= posts or shown_in[holder] > 1):
            placed.add(post)
            given[host] = keys_of(scores_of(wishes[at : at + 1]), np.array([post]))[0]
            if holder < posts:
                shown_in[holder] -= 1
    return given


def _last(keys: Keys, chosen: Chosen) -> Rows:
    """Who holds the last of the first five places below each post; beyond all posts if it is free."""
    fifth = chosen & (np.cumsum(chosen, axis=1) == SHOWN)
    return rows_of(np.where(fifth, keys, 0).max(axis=1, initial=0))


def _ordered(keys: Keys, chosen: Chosen, given: Keys) -> Keys:
    """The chosen, the given, and the others, as many as are kept."""
    has = given > 0
    chosen = chosen & ~((np.cumsum(chosen, axis=1) == SHOWN) & has[:, None])
    again = has[:, None] & (rows_of(keys) == rows_of(given)[:, None])
    everybody = np.column_stack((np.where(again, 0, keys), given))
    turn = np.column_stack((np.where(chosen, 0, 2), np.ones(len(keys), dtype=np.int64)))
    turn[everybody == 0] = 3
    order = np.argsort(turn, axis=1, kind="stable")
    return np.take_along_axis(everybody, order, axis=1)[:, :KEPT]
