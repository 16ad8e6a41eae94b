"""Which terms may stand for a word of the query."""

from collections.abc import Mapping

import pytest

from indexer.analysis.analyzer import Analyzer
from indexer.expansion import COMPLETIONS, CORRECTIONS, MAX_TOKENS, Expander, Slot
from indexer.query import Words
from indexer.spelling import Vocabulary


def expander(words: Mapping[str, int]) -> Expander:
    """An expander for an English blog of *words*, and of pairs of words, by how often they are used."""
    analyzer = Analyzer()
    stems = {stem for word in words for stem in analyzer.terms(word, "en").stems}
    return Expander(
        analyzer,
        Vocabulary.of(words),
        ["en"],
        {"the"},
        stems.__contains__,
        lambda found: [stem for word in found if word in words for stem in analyzer.stems(word, ["en"])],
        lambda phrase: words.get(" ".join(phrase), 0),
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


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("opensource", "open source"),
        ("OpenSource", "open source"),
        ("carport", "car port"),
        ("theend", "the end"),
        ("atoll", ""),  # "at" is too short
        ("sourceopen", ""),  # no post holds it so
        ("openend", ""),
        ("opensour", ""),
        ("open2nd", ""),
    ],
)
def test_a_forgotten_space_is_put_back(typed: str, phrase: str) -> None:
    """Where both halves are words of at least three letters that stand next to each other in some post."""
    pairs = {"open source": 2, "car port": 1, "the end": 1, "at oll": 1, "open 2nd": 1}
    words = {word: 1 for pair in [*pairs, "sour"] for word in pair.split()}

    found = slot(typed, words | pairs)

    assert found.phrase == tuple(phrase.split())
    assert found.correction == (f'"{phrase}"' if phrase else None)
    assert bool(found.variants) is not bool(phrase)


@pytest.mark.parametrize(("posts", "phrase"), [(1, ("news", "word")), (2, ("new", "sword"))])
def test_of_two_places_for_a_space_the_more_usual_is_taken(posts: int, phrase: tuple[str, ...]) -> None:
    """Else the first."""
    words = {"new": 1, "sword": 1, "news": 1, "word": 1, "new sword": posts, "news word": 2}

    assert slot("newsword", words).phrase == phrase


@pytest.mark.parametrize(("typed", "is_stop_word"), [("thethe", True), ("theend", False), ("endthe", False)])
def test_two_stop_words_without_a_space_are_no_more_than_one(typed: str, *, is_stop_word: bool) -> None:
    """They are not to be demanded either."""
    words = {"the": 9, "end": 1, "the the": 1, "the end": 1, "end the": 1}

    assert slot(typed, words).is_stop_word is is_stop_word


def test_a_forgotten_space_comes_before_other_mistakes() -> None:
    """For nothing of what was typed has to be replaced."""
    found = slot("opensource", {"open": 1, "source": 1, "open source": 1, "opensorce": 99})

    assert (found.correction, found.offer, found.variants) == ('"open source"', None, {})


@pytest.mark.parametrize(
    ("words", "prefix", "is_literal"),
    [({"opensource": 1}, False, False), ({"opensourced": 1}, True, False), ({}, False, True)],
)
def test_what_is_known_or_completed_or_literal_is_not_split(
    words: dict[str, int], *, prefix: bool, is_literal: bool
) -> None:
    """However often its halves stand next to each other."""
    held = words | {"open": 9, "source": 9, "open source": 9}

    assert slot("opensource", held, prefix=prefix, is_literal=is_literal).phrase == ()


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
