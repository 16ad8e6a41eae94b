"""The words that name a tag."""

from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.tagging.draft import Draft
from indexer.tagging.wording import Wording
from indexer.vectors import entries_of
from tests.documents import LANGUAGES, WORDS

_ANALYZER = Analyzer()
_TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def naming(*names: str, title: str = "", body: str = "", lang: str | None = "en") -> tuple[str, ...]:
    """The words of a draft that name a tag of these *names*."""
    return Wording(Draft(title, body, lang=lang), _ANALYZER).naming(names)


def test_words_are_told_as_they_stand_in_the_text() -> None:
    """Stop words between them included, spaces made one."""
    assert naming("state of the art", body="The State of\nthe  Arts") == ("State of the Arts",)
    assert naming("nodejs", body="I like Node.js.") == ("Node.js",)
    assert naming("open-source", title="OpenSource", body="open source") == ("OpenSource", "open source")


def test_each_spelling_is_told_once_the_first_ones_first() -> None:
    """Three at most; case makes no difference."""
    found = naming("event", title="Events", body="events, an EVENT, the event, eventing, evented")
    assert found == ("Events", "EVENT", "eventing")


def test_who_does_not_say_it_has_no_words_for_it() -> None:
    """However near it is."""
    assert naming("open-source", body="source, open") == ()
    assert naming("the", body="the") == ()


def test_another_word_for_a_tag_names_it() -> None:
    """An alias is one."""
    assert naming("kubernetes", "k8s", body="k8s and Kubernetes") == ("k8s", "Kubernetes")


def test_words_are_found_in_the_language_of_the_text() -> None:
    """As it has other stems."""
    assert naming("casas", body="mi casa", lang="es") == ("casa",)


@settings(max_examples=60)
@given(_TEXTS, _TEXTS, st.sampled_from(LANGUAGES))
def test_a_draft_says_what_a_post_with_its_words_says(title: str, body: str, lang: str | None) -> None:
    """Or it could not be compared with posts."""
    entries = Wording(Draft(title, body, lang=lang), _ANALYZER).entries
    assert entries.tolist() == entries_of(title, body, lang, _ANALYZER).tolist()
