"""Tags whose words are forms of the same words."""

from indexer.tagging.hygiene.stems import same_stems
from tests.tagging.hygiene.blog import blog, confident, keyed, merges, name


def test_forms_of_one_word_are_proposed() -> None:
    """Never more than that: program and programming are two things."""
    of = blog(["modeling"], ["model"], ["model"], ["data sets"], ["data-setting"], ["other"])

    assert set(merges(same_stems, of)) == {("modeling", "model"), ("data-setting", "data sets")}
    assert confident(same_stems, of) == set()


def test_words_are_stemmed_in_their_language() -> None:
    """German plurals are none of English."""
    names = keyed(name("Beschwerde", lang="de"), name("Beschwerden", lang="de"), name("Konzept", lang="en"))

    assert [merge.name.spelling for merge in same_stems(names, blog())] == ["Beschwerden"]


def test_english_words_are_stemmed_in_any_language_without_a_stemmer() -> None:
    """A Japanese blog tags in English, too."""
    names = keyed(name("test", lang="ja"), name("testing", lang="ja"), name("試験", lang="ja"))

    assert [merge.name.spelling for merge in same_stems(names, blog())] == ["testing"]
