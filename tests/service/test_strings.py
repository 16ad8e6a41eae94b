"""The texts of the search box: twelve languages that say the same things, each by its own grammar."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "service" / "box" / "strings"
TWO, ROMANCE, SLAVIC, ONE = "one other", "one many other", "one few many other", "other"
PLURALS = {
    "ar": "zero one two few many other",
    "de": TWO,
    "en": TWO,
    "es": ROMANCE,
    "fr": ROMANCE,
    "it": ROMANCE,
    "ja": ONE,
    "nl": TWO,
    "pl": SLAVIC,
    "pt": ROMANCE,
    "ru": SLAVIC,
    "zh": ONE,
}
"""The plural categories of each language, as the Unicode CLDR has them and Intl.PluralRules answers them."""
QUOTES = {
    "ar": ("«", "»"),
    "de": ("„", "“"),
    "en": ("“", "”"),
    "es": ("«", "»"),
    "fr": ("«", "»"),
    "it": ("«", "»"),
    "ja": ("「", "」"),
    "nl": ("‘", "’"),
    "pl": ("„", "”"),
    "pt": ("“", "”"),
    "ru": ("«", "»"),
    "zh": ("“", "”"),
}
"""The marks that each language quotes with."""
BY_NAME = {"zero", "one", "two"}
"""Numbers that a text may say as a word, or by the form of the noun."""

Texts = dict[str, str | dict[str, str]]


def texts(language: str) -> Texts:
    """The file of *language*."""
    read: Texts = json.loads((FOLDER / f"{language}.json").read_bytes().decode("utf-8"))
    return read


def forms(language: str) -> Iterator[tuple[str, str, str]]:
    """Key, plural category and text of all that the box says in *language*; what does not count is "other"."""
    for key, value in texts(language).items():
        counted = value if isinstance(value, dict) else {"other": value}
        yield from ((key, category, text) for category, text in counted.items())


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return set(re.findall(r"\{(\w+)\}", text))


PLACEHOLDERS = {key: placeholders(text) for key, category, text in forms("en") if category == "other"}

each_language = pytest.mark.parametrize("language", sorted(PLURALS))


def test_the_languages_are_the_twelve() -> None:
    """No file is missing, and none is left unchecked."""
    assert {file.stem for file in FOLDER.iterdir()} == set(PLURALS)


@each_language
def test_a_language_says_all_that_english_says_in_the_same_order(language: str) -> None:
    """Nothing is missing, nothing is left over, and files can be compared line by line."""
    assert list(texts(language)) == list(texts("en"))


@each_language
def test_a_language_counts_by_its_own_grammar(language: str) -> None:
    """What counts in English counts everywhere, with exactly the plural forms that the browser will ask for."""
    counted = {key: " ".join(value) for key, value in texts(language).items() if isinstance(value, dict)}
    in_english = {key for key, value in texts("en").items() if isinstance(value, dict)}

    assert counted == dict.fromkeys(in_english, PLURALS[language])


@each_language
def test_a_text_has_the_placeholders_of_the_english_one(language: str) -> None:
    """Only a number that the noun itself tells may be left out."""
    for key, category, text in forms(language):
        spared = {"count"} if category in BY_NAME else set()

        assert PLACEHOLDERS[key] - spared <= placeholders(text) <= PLACEHOLDERS[key], f"{key}, {category}: {text}"


@each_language
def test_a_text_is_plain(language: str) -> None:
    """It says something, holds no markup or stray braces, and is written as Unicode composes it."""
    for key, _, text in forms(language):
        assert text.strip() == text != "", key
        assert not set("<>&\n\t") & set(text), key
        assert not set("{}") & set(re.sub(r"\{\w+\}", "", text)), key
        assert unicodedata.is_normalized("NFC", text), key


@each_language
def test_what_was_searched_stands_in_the_marks_of_the_language(language: str) -> None:
    """Readers see where their own words begin and end."""
    left, right = QUOTES[language]
    for key in ("found", "none", "corrected"):
        value = texts(language)[key]
        for text in value.values() if isinstance(value, dict) else [value]:
            assert re.search(f"{left}[\u00a0\u2068]?{{query}}[\u00a0\u2069]?{right}", text), text


@each_language
def test_marks_of_other_languages_are_not_used(language: str) -> None:
    """Every opening mark is closed by its own, and no typewriter marks are left."""
    left, right = QUOTES[language]
    for key, _, text in forms(language):
        without = re.sub(f"{left}[^{right}]*{right}", "", text)

        assert not set(without) & set("\"'«»“”„「」‘"), f"{key}: {text}"
