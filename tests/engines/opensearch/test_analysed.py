"""Documents as the cluster gets them: with the very terms that the analyzer finds."""

from base64 import b64decode
from collections import defaultdict
from collections.abc import Mapping
from itertools import chain
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import Document
from indexer.analysis.analyzer import Analyzer, Terms
from indexer.engines.opensearch import analysed
from indexer.engines.opensearch.analysed import Sources
from indexer.engines.opensearch.mapping import GAP, MARK, MAX_KEYWORD, SAME_PLACE
from indexer.engines.opensearch.packing import FREQUENCY, LENGTHS
from indexer.schema import TEXT_FIELD_NAMES
from indexer.vectors import entries_of
from tests.documents import LANGUAGES, TAGS, Chance, document, on, with_headings
from tests.engines.opensearch.unpacked import unpacked

ANALYZER = Analyzer()


def source_of(one: Document) -> dict[str, Any]:
    """The source of *one* alone."""
    return next(source for _, source in Sources(ANALYZER).of([one]))


def terms_of(one: Document) -> dict[str, Terms]:
    """What the analyzer finds in each field."""
    return {field: ANALYZER.terms(one.text(field), one.lang) for field in TEXT_FIELD_NAMES}


def read_back(text: str) -> tuple[dict[str, list[int]], dict[str, list[int]]]:
    """The positions of each stem and of each unstemmed word in pre-analysed *text*, as the cluster reads it."""
    stems: defaultdict[str, list[int]] = defaultdict(list)
    words: defaultdict[str, list[int]] = defaultdict(list)
    for position, tokens in enumerate(text.split(GAP) if text else ()):
        for token in tokens.split(SAME_PLACE):
            word, *others = token.split(MARK)
            words[word].append(position)
            for stem in others or [word]:
                stems[stem].append(position)
    return stems, words


def counted(said: str) -> dict[str, dict[str, int]]:
    """How often each field has each of the counted terms."""
    parts = (term.partition(MARK) for term in said.split(GAP) if term)
    return {term: unpacked(int(packed or 1), FREQUENCY) for term, _, packed in parts}


def expected(found: Mapping[str, Mapping[str, list[int]]]) -> dict[str, dict[str, int]]:
    """The same, of terms with their positions in each field, as far as numbers fit."""
    terms = {*chain.from_iterable(found.values())}
    return {
        term: {field: min(len(found[field].get(term, ())), bits.most) for field, bits in FREQUENCY.items()}
        for term in terms
    }


def assert_terms(source: dict[str, Any], one: Document) -> None:
    """That *source* says of *one* what the analyzer says."""
    terms = terms_of(one)
    for field, found in terms.items():
        assert read_back(source["text"][field]) == (found.stems, found.exact)
        assert source["length"][field] == found.length
    assert counted(source["words"]) == expected({field: found.exact for field, found in terms.items()})
    assert counted(source["stems"]) == expected({field: found.stems for field, found in terms.items()})
    assert unpacked(source["lengths"], LENGTHS) == {
        field: min(terms[field].length, bits.most) for field, bits in LENGTHS.items()
    }


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_terms_are_those_of_the_analyzer(seed: int) -> None:
    """Stems, words, positions, frequencies and lengths, in every script and language, many documents at once."""
    documents = Chance(seed).many(10)

    for one, source in Sources(ANALYZER).of(documents):
        assert_terms(source, one)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60), lang=st.sampled_from(LANGUAGES))
def test_any_text_has_the_terms_of_the_analyzer(text: str, lang: str | None) -> None:
    """Separators and halves of characters among it, too."""
    one = document("a", text[:9], text, tags=(text[9:18],), lang=lang)

    assert_terms(source_of(one), one)


def test_a_word_is_read_again_in_another_language() -> None:
    """What is known of it in one is nothing in the other."""
    documents = [document(str(lang), body="houses canciones canción", lang=lang) for lang in ("en", "es", None, "en")]

    for one, source in Sources(ANALYZER).of(documents):
        assert_terms(source, one)


