"""Words with their stems, numbered."""

import numpy as np

from indexer.analysis.analyzer import Analyzer
from indexer.engines.opensearch.lexemes import NO_TERM, LexemeTable
from indexer.engines.opensearch.mapping import GAP, MARK, SAME_PLACE

WORDS = ["houses", "lycées", "the", "house"]


def test_a_row_tells_all_of_a_word_in_its_language() -> None:
    """Its term, its stems, whether it is a stop word, and how it stands in a text."""
    table = LexemeTable(Analyzer())
    rows = table.rows("en", WORDS, np.array([0, 2, 0, 3]))
    columns = table.columns()

    assert rows[0] == rows[2]
    assert [table.terms[term] for term in columns.words[rows]] == ["houses", "the", "houses", "house"]
    assert [table.terms[term] for term in columns.stems[rows]] == ["hous", "the", "hous", "hous"]
    assert (columns.others == NO_TERM).all()
    assert columns.ignored[rows].tolist() == [False, True, False, False]
    assert table.tokens[2 * rows[0]] == f"{GAP}houses{MARK}hous"
    assert table.tokens[2 * rows[1] + 1] == f"{SAME_PLACE}the"


def test_a_word_with_two_stems_has_both() -> None:
    """One of it as it is written, one as it is typed without accents; in another language it has others."""
    table = LexemeTable(Analyzer())
    (french,) = table.rows("fr", WORDS, np.array([1])).tolist()
    (other,) = table.rows("ja", WORDS, np.array([1])).tolist()
    columns = table.columns()

    assert [table.terms[term] for term in (columns.stems[french], columns.others[french])] == ["lyc", "lyce"]
    assert table.tokens[2 * french] == f"{GAP}lycees{MARK}lyc{MARK}lyce"
    assert table.tokens[2 * other] == f"{GAP}lycees"
    assert columns.words[french] == columns.words[other]
