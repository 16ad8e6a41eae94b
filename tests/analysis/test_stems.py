"""Stems and their cache."""

from pathlib import Path
from string import ascii_lowercase
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.snowball import SnowballStemmer

from indexer.analysis import stems as stems_module
from indexer.analysis.languages import STEMMERS, stop_words
from indexer.analysis.stems import FILE, Stems


@pytest.fixture(autouse=True)
def _no_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache is read for the first word already."""
    monkeypatch.setattr(stems_module, "FEW", 0)


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


@given(st.text(ascii_lowercase, min_size=1) | st.text("aeilnoprstuy", min_size=1, max_size=12))
def test_english_stems_are_those_of_nltk(word: str) -> None:
    """Though not every word is put to it."""
    assert Stems().of(word, "en") == (SnowballStemmer("english").stem(word) or word,)


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


def test_many_words_have_the_stems_of_each() -> None:
    """Known or not, with one stem or two, in a language or in none."""
    words = ["houses", "comían", "k8s", "日本", "ﷺ"]

    for language in ("es", None, "zz"):
        stems = Stems()
        expected = [Stems().of(word, language) for word in words]
        assert stems.many(words, language) == stems.many(words, language) == expected


def test_stems_are_remembered(tmp_path: Path) -> None:
    """A second run reads what the first has learnt; what needs no stemmer needs no memory."""
    first = Stems(tmp_path)
    words = ["comían", "canción", "houses", "sol", "ﷺ", "ͺ", "日本", "x\u0301y"]
    learnt = {word: first.of(word, "es") for word in words}
    first.save()

    second = Stems(tmp_path)

    assert {word: second.of(word, "es") for word in words} == learnt
    second.save()
    (line,) = (tmp_path / FILE).read_text("utf-8").split("\n")[1:-1]
    assert set(line.split()) >= {*words} - {"日本", "x\u0301y"}
    assert not set(line.split()) & {"日本", "x\u0301y"}


def test_a_cache_is_trusted(tmp_path: Path) -> None:
    """That is what makes it fast: nothing in it is stemmed again."""
    Stems(tmp_path).save()
    assert not (tmp_path / FILE).exists()
    stems = Stems(tmp_path)
    stems.of("houses", "en")
    stems.save()
    file = tmp_path / FILE
    header, _, _ = file.read_bytes().partition(b"\n")
    file.write_bytes(header + b"\n" + _checked("en\t\thouses\tremembered"))

    assert Stems(tmp_path).of("houses", "en") == ("remembered",)


def test_a_cache_that_is_not_what_was_written_is_not_trusted(tmp_path: Path) -> None:
    """One wrong stem would make posts unfindable, and for ever."""
    sync(tmp_path, "houses", "foxes")
    content = (tmp_path / FILE).read_bytes()
    for place in range(len(content)):
        flipped = content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        (tmp_path / FILE).write_bytes(flipped)
        assert Stems(tmp_path).of("houses", "en") == ("hous",)


def sync(folder: Path, *words: str, language: str = "en") -> Stems:
    """What a run does to the cache in *folder*."""
    stems = Stems(folder)
    stems.many(words, language)
    stems.save()
    return stems


def _checked(line: str) -> bytes:
    """*line* as the file has it, with its checksum."""
    return f"{line}\t{crc32(line.encode()):08x}\n".encode()


def trusted(folder: Path) -> dict[str, str]:
    """What the cache in *folder* holds of English."""
    stems = Stems(folder)
    stems._read()
    return stems._known.get("en", {})


def test_what_is_learnt_later_is_added_at_the_end(tmp_path: Path) -> None:
    """A big cache is not written again for one post, nor at all when nothing was learnt."""
    sync(tmp_path, "houses", "fox")
    before = (tmp_path / FILE).read_bytes()
    sync(tmp_path, "houses")
    assert (tmp_path / FILE).read_bytes() == before

    sync(tmp_path, "houses", "foxes").save()
    sync(tmp_path, "casas", language="es")

    added = (tmp_path / FILE).read_bytes().removeprefix(before)
    assert added == _checked("en\t\tfoxes\tfox") + _checked("es\t\tcasas\tcas")
    assert trusted(tmp_path) == {"houses": "hous", "fox": "fox", "foxes": "fox"}


def test_one_cache_may_be_saved_again_and_again(tmp_path: Path) -> None:
    """Each time what was learnt since, in any language."""
    stems = Stems(tmp_path)
    for word, language in (("houses", "en"), ("casas", "es"), ("foxes", "en")):
        stems.of(word, language)
        stems.save()

    again = Stems(tmp_path)
    again._read()
    assert again._known == stems._known
    assert (tmp_path / FILE).read_bytes().count(b"\n") == 4


def test_few_words_are_stemmed_without_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read, and added to, only where more words come; what was learnt before is then kept, too."""
    sync(tmp_path, "houses", "fox")
    before = (tmp_path / FILE).read_bytes()
    monkeypatch.setattr(stems_module, "FEW", 2)

    sync(tmp_path, "houses", "foxes")
    assert (tmp_path / FILE).read_bytes() == before

    sync(tmp_path, "houses", "foxes", "cars")
    assert (tmp_path / FILE).read_bytes() == before + _checked("en\t\tfoxes cars\tfox car")


def test_a_line_that_was_not_finished_is_ignored(tmp_path: Path) -> None:
    """The file is then written anew, so that nothing is added to the torn line."""
    sync(tmp_path, "houses")
    sync(tmp_path, "foxes", "boxes")
    file = tmp_path / FILE
    whole = file.read_bytes()
    for length in range(len(whole.removesuffix(b"\n")) + 1):
        file.write_bytes(whole[:length])
        assert trusted(tmp_path).items() <= {"houses": "hous", "foxes": "fox", "boxes": "box"}.items()

    file.write_bytes(whole[:-2])
    sync(tmp_path, "cars")

    assert trusted(tmp_path) == {"houses": "hous", "cars": "car"}


def test_a_file_of_many_lines_is_written_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a line for each language."""
    monkeypatch.setattr(stems_module, "MAX_LINES", 2)
    for word in ("houses", "foxes", "cars", "boxes"):
        sync(tmp_path, word)

    assert (tmp_path / FILE).read_bytes().count(b"\n") == 2
    assert trusted(tmp_path).keys() == {"houses", "foxes", "cars", "boxes"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"backmatter stems 1\nen\thouses\t\t\n",
        b"backmatter stems 2",
        b"backmatter stems 2\nen\thouses\t\n",
        b"backmatter stems 2\nen\thouses\t\t\nen\tfoxes\t\t\t\n",
        b"backmatter stems 2\nen\thouses\t\t\nen\t\tfoxes\tfox fox\n",
        b"backmatter stems 2\nen\thouses\t\t\nen\t\xff\t\t\n",
    ],
)
def test_a_damaged_cache_only_costs_time(tmp_path: Path, content: bytes) -> None:
    """It is started anew."""
    (tmp_path / FILE).write_bytes(content)
    stems = Stems(tmp_path)

    assert stems.of("houses", "en") == ("hous",)
    stems.save()
    assert trusted(tmp_path) == {"houses": "hous"}
