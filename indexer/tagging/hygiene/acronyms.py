"""Acronyms and abbreviations: tags that stand for another by a few of its letters."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from indexer.analysis.folding import fold_tag
from indexer.analysis.languages import DEFAULT, stop_words
from indexer.tagging.hygiene.abbreviations import ABBREVIATIONS
from indexer.tagging.hygiene.merge import Doubts, Merge, Rule, first_doubt, quoted
from indexer.tagging.hygiene.name import Name, Names
from indexer.tagging.hygiene.texts import Texts

_PIECE = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W_A-Z]+")
"""A word, or a part of one that begins with a capital: Service, Worker."""
_LEFT_OUT = 5
"""Fewer letters than these between the first and the last leave too much to chance: p2p is not "pulp"."""

_LONG_FORMS = {fold_tag(short): tuple(map(fold_tag, longs)) for short, longs in ABBREVIATIONS.items()}


def acronyms(names: Names, texts: Texts) -> Iterator[Merge]:
    """Tags made of the first letters of another's words (aws), or of its first, a number and its last (k8s)."""
    by_initials = _by_initials(names)
    doubts = _doubts(by_initials, texts)
    for initials, longs in by_initials.items():
        if short := names.get(initials):
            for long in longs:
                why = f"{quoted(short)} stands for {quoted(long)}."
                yield Merge(short, long, Rule.ACRONYM, why, first_doubt(doubts, short, long))


def abbreviations(names: Names, _: Texts) -> Iterator[Merge]:
    """Tags that everybody abbreviates alike, beside the first of their long forms that the blog uses."""
    by_initials = _by_initials(names)
    for key, forms in _LONG_FORMS.items():
        long = next((names[form] for form in forms if form in names), None)
        if long and key in names:
            short = names[key]
            others = [other for other in by_initials.get(key, ()) if not _is_same(other, long)]
            doubt = f"It may also stand for {quoted(others[0])}." if others else ""
            yield Merge(short, long, Rule.ABBREVIATION, f"{quoted(short)} stands for {quoted(long)}.", doubt)


def _by_initials(names: Names) -> Mapping[str, Sequence[Name]]:
    """The tags of several words, and the long ones of one, by what may stand for them."""
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names.values():
        for initials in _initials(name):
            found[initials].append(name)
    return found


def _initials(name: Name) -> set[str]:
    """The first letters of the words of *name*, with those of small words and without; or its numeronym."""
    words = [piece.casefold() for word in name.words for piece in _PIECE.findall(word)]
    telling = [word for word in words if word not in stop_words(DEFAULT)]
    initials = {"".join(word[0] for word in each) for each in (words, telling) if len(each) > 1}
    found = {letters for letters in initials if letters.isalpha() and letters != name.key}
    if name.key.isalpha() and len(name.key) >= _LEFT_OUT + 2:
        found.add(f"{name.key[0]}{len(name.key) - 2}{name.key[-1]}")
    return found


def _is_same(name: Name, other: Name) -> bool:
    """Whether the two differ by no more than a plural."""
    return name.key.removesuffix("s") == other.key.removesuffix("s")


def _doubts(by_initials: Mapping[str, Sequence[Name]], texts: Texts) -> Doubts:
    return {
        "They are used in different languages.": lambda short, long: not short.may_be(long),
        "It may stand for several tags.": lambda short, long: any(
            not _is_same(other, long) for other in by_initials[short.key]
        ),
        "No text says that one stands for the other.": lambda short, long: (
            short.key.isalpha()
            and not (
                _is_introduced(short, long, texts) or (len(short.key) > 2 and _are_used_together(short, long, texts))
            )
        ),
    }


def _is_introduced(short: Name, long: Name, texts: Texts) -> bool:
    """Whether a text says both at once: Amazon Web Services (AWS)."""
    one, other = short.phrase, long.phrase
    return bool(texts.mentions(f"{one} {other}") or texts.mentions(f"{other} {one}"))


def _are_used_together(short: Name, long: Name, texts: Texts) -> bool:
    """Whether posts tagged with one use the other in their texts."""
    return bool(texts.mentions(long.phrase, tag=short.spelling) or texts.mentions(short.phrase, tag=long.spelling))
