"""Posts as vectors."""

from indexer.analysis.analyzer import Analyzer
from indexer.analysis.features import are_in_title, features_of, hashes, pairs, singles, times_in_body
from indexer.vectors import entries_of


def stems_of(*stems: str) -> list[int]:
    """The features of *stems*, ascending."""
    return sorted(singles(hashes(stem.encode() for stem in stems)).tolist())


def test_a_text_is_its_stems_and_their_neighbours_without_stop_words() -> None:
    """What stood around a stop word is taken as neighbours."""
    found = entries_of("", "The state of arts", "en", Analyzer())
    pair = pairs(hashes([b"state"]), hashes([b"art"])).tolist()
    assert features_of(found).tolist() == sorted(stems_of("state", "art") + pair)


def test_a_word_that_is_written_like_code_is_taken_as_a_whole() -> None:
    """Its parts would be counted twice otherwise."""
    assert features_of(entries_of("", "node.js", "en", Analyzer())).tolist() == stems_of("node.js")


def test_title_and_body_are_told_apart() -> None:
    """A word may be in both."""
    found = entries_of("Foxes", "A fox, foxes", "en", Analyzer())
    fox = found[features_of(found) == stems_of("fox")[0]]
    assert are_in_title(fox).tolist() == [True]
    assert times_in_body(fox).tolist() == [2]


def test_nothing_said_is_no_entry() -> None:
    """Nor are stop words alone."""
    assert not len(entries_of("", "The of and", None, Analyzer()))
