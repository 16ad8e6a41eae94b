"""Plurals: tags that are used in the singular and in the plural."""

import re
from collections.abc import Iterator

from indexer.analysis.folding import fold
from indexer.tagging.hygiene.merge import Doubts, Merge, Rule, first_doubt, quoted
from indexer.tagging.hygiene.name import Name, Names
from indexer.tagging.hygiene.texts import Texts

_ENDINGS = (
    (re.compile(r"(?<=[^aeiou\W\d_])ies\Z"), "y"),  # stories, libraries
    (re.compile(r"(?:(?<=[osxz])|(?<=[cs]h))es\Z"), ""),  # boxes, searches, heroes
    (re.compile(r"(?<=[a-rt-z])s\Z"), ""),  # tools, caches
)
"""How plurals end in English, and mostly in Spanish, Portuguese and French, and how the singular ends instead."""

_WORDS_OF_THEIR_OWN = frozenset(
    (
        *("arms", "blues", "canvas", "contents", "customs", "futures", "glasses", "goods", "jeans", "lens", "means"),
        *("news", "pandas", "rails", "sales", "shorts", "spirits", "teams", "windows", "works"),
    )
)
"""English words, and names that everybody knows, which mean something else without their s."""

_INITIALS = re.compile(r"[A-Z0-9]*[A-Z]{2}s")
"""Initials in the plural: APIs, PDFs."""
_VOWEL = re.compile("[aeiouy]")


def plurals(names: Names, _: Texts) -> Iterator[Merge]:
    """Tags that differ by -s, -es or -ies at their ends."""
    for plural in names.values():
        for ending, instead in _ENDINGS:
            singular = names.get(ending.sub(instead, plural.key))
            if singular and singular is not plural:
                why = f"{quoted(plural)} is the plural of {quoted(singular)}."
                yield Merge(plural, singular, Rule.PLURAL, why, first_doubt(_DOUBTS, plural, singular))
                break


def _last_word(name: Name) -> str:
    return name.words[-1] if name.words else ""


def _is_initials_in_plural(plural: Name) -> bool:
    return any(_INITIALS.fullmatch(word) for spelling in plural.spellings for word in spelling.split()[-1:])


def _differ_in_capitals(plural: Name, singular: Name) -> bool:
    capitals = {spelling.isupper() for spelling in singular.spellings}
    return capitals.isdisjoint(_without_s(spelling).isupper() for spelling in plural.spellings)


def _without_s(spelling: str) -> str:
    return spelling.removesuffix("s")


def _is_short(plural: Name, singular: Name) -> bool:
    word = fold(_last_word(singular).casefold())
    return (len(word) < 3 or not _VOWEL.search(word)) and not _is_initials_in_plural(plural)


_DOUBTS: Doubts = {
    # css and cs, aws and aw, http and https; where a word has no vowel, the s may stand for a word, too.
    "Short words and initials that end in s are often something else.": _is_short,
    # CHIPS and chip, IDEA and ideas.
    "Initials and a word, or initials that end in S, are two things.": _differ_in_capitals,
    "The word with s has a meaning of its own.": lambda plural, _: _last_word(plural).casefold() in _WORDS_OF_THEIR_OWN,
    # statistics, graphics, logistics: what is done with it has little to do with the adjective.
    "Words in -ics name a field, and those in -ic are something else.": lambda plural, _: plural.key.endswith("ics"),
    "They are used in different languages.": lambda plural, singular: not plural.may_be(singular),
    "Some posts carry both.": lambda plural, singular: not plural.posts.isdisjoint(singular.posts),
}
