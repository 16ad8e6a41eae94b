"""A word and its versions."""

from indexer.engines.opensearch.word import Word


def test_a_version_says_all_there_is_to_say() -> None:
    """Read back from columns, which hold its lexemes in any order, it is the same."""
    word = Word("running", 12, {"run": 3, "runn\x1frunning": 1}, 7)
    columns = {"key": ["running"], "from": [7], "uses": [12], "lexemes": word.source["lexemes"][::-1]}

    assert Word.of({"fields": columns}) == word
    assert word.source["uses"] == 12


def test_stems_are_those_of_all_lexemes() -> None:
    """Each once."""
    assert Word("running", 2, {"run": 1, "runn\x1frun": 1}).stems == {"run", "runn"}
    assert Word("running", 0, {}).stems == set()
