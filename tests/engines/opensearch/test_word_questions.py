"""What is asked of words, as queries."""

import pytest

from indexer.engines.opensearch.word import Word
from indexer.engines.opensearch.word_questions import Near, Phrase, Starting, Stem


def test_equal_questions_are_equal_and_others_are_not() -> None:
    """Of whatever kind."""
    assert Near("sea", 1, "s") == Near("sea", 1, "s")
    assert len({Stem("sea"), Stem("sea"), Phrase(("sea",)), Starting("sea", 1), Starting("sea", None)}) == 4


@pytest.mark.parametrize(("beginning", "shared"), [("", 0), ("s", 1), ("se", 2), ("sea", 2), ("a", 0), ("seal", 0)])
def test_letters_that_cannot_differ_are_not_compared(beginning: str, shared: int) -> None:
    """But of a word that is all beginning one has to be: nothing else would be found."""
    assert Near("sea", 1, beginning).clause["fuzzy"]["key"]["prefix_length"] == shared


def test_of_what_is_found_the_near_words_are_told() -> None:
    """In the order in which they were found."""
    found = [Word(key, 1, {}) for key in ("tea", "seal", "sea", "se", "see-", "ape", "日")]

    assert Near("sea", 1, "").answer(found) == ("tea", "seal", "se")
    assert Near("sea", 1, "s").answer(found) == ("seal", "se")
    assert Starting("s", None).answer(found[1:4]) == ("seal", "sea", "se")
