"""Ranked search: which words find a post, and which post comes first."""

import pytest

from indexer import Engine, Query, parse
from tests.documents import document, on, with_headings
from tests.engines.contract.conftest import Find


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "About lighthouses"},
        {"body": "They saw two lighthouses."},
        {"summary": "On lighthouses"},
        {"tags": ("lighthouses", "sea")},
    ],
    ids=lambda fields: next(iter(fields)),
)
def test_every_text_field_is_searched(find: Find, fields: dict[str, object]) -> None:
    """Title, body, summary and tags."""
    assert find("lighthouses", document("a", **fields), document("b", "Something else")) == ["a"]  # type: ignore[arg-type]


def test_headings_are_searched_and_weigh_more_than_text(find: Find) -> None:
    """The same word counts more where it is a heading."""
    text = with_headings("text", "Coasts", ("Ships", "A lighthouse stands there."))
    heading = with_headings("heading", "Coasts", ("Lighthouse", "A ship passes there."))

    assert find("lighthouse", text, heading) == ["heading", "text"]


def test_a_title_beats_a_body(find: Find) -> None:
    """Even one that says the word often."""
    body = document("body", "Notes", "compiler " * 5)
    title = document("title", "Compiler", "Some notes on the thing.")

    assert find("compiler", body, title) == ["title", "body"]


def test_a_shorter_post_beats_a_longer_one(find: Find) -> None:
    """Length tempers a match."""
    long = document("long", "Notes", "kernel " + "and other words " * 50)
    short = document("short", "Notes", "kernel and other words")

    assert find("kernel", long, short) == ["short", "long"]


def test_more_mentions_beat_fewer(find: Find) -> None:
    """In posts of equal length."""
    once = document("once", "Notes", "kernel then other words")
    twice = document("twice", "Notes", "kernel then kernel words")

    assert find("kernel", once, twice) == ["twice", "once"]


def test_a_rare_word_counts_more_than_a_frequent_one(find: Find) -> None:
    """What few posts say tells more."""
    many = [document(f"many{i}", "Notes", "common words here") for i in range(5)]
    rare = document("rare", "Notes", "unusual words here")

    assert find("common unusual", rare, *many)[0] == "rare"


def test_the_typed_form_beats_another_form(find: Find) -> None:
    """Both are found by their stem."""
    other = document("a-other", "Notes", "connected computers here")
    typed = document("b-typed", "Notes", "connections computers here")

    assert find("connections", other, typed) == ["b-typed", "a-other"]


@pytest.mark.parametrize(
    ("lang", "written", "typed"),
    [
        ("en", "searching", "searches"),
        ("de", "Häuser", "Hauses"),
        ("es", "canciones", "canción"),
        ("fr", "continuellement", "continuelle"),
        ("ru", "книгами", "книга"),
        (None, "connections", "connected"),
        ("ja", "searching", "searching"),
    ],
)
def test_other_forms_of_a_word_are_found_in_the_language_of_the_post(
    find: Find, lang: str | None, written: str, typed: str
) -> None:
    """By the stemmer of each post's own language."""
    assert find(f"{typed} -qqq", document("a", "Title", written, lang=lang)) == ["a"]


