"""Stems and their cache."""

import json
from pathlib import Path

import pytest

from indexer.analysis.languages import STEMMERS, stop_words
from indexer.analysis.stems import FILE, Stems


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("connections", "en", ("connect",)),
        ("connections", None, ("connect",)),
        ("häuser", "de", ("haus",)),
        ("canciones", "es", ("cancion",)),
        ("книгами", "ru", ("книг",)),
        ("houses", "ja", ("houses",)),
        ("houses", "xx", ("houses",)),
        ("k8s", "en", ("k8s",)),
        ("node.js", "en", ("node.js",)),
        ("über", "zz", ("uber",)),
    ],
)
def test_words_are_stemmed_in_their_language(word: str, language: str | None, expected: tuple[str, ...]) -> None:
    """English where none is said, not at all where there is no stemmer."""
    assert Stems().of(word, language) == expected


def test_a_word_has_a_second_stem_if_accents_change_it() -> None:
    """So that it is found when typed without them."""
    stems = Stems().of("canción", "es")

    assert stems[0] == "cancion"
    assert set(Stems().of("cancion", "es")) <= set(stems)


@pytest.mark.parametrize("language", STEMMERS)
def test_every_language_stems(language: str) -> None:
    """The names are those of NLTK; a stem is never empty."""
    for word in ("a", "es", "wordings", "слово", "été", "kirjoissammekin"):
        assert all(Stems().of(word, language))


def test_stop_words_are_folded_and_fall_back() -> None:
    """Both written forms of Norwegian share a list; unknown languages have none."""
    assert "the" in stop_words("en")
    assert {"uber", "fur"} <= stop_words("de")
    assert stop_words("nb") == stop_words("nn") == stop_words("no") != frozenset()
    assert stop_words("zz") == frozenset()
    assert not {"s", "t", "don"} & stop_words("en")


def test_stems_are_remembered(tmp_path: Path) -> None:
    """A second run reads what the first has learnt; what needs no stemmer needs no memory."""
    first = Stems(tmp_path)
    words = ["canción", "houses", "ﷺ", "ͺ", "日本", "x\u0301y"]
    learnt = {word: first.of(word, "es") for word in words}
    first.save()

    second = Stems(tmp_path)

    assert {word: second.of(word, "es") for word in words} == learnt
    second.save()
    assert json.loads((tmp_path / FILE).read_bytes())["words"]["es"].keys() == {*words} - {"日本", "x\u0301y"}


def test_a_cache_is_trusted(tmp_path: Path) -> None:
    """That is what makes it fast: nothing in it is stemmed again."""
    Stems(tmp_path).save()
    assert not (tmp_path / FILE).exists()
    stems = Stems(tmp_path)
    stems.of("houses", "en")
    stems.save()
    file = tmp_path / FILE
    file.write_text(file.read_text().replace('"hous"', '"remembered"'))

    assert Stems(tmp_path).of("houses", "en") == ("remembered",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"version":0,"words":{"en":{"houses":"x"}}}',
        b'{"version":1,"words":[]}',
    ],
)
def test_a_damaged_cache_only_costs_time(tmp_path: Path, content: bytes) -> None:
    """It is started anew."""
    (tmp_path / FILE).write_bytes(content)
    stems = Stems(tmp_path)

    assert stems.of("houses", "en") == ("hous",)
    stems.save()
    assert Stems(tmp_path).of("houses", "en") == ("hous",)
