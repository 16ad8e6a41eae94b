"""What of a post is to be marked, for engines that look for it in its text."""

from indexer.analysis.analyzer import Analyzer
from indexer.matching.evaluation import Matches
from indexer.matching.holdings import Found, Posts
from indexer.snippets import Highlighter


def highlighter(analyzer: Analyzer, matches: Matches[Posts, Found]) -> Highlighter:
    """What finds the words of *matches* in texts."""
    stems: dict[str, int] = {}
    words: dict[str, int] = {}
    for number, slot in enumerate(matches.slots):
        if slot.variants:
            stems |= dict.fromkeys(slot.variants, number)
            words[slot.exact] = number
    letters = {number for number, slot in enumerate(matches.slots) if slot.is_letter}
    return Highlighter(analyzer, stems, words, matches.phrases, letters)
