"""Languages by the names that their readers look for."""

from service.pages.language_names import language_name


def test_a_language_has_its_own_name() -> None:
    """However its code is written; one without a name here keeps the code."""
    assert (language_name("ja"), language_name("DE"), language_name("xx")) == ("日本語", "Deutsch", "xx")
