"""Stems: tags whose words are forms of the same words."""

from collections import defaultdict
from collections.abc import Iterator

from indexer.analysis.languages import DEFAULT, STEMMERS
from indexer.analysis.stems import Stems
from indexer.tagging.hygiene.merge import Merge, Rule, quoted
from indexer.tagging.hygiene.name import Name, Names
from indexer.tagging.hygiene.texts import Texts

_DOUBT = "Words of one stem may mean different things, as code and coding do."
"""One of six does."""


def same_stems(names: Names, _: Texts) -> Iterator[Merge]:
    """Tags that are alike once their words are stemmed in a language in which they are used.

    Where there is no stemmer for it, as in Japanese, the words that are stemmed are English.
    """
    stems = Stems()
    alike: dict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in names.values():
        languages = name.languages or {DEFAULT}
        for language in sorted({language if language in STEMMERS else DEFAULT for language in languages}):
            stemmed = "".join(stems.of(word.lower(), language)[0] for word in name.words)
            alike[language, stemmed].append(name)
    for into, *others in alike.values():
        for other in others:
            why = f"{quoted(other)} and {quoted(into)} are forms of one word."
            yield Merge(other, into, Rule.STEM, why, _DOUBT)
