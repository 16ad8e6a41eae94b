"""New tags: what a text is about, in its own words, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import Analyzer
from indexer.tagging.draft import Draft
from indexer.tagging.phrases import MOST, PhraseModel
from tests.tagging.test_frequencies import vectors

TOPICS = ("Static site search", "Machine learning", "Accessibility", "Sourdough", "Kubernetes")
BODY = """{0} is what this is about. Who begins with {0} has much to learn, and {0} takes its time.
Last week somebody asked whether {0} was worth it. It was. More on {0} another day.
"""
TEXTS = tuple((topic, BODY.format(topic.lower())) for topic in TOPICS)
MODEL = PhraseModel(vectors(TEXTS), Analyzer())
NOWHERE = PhraseModel(vectors(()), Analyzer())


@pytest.mark.parametrize("topic", TOPICS[1:])
def test_the_subject_comes_first(topic: str) -> None:
    """What a text says again and again, in its title too, and others do not, is its best tag."""
    found = MODEL.suggest(Draft(topic, BODY.format(topic.lower())), least=0.0, is_post=True)

    assert found[0].tag == topic.lower()
    assert found[0].is_new
    assert topic in found[0].words


def test_the_longer_phrase_stands_for_its_parts() -> None:
    """Machine learning, and neither machine nor learning."""
    tags = [one.tag for one in MODEL.suggest(Draft(*TEXTS[1]), least=0.0, is_post=True)]

    assert "machine learning" in tags
    assert not {"machine", "learning"} & set(tags)


def test_nothing_is_better_than_a_guess() -> None:
    """A text about nothing gets no tag."""
    assert MODEL.suggest(Draft("Hello", "Here we go again. See you next week.")) == []


def test_the_first_post_of_a_blog_gets_tags() -> None:
    """There need not be any other."""
    assert NOWHERE.suggest(Draft(*TEXTS[4]), least=0.0)[0].tag == "kubernetes"


@pytest.mark.parametrize("draft", [Draft("", ""), Draft("日本語の検索", "検索は楽しい。" * 9, lang="ja")])
def test_a_text_without_phrases_gets_none(draft: Draft) -> None:
    """Fragments of scripts without spaces are no tags."""
    assert MODEL.suggest(draft, least=0.0) == []


def test_persons_and_bylines_are_no_tags() -> None:
    """Who is quoted is not what it is about."""
    thread = (
        "Maria Quill wrote:\nSourdough needs salt.\n\nMaria Quill wrote:\nSourdough needs time, Maria Quill says.\n"
    )
    tags = " ".join(one.tag for one in MODEL.suggest(Draft("Sourdough", thread * 3), least=0.0))

    assert "sourdough" in tags.lower()
    assert "quill" not in tags.lower()


@given(st.text(), st.text())
def test_probabilities_fall(title: str, body: str) -> None:
    """A few tags, the most probable first."""
    found = [one.probability for one in NOWHERE.suggest(Draft(title, body), least=0.0)]

    assert found == sorted(found, reverse=True)
    assert len(found) <= MOST
    assert all(0 <= probability <= 1 for probability in found)
