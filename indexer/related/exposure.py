"""Exposure: who of the candidates is shown, so that no post is suggested by everything and none by nothing.

Three things are asked of the first five of each post, and given in this order:

1. Of several copies of a text one is shown, and none below another.
2. No post is among the first five of more than a hundredth of all places: it stays with the posts it is most related
   to, and the others go on to their next candidate, which stays with those that *it* is most related to, until nobody
   has to go on (Gale, Shapley: "College Admissions and the Stability of Marriage", 1962).
3. A post that nobody would show takes the last place of the post to which it is most related, if the one that held it
   is shown elsewhere, too.

What had to give way stands behind the first five, where there are five.
"""

import numpy as np
from numpy.typing import NDArray

from indexer.related.candidates import Candidates, groups_of
from indexer.related.keys import NOBODY, Keys, Rows, best, keys_of, rows_of, scores_of

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
    wishes, wishing = keys[unseen].ravel(), np.repeat(unseen, keys.shape[1])
    order = np.lexsort((rows_of(wishes), wishing, -scores_of(wishes)))
    order = order[wishes[order] > 0]
    wishes, wishing = wishes[order], wishing[order]
    hosts = rows_of(wishes)
    holders = _last(keys, chosen)[hosts]
    left = dict(enumerate(shown_in.tolist())) | {NOBODY: posts + 1}
    placed, taken = set(), {}
    for wish, (post, host, holder) in enumerate(zip(wishing.tolist(), hosts.tolist(), holders.tolist(), strict=True)):
        if post not in placed and host not in taken and left[holder] > 1:
            placed.add(post)
            taken[host] = wish
            left[holder] -= 1
    given = np.zeros(posts, dtype=np.int64)
    granted = list(taken.values())
    given[list(taken)] = keys_of(scores_of(wishes[granted]), wishing[granted])
    return given


def _last(keys: Keys, chosen: Chosen) -> Rows:
    """Who holds the last of the first five places below each post; `NOBODY` if it is free."""
    fifth = chosen & (np.cumsum(chosen, axis=1) == SHOWN)
    return rows_of(np.where(fifth, keys, 0).max(axis=1, initial=0))


def _ordered(keys: Keys, chosen: Chosen, given: Keys) -> Keys:
    """The chosen, the given, and the others behind them; none of these where that would put them among the first."""
    place = np.cumsum(chosen, axis=1)
    has, is_full = given[:, None] > 0, place[:, -1:] == SHOWN
    chosen = chosen & ~((place == SHOWN) & has)
    again = has & (rows_of(keys) == rows_of(given)[:, None])
    everybody = np.column_stack((np.where(again | ~(chosen | is_full), 0, keys), given))
    turn = np.column_stack((np.where(chosen, 0, 2), np.ones(len(keys), dtype=np.int64)))
    turn[everybody == 0] = 3
    order = np.argsort(turn, axis=1, kind="stable")
    return np.take_along_axis(everybody, order, axis=1)[:, :KEPT]
