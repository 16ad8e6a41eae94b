"""Marks: tags that differ by accents, or by the sign that stands for "and"."""

from collections.abc import Iterator

from indexer.analysis.folding import fold
from indexer.tagging.hygiene.merge import Doubts, Merge, Rule, first_doubt
from indexer.tagging.hygiene.name import Name, Names
from indexer.tagging.hygiene.texts import Texts

_WHY = "They differ by accents, or by & for and, alone."


def without_marks(names: Names, _: Texts) -> Iterator[Merge]:
    """Tags that are the same without accents and with "and" for "&": café, cafe; R&D, "r and d"."""
    alike: dict[str, list[Name]] = {}
    for name in names.values():
        alike.setdefault(fold(name.key).replace("&", "and"), []).append(name)
    for into, *others in (sorted(each, key=_worth) for each in alike.values()):
        for name in others:
            yield Merge(name, into, Rule.VARIANT, _WHY, first_doubt(_DOUBTS, name, into))


def _worth(name: Name) -> tuple[int, bool]:
    """Smallest for the most used; of two used as often for the one with accents, which are easily left out."""
    return -name.count, name.key.isascii()


_DOUBTS: Doubts = {
    "They are used in different languages.": lambda name, into: not name.may_be(into),
    "Some posts carry both.": lambda name, into: not name.posts.isdisjoint(into.posts),
}
