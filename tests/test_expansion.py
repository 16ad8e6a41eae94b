"""Which terms may stand for a word of the query."""

from collections.abc import Mapping

import pytest

from indexer.analysis.analyzer import Analyzer
from indexer.expansion import COMPLETIONS, CORRECTIONS, MAX_TOKENS, Expander, Slot
from indexer.query import Words
from indexer.spelling import Vocabulary


def expander(words: Mapping[str, int]) -> Expander:
    """An expander for an English blog of *words*."""
    analyzer = Analyzer()
    stems = {stem for word in words for stem in analyzer.terms(word, "en").stems}
    return Expander(
        analyzer,
        Vocabulary.of(words),
        ["en"],
        {"the"},
        stems.__contains__,
        lambda found: [stem for word in found if word in words for stem in analyzer.stems(word, ["en"])],
    )


def slot(text: str, words: Mapping[str, int], *, prefix: bool = False, is_literal: bool = False) -> Slot:
    """The only slot of *text*."""
    (found,) = expander(words).slots(Words(text, prefix=prefix), is_literal=is_literal)
    return found


def test_a_word_stands_for_itself() -> None:
    """By its stem, fully."""
    found = slot("Searches", {"searching": 1})

    assert (found.text, found.exact, found.variants) == ("Searches", "searches", {"search": 1.0})
    assert (found.correction, found.offer, found.is_stop_word) == (None, None, False)


def test_each_token_has_a_slot_and_only_the_last_is_completed() -> None:
    """In the field that was asked for."""
    slots = expander({"stately": 1, "artist": 1}).slots(Words("state-of-art", "title", prefix=True), is_literal=False)

    assert [found.exact for found in slots] == ["state", "of", "art"]
    assert [set(found.variants) for found in slots] == [{"state"}, {"of"}, {"art", "artist"}]
    assert {found.field for found in slots} == {"title"}


def test_an_endless_word_is_not_looked_at_to_its_end() -> None:
    """Whatever it is made of."""
    for text in ("a-" * 500, "".join(map(chr, range(0x4E00, 0x4F00)))):
        assert len(expander({}).slots(Words(text), is_literal=True)) == MAX_TOKENS


def test_stop_words_are_known() -> None:
    """By their unstemmed form."""
    assert slot("The", {}).is_stop_word


@pytest.mark.parametrize(("text", "stems"), [("se", {"se", "search", "seal"}), ("s", {"s"}), ("zz", {"zz"})])
def test_two_letters_are_completed(text: str, stems: set[str]) -> None:
    """Each completion counts as much as what was typed."""
    variants = slot(text, {"search": 1, "seal": 1}, prefix=True).variants

    assert variants == dict.fromkeys(stems, 1.0)


def test_completions_are_limited_to_the_most_used() -> None:
    """Many words begin alike."""
    words = {f"se{letter}{other}": 1 for letter in "abcdefgh" for other in "bcdfghklmnpqrtvwxz"} | {"sezebra": 9}

    variants = slot("se", words, prefix=True).variants

    assert len(variants) == COMPLETIONS + 1
    assert "sezebra" in variants


@pytest.mark.parametrize(
    ("typed", "variants", "correction"),
    [
        ("serch", {"serch": 1.0, "search": 0.7}, "search"),
        ("eearch", {"eearch": 1.0, "search": 0.35}, "search"),
        ("xompilxr", {"xompilxr": 1.0}, None),
        ("compilxx", {"compilxx": 1.0, "compil": 0.7**2}, "compiler"),
        ("sexrxh", {"sexrxh": 1.0}, None),
        ("sae", {"sae": 1.0}, None),
        ("sea1", {"sea1": 1.0}, None),
    ],
)
def test_unknown_words_are_corrected(typed: str, variants: dict[str, float], correction: str | None) -> None:
    """One edit from four letters on, two from eight; letters only; the first letter weighs."""
    found = slot(typed, {"search": 3, "compiler": 2, "sea": 1})

    assert found.variants == pytest.approx(variants)
    assert found.correction == correction


def test_corrections_are_limited_to_the_best() -> None:
    """The same first letter first, then the most used."""
    words = {f"s{letter}at": 1 for letter in "bcdefghijklmnopqrstuvwxyz"} | {"xaat": 9}

    found = slot("saat", words)

    assert len(found.variants) == CORRECTIONS + 1
    assert found.correction == "sbat"
    assert "xaat" not in found.variants


@pytest.mark.parametrize("options", [{"is_literal": True}, {"prefix": True}], ids=str)
def test_what_is_literal_or_completed_is_not_corrected(options: dict[str, bool]) -> None:
    """Nor is anything offered."""
    found = slot("searc", {"search": 3, "searcy": 1}, **options)

    assert (found.correction, found.offer) == (None, None)


def test_literal_words_are_not_completed() -> None:
    """But for one character of a script without spaces, which begins pairs."""
    assert slot("sear", {"search": 1}, prefix=True, is_literal=True).variants == {"sear": 1.0}
    assert slot("日", {"日本": 1, "日": 1, "本日": 1}, is_literal=True).variants == {"日": 1.0, "日本": 1.0}
    assert slot("日本", {"日本語": 1}, prefix=True).variants == {"日本": 1.0}


@pytest.mark.parametrize(
    ("typed", "words", "offer"),
    [
        ("pyton", {"pyton": 1, "python": 10}, "python"),
        ("pyton", {"pyton": 1, "python": 9}, None),
        ("pyton", {"pyton": 1, "xyton": 99}, None),
        ("pxthxn", {"python": 1}, "python"),
        ("pxtxn", {"pytho": 1}, None),
        ("boxes", {"box": 1, "boxer": 1}, None),
    ],
)
def test_far_more_frequent_words_are_offered(typed: str, words: dict[str, int], offer: str | None) -> None:
    """Ten times as frequent one edit away, or two edits away from six letters that nobody wrote."""
    found = slot(typed, words)

    assert (found.offer, found.correction) == (offer, None)
