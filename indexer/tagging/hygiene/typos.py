"""Typing mistakes: tags that are a letter or two away from another, and that no text uses."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from indexer.tagging.hygiene.merge import Doubts, Merge, Rule, first_doubt, quoted
from indexer.tagging.hygiene.name import Name, Names
from indexer.tagging.hygiene.texts import Texts

RARE = 2
"""On more posts than these nobody makes the same mistake."""
_SHORTEST = 5
"""Among shorter words nearly every one is a letter away from another: rust, rest, test, text."""
_LONG = 9
"""From this length on, two letters may be wrong."""

_LETTER = re.compile(r"[^\W\d_]")


def typos(names: Names, texts: Texts) -> Iterator[Merge]:
    """Rare tags that begin like one used as often at least, have its digits and signs, and nearly its letters.

    Each is merged with one tag at most: the one that nothing speaks against, then the nearest, then the most used.
    """
    doubts = _doubts(texts)
    for bucket in _buckets(names):
        for wrong in bucket:
            found = [_merge(wrong, right, doubts) for right in _near(wrong, bucket)]
            yield from sorted(found, key=lambda merge: bool(merge.doubt))[:1]


def _buckets(names: Names) -> Sequence[list[Name]]:
    """The tags that are long enough, apart by their first letter and by what of them is no letter."""
    found: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names.values():
        signs = _LETTER.sub("", name.key)
        # In scripts without capitals a sign is a syllable or a word, and another sign another word.
        if len(name.key) - len(signs) >= _SHORTEST and name.key[0] != name.key[0].upper():
            found[name.key[0], signs].append(name)
    return list(found.values())


def _near(wrong: Name, bucket: Sequence[Name]) -> list[Name]:
    """What *wrong* may be a mistake for, the nearest first."""
    if wrong.count > RARE:
        return []
    most = 2 if len(wrong.key) >= _LONG else 1
    keys = [name.key for name in bucket if name.count >= wrong.count and name is not wrong]
    found = sorted(extract_iter(wrong.key, keys, scorer=OSA.distance, score_cutoff=most), key=lambda one: one[1])
    by_key = {name.key: name for name in bucket}
    return [by_key[key] for key, _, _ in found if _may_be_mistyped(wrong, by_key[key])]


def _merge(wrong: Name, right: Name, doubts: Doubts) -> Merge:
    why = f"{quoted(wrong)} is a letter or two away from {quoted(right)}."
    return Merge(wrong, right, Rule.TYPO, why, first_doubt(doubts, wrong, right))


def _doubts(texts: Texts) -> Doubts:
    return {
        "Some posts carry both.": lambda wrong, right: not wrong.posts.isdisjoint(right.posts),
        # Whoever mistypes a tag seldom mistypes it in the text as well; monitoring and mentoring are both words.
        "The posts use the rarer word in their texts, too.": lambda *pair: bool(texts.mentions(_differing(*pair))),
        "Both are rare, and no post uses either in its text.": lambda wrong, right: (
            right.count <= RARE and not texts.mentions(_differing(right, wrong))
        ),
    }


def _may_be_mistyped(wrong: Name, right: Name) -> bool:
    """Whether they are of one language and end alike ("textlitn", "textlint"), as forms of a word do not.

    If one has a word more, that was no slip.
    """
    is_turned = len(wrong.key) == len(right.key) and wrong.key[:-3:-1] == right.key[-2:]
    ends_alike = is_turned or wrong.key[-1] == right.key[-1]
    words, others = ({word.casefold() for word in name.words} for name in (wrong, right))
    return wrong.may_be(right) and ends_alike and not (words < others or others < words)


def _differing(name: Name, other: Name) -> str:
    """The word of *name* that *other* does not have in its place, or all its words if there is more than one."""
    if len(name.words) == len(other.words):
        differing = [
            word for word, there in zip(name.words, other.words, strict=True) if word.casefold() != there.casefold()
        ]
        if len(differing) == 1:
            return differing[0]
    return name.phrase
