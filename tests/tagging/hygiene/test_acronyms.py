"""Acronyms, numeronyms and abbreviations."""

import pytest

from indexer.analysis.folding import fold_tag
from indexer.tagging.hygiene.abbreviations import ABBREVIATIONS
from indexer.tagging.hygiene.acronyms import abbreviations, acronyms
from tests.tagging.hygiene.blog import blog, confident, keyed, merges, name


@pytest.mark.parametrize(
    ("short", "long", "said"),
    [
        ("gsa", "General Services Administration", "The General Services Administration (GSA) helps."),
        ("coe", "centers-of-excellence", "CoE: Centers of Excellence"),
        ("doj", "department of justice", "The Department of Justice (DOJ) says"),
        ("SW", "ServiceWorker", "A ServiceWorker (SW) waits."),
        ("aws", "Amazon Web Services", "Amazon Web Services are large. Many say AWS."),
    ],
)
def test_initials_stand_for_what_a_text_says(short: str, long: str, said: str) -> None:
    """With small words or without; where both stand side by side, or longer ones in one text."""
    assert confident(acronyms, blog([short], [long], said=said)) == {(short, long)}


@pytest.mark.parametrize(("short", "long"), [("ml", "mailing list"), ("tdd", "tidyverse dev day")])
def test_initials_that_no_text_explains_are_proposed(short: str, long: str) -> None:
    """They may stand for anything."""
    found = merges(acronyms, blog([short], [long], said="One speaks of something else."))

    assert found == {(short, long): "No text says that one stands for the other."}


def test_two_letters_in_one_text_prove_nothing() -> None:
    """Only where they stand side by side."""
    said = "Feature selection is hard. The function fs::path is not."

    assert confident(acronyms, blog(["fs"], ["feature-selection"], said=said)) == set()


@pytest.mark.parametrize(
    ("short", "long"), [("k8s", "Kubernetes"), ("i18n", "internationalization"), ("A11y", "accessibility")]
)
def test_a_number_stands_for_as_many_letters(short: str, long: str) -> None:
    """That is proof enough."""
    assert confident(acronyms, blog([short], [long])) == {(short, long)}


@pytest.mark.parametrize(("short", "long"), [("p2p", "pulp"), ("k7s", "kubernetes"), ("e2e", "E2E"), ("go", "go")])
def test_what_is_no_numeronym(short: str, long: str) -> None:
    """Few letters, another number, or the tag itself."""
    assert merges(acronyms, blog([short], [long])) == {}


def test_initials_of_several_tags_stand_for_none() -> None:
    """Unless these are one but for a plural."""
    said = "We tag by PWA and progressive web apps, or a public works archive."

    several = blog(["pwa"], ["progressive web apps"], ["public works archive"], said=said)
    assert confident(acronyms, several) == set()
    plural = blog(["pwa"], ["progressive web apps"], ["progressive web app"], said=f"{said} A progressive web app.")
    assert confident(acronyms, plural) == {("pwa", "progressive web apps"), ("pwa", "progressive web app")}


def test_languages_are_kept_apart() -> None:
    """Initials are of one's own language."""
    names = keyed(name("ddd", lang="ja"), name("demande de données", lang="fr"))

    assert [bool(merge.doubt) for merge in acronyms(names, blog())] == [True]


def test_everybody_knows_some_abbreviations() -> None:
    """Where both tags are used, and only there."""
    of = blog(["js"], ["JavaScript"], ["ml"], ["machine-learning"], ["py"], ["C++"], ["cpp"])

    assert confident(abbreviations, of) == {("js", "JavaScript"), ("ml", "machine-learning"), ("cpp", "C++")}


def test_an_abbreviation_stands_for_the_first_of_its_long_forms() -> None:
    """OSS is open source software, and open source where nobody says so."""
    assert confident(abbreviations, blog(["OSS"], ["open source"])) == {("OSS", "open source")}
    both = blog(["OSS"], ["open source"], ["open source software"])
    assert confident(abbreviations, both) == {("OSS", "open source software")}


def test_an_abbreviation_with_two_meanings_is_proposed() -> None:
    """Where lists are mailed, ml may be no machine that learns."""
    found = merges(abbreviations, blog(["ml"], ["machine learning"], ["mailing list"]))

    assert found == {("ml", "machine learning"): "It may also stand for “mailing list”."}


def test_the_table_of_abbreviations_makes_sense() -> None:
    """No tag stands for itself, and no two keys are one."""
    assert len({fold_tag(short) for short in ABBREVIATIONS}) == len(ABBREVIATIONS)
    assert all(longs and fold_tag(short) not in map(fold_tag, longs) for short, longs in ABBREVIATIONS.items())