def test_how_many_are_analysed_together_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does it that words are forgotten meanwhile, for who has many."""
    documents = Chance(7).many(30)
    together = [source for _, source in Sources(ANALYZER).of(documents)]
    monkeypatch.setattr(analysed, "PORTION", 100)
    monkeypatch.setattr(analysed, "MAX_WORDS", 20)

    for one, before in zip(Sources(ANALYZER).of(documents), together, strict=True):
        assert {**one[1], "words": "", "stems": ""} == {**before, "words": "", "stems": ""}
        assert [counted(one[1][name]) for name in ("words", "stems")] == [
            counted(before[name]) for name in ("words", "stems")
        ]


def test_documents_come_as_they_are_asked_for() -> None:
    """Whoever has a million of them needs no room for all; no documents are no sources."""
    taken = 0

    def many() -> Any:
        nonlocal taken
        for one in Chance(1).many(1000):
            taken += 1
            yield one

    sources = Sources(ANALYZER).of(document(one.id, body=one.body * 50) for one in many())
    next(sources)

    assert taken < 500
    assert list(Sources(ANALYZER).of([])) == []


def test_tokens_beyond_the_most_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the analyzer leaves them out, in each field by itself; the length stays that of the text."""
    monkeypatch.setattr("indexer.analysis.analyzer.MAX_TOKENS", 5)
    monkeypatch.setattr(analysed, "MAX_TOKENS", 5)
    long = "one two node.js three four five six"
    documents = [document("a", long, long, summary="one two"), document("b", "short", long)]

    for one, source in Sources(ANALYZER).of(documents):
        assert_terms(source, one)


def test_posts_are_compared_by_the_same_entries() -> None:
    """As those of a text that is not indexed."""
    for one, source in Sources(ANALYZER).of(Chance(3).many(40)):
        found = np.frombuffer(b64decode(source["entries"]), dtype="<u4")

        assert found.tolist() == entries_of(one.title, one.body, one.lang, ANALYZER).tolist()


def test_values_are_compared_by_key_shown_as_written_and_found_by_what_they_stand_below() -> None:
    """Those that a post does not have are left out."""
    one = document("a", tags=("Lang/Python", "lang / python", "C++"), authors=("Ana  B",), date=on("2020-02-03"))
    source = source_of(one)

    assert source["value"]["tags"] == ["lang/python", "c++"]
    assert source["level"]["tags"] == ["lang/python", "lang", "c++"]
    assert source["written"]["tags"] == ["Lang/Python", "lang / python", "C++"]
    assert (source["value"]["authors"], source["written"]["authors"]) == (["ana b"], ["Ana  B"])
    assert (source["value"]["year"], source["day"]) == (["2020"], one.date.toordinal())  # type: ignore[union-attr]
    assert source["moment"] == 1_580_731_200_000_000
    assert {"categories", "series", "lang"}.isdisjoint(source["value"])


def test_a_post_without_a_date_has_none() -> None:
    """It is missing, and nothing stands for it."""
    assert {"moment", "day"}.isdisjoint(source_of(document("a")))


def test_keywords_are_cut() -> None:
    """Lucene takes no term of more than 32,766 bytes, and no post is left out for a tag."""
    source = source_of(document("a", "😀" * 9000, tags=("😀" * 9000, *TAGS)))

    assert source["title_key"] == source["written"]["tags"][0] == "😀" * MAX_KEYWORD


def test_headings_and_tags_are_texts_like_others() -> None:
    """The names of tags that were given by aliases are searched as well."""
    one = with_headings("a", "T", ("First steps", "x"), ("Next steps", "y"), tags=("py",), tag_names=("Python",))
    source = source_of(one)

    assert source["text"]["headings"] == f"first steps{MARK}step next steps{MARK}step"
    assert source["text"]["tags"] == "py python"
    assert source["title_words"] == 1