def test_a_post_is_not_stemmed_in_the_language_of_another(find: Find) -> None:
    """English plurals are no German ones."""
    english = document("en", "Title", "connections", lang="en")
    german = document("de", "Titel", "connections", lang="de")

    assert find("connected -qqq", english, german) == ["en"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("résumé", "resume"),
        ("resume", "résumé"),
        ("Straße", "strasse"),
        ("Strasse", "Straße"),
        ("re\u0301sume\u0301", "résumé"),
        ("naïve", "NAIVE"),
        ("Ærø", "aero"),
        ("Ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_accents_and_encodings_are_no_difference(find: Find, written: str, typed: str) -> None:
    """Both ways."""
    assert find(f"{typed} -qqq", document("a", "Title", written)) == ["a"]


def test_posts_hold_all_words_if_any_post_does(engine: Engine) -> None:
    """Further words narrow."""
    both, one, other = (document(n, "Title", text) for n, text in [("b", "red fox"), ("o", "red"), ("x", "fox")])
    engine.apply([both, one, other], [])

    results = engine.search(Query("red fox", parse("red fox")))

    assert [hit.id for hit in results.hits] == ["b"]
    assert results.matching == "all"


def test_posts_hold_some_words_if_none_holds_all(engine: Engine) -> None:
    """Better something than nothing, and the answer says so."""
    engine.apply([document("red", "Title", "red hen"), document("fox", "Title", "grey fox")], [])

    results = engine.search(Query("red fox", parse("red fox")))

    assert {hit.id for hit in results.hits} == {"red", "fox"}
    assert (results.matching, results.total) == ("any", 2)


def test_of_three_words_one_may_be_missing_if_few_posts_hold_all(engine: Engine) -> None:
    """Readers remember a word wrongly; those that hold all still come first."""
    posts = [
        document("all", "Title", "quick red fox"),
        document("two", "Title", "red fox"),
        document("x", "Title", "x"),
    ]
    engine.apply(posts, [])

    results = engine.search(Query("", parse("quick red fox -qqq")))

    assert [hit.id for hit in results.hits] == ["all", "two"]
    assert (results.matching, results.total) == ("any", 2)


def test_of_three_words_all_are_demanded_if_enough_posts_hold_them(engine: Engine) -> None:
    """A page of them is enough."""
    engine.apply([document(str(i), "Title", "quick red fox") for i in range(10)] + [document("x", "", "red fox")], [])

    results = engine.search(Query("", parse("quick red fox")))

    assert (results.matching, results.total) == ("all", 10)


def test_quotation_marks_demand_nothing_in_a_long_text(find: Find) -> None:
    """There they name a book or stress a word."""
    text = 'can anybody name one post that tells how the "red fox" jumps over lazy brown hounds at night'

    assert find(text, document("a", "Title", "a fox that jumps is red")) == ["a"]
    assert find('how "red fox" jumps') == []


def test_forms_of_one_word_count_as_that_word_in_a_long_text(engine: Engine) -> None:
    """As it is told of a word that is typed again."""
    engine.apply([document("a", "Title", "foxes"), document("b", "Title", "hens")], [])
    text = "fox foxes birds cows dogs cats horses sheep goats mice"

    results = engine.search(Query("", parse(text), explain=True))

    assert results.hits[0].explanation
    assert [word.word for word in results.hits[0].explanation.words[:2]] == ["foxes", "birds"]


def test_stop_words_are_not_demanded_beside_others(engine: Engine) -> None:
    """They say too little."""
    engine.apply([document("a", "Title", "history of bread"), document("b", "Title", "the of and")], [])

    results = engine.search(Query("the history", parse("the history")))

    assert ([hit.id for hit in results.hits], results.matching) == (["a"], "all")


def test_stop_words_alone_are_searched(find: Find) -> None:
    """There is nothing else to go by."""
    assert find("to be", document("a", "Title", "to be or not"), document("b", "Title", "bread")) == ["a"]


def test_a_word_typed_again_counts_more(engine: Engine) -> None:
    """As it does in a text."""
    engine.apply([document("fox", "Title", "fox"), document("hen", "Title", "hen"), document("x", "Title", "x")], [])

    assert engine.search(Query("", parse("hen fox fox"))).hits[0].id == "fox"
    assert engine.search(Query("", parse("hen hen fox"))).hits[0].id == "hen"


def test_alternatives_match_either(find: Find) -> None:
    """OR joins words, values and phrases."""
    hen = document("hen", "Title", "a hen", tags=("bird",))
    fox = document("fox", "Title", "a red fox")
    cow = document("cow", "Title", "a cow")

    assert set(find("hen OR fox", hen, fox, cow)) == {"hen", "fox"}
    assert set(find("tag:bird OR fox")) == {"hen", "fox"}
    assert set(find('cow OR "red fox"')) == {"cow", "fox"}
    assert find('tag:bird OR "fox red"') == ["hen"]
    assert find("tag:bird OR tag:nothing") == ["hen"]
    assert find("cow OR hen tag:bird OR tag:nothing") == ["hen"]


def test_alternatives_are_scored_by_the_best(find: Find) -> None:
    """A post with both is no better for it than its best word."""
    rare = document("rare", "Title", "zebra walks here")
    frequent = [document(f"often{i}", "Title", "horse walks here") for i in range(4)]

    assert find("horse OR zebra", *frequent, rare)[0] == "rare"


def test_ties_fall_to_the_newer_post_then_to_the_smaller_id(find: Find) -> None:
    """Undated posts come last."""
    posts = [
        document("undated", "Fox"),
        document("old", "Fox", date=on("2020-01-01")),
        document("b-new", "Fox", date=on("2021-01-01")),
        document("a-new", "Fox", date=on("2021-01-01")),
    ]

    assert find("fox", *posts) == ["a-new", "b-new", "old", "undated"]


def test_scores_lie_between_0_and_1_and_descend(engine: Engine) -> None:
    """They are for showing."""
    engine.apply([document(str(i), "Fox " * (i % 3), "fox " * i) for i in range(9)], [])

    scores = [hit.score for hit in engine.search(Query("fox", parse("fox"))).hits]

    assert scores == sorted(scores, reverse=True)
    assert 0 < min(scores) < max(scores) <= 1


def test_an_explanation_adds_up(engine: Engine) -> None:
    """Score = (sum of words + exact + title) * coordination."""
    engine.apply([document("a", "Red fox", "foxes run"), document("b", "Hen", "a hen")], [])

    (hit,) = engine.search(Query("", parse("red foxes"), explain=True)).hits

    assert hit.explanation
    words = hit.explanation.words
    assert [word.word for word in words] == ["red", "foxes"]
    assert words[1].matched == ("fox",)
    parts = sum(word.score for word in words) + hit.explanation.exact + hit.explanation.title
    assert hit.explanation.score == pytest.approx(parts * hit.explanation.coordination)


def test_nothing_is_explained_unasked(engine: Engine) -> None:
    """Nor where nothing was scored."""
    engine.apply([document("a", "Fox")], [])

    assert engine.search(Query("fox", parse("fox"))).hits[0].explanation is None
    assert engine.search(Query(explain=True)).hits[0].explanation is None
