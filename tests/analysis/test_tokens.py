"""Text to tokens."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import MAX_WORD, runs, tokenize

NASTY = st.text() | st.text("aB1._+#'’-ʼ éß日本ไ語ｱﾞ한हि\u0301\u200d\n\"/@", max_size=40)


def terms(text: str) -> list[str]:
    """The unstemmed terms, parts in brackets."""
    return [f"({token.exact})" if token.is_part else token.exact for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The quick, brown fox!", "the quick brown fox"),
        ("The C++ user's node.js snippet", "the c++ (c) user node.js (node) (js) snippet"),
        ("C# F# g# music#", "c# (c) f# (f) g# (g) music"),
        (".NET ..NET a.NET. .5", ".net (net) net a.net (a) (net) 5"),
        ("snake_case __init__ _a a_", "snake_case (snake) (case) __init__ (init) _a (a) a_ (a)"),
        ("k8s v1.2.3 3.11", "k8s v1.2.3 (v1) (2) (3) 3.11 (3) (11)"),
        ("state-of-the-art and/or a:b", "state of the art and or a b"),
        ("don't l'été D’Or rock'n'roll USER'S James' 'q'", "dont ete or rocknroll user james q"),
        ("e-mail: a.b@example.com", "e mail a.b (a) (b) example.com (example) (com)"),
        ("Straße RÉSUMÉ Ærø Łódź", "strasse resume aero lodz"),
        ("日本語", "日本 本語 語"),
        ("日", "日"),
        ("AIと検索v2", "ai と検 検索 索 v2"),
        ("한국어 ไทย", "한국 국어 어 ไท ทย ย"),
        ("हिन्दी में", "हिन्दी में"),
        ("!!! 🎉 -- … ©", ""),
        ("", ""),
    ],
)
def test_text_becomes_terms(text: str, expected: str) -> None:
    """Wholes before their parts."""
    assert terms(text) == expected.split()


def test_positions_count_parts_and_wholes_stand_with_the_first() -> None:
    """So that phrases run across both."""
    places = [(token.exact, token.position, token.width) for token in tokenize("a node.js b C++ c 日本 d")]

    assert places == [
        ("a", 0, 1),
        *(("node.js", 1, 2), ("node", 1, 1), ("js", 2, 1)),
        ("b", 3, 1),
        *(("c++", 4, 1), ("c", 4, 1)),
        ("c", 5, 1),
        *(("日本", 6, 1), ("本", 7, 1)),
        ("d", 8, 1),
    ]


def test_offsets_point_at_the_word_as_written() -> None:
    """An article that was joined on is left out, a possessive is not."""
    text = "«L'été» user's node.js 日本語"

    assert [text[token.start : token.end] for token in tokenize(text)] == [
        *("été", "user's", "node.js", "node", "js"),
        *("日本", "本語", "語"),
    ]


def test_long_words_are_cut() -> None:
    """Their offsets are not."""
    (token,) = tokenize("é" * 500)

    assert (len(token.exact), token.end) == (MAX_WORD, 500)


def test_words_keep_their_accents_for_the_stemmer() -> None:
    """In lower case and composed."""
    (token,) = tokenize("E\u0301TE\u0301")

    assert (token.word, token.exact) == ("été", "ete")


@given(NASTY)
def test_any_text_has_tokens_in_order(text: str) -> None:
    """Starts and positions ascend, offsets lie in the text, no term is empty, wholes come before their parts."""
    tokens = tokenize(text)

    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.exact
        assert not any(char.isspace() for char in token.exact)
    for before, after in pairwise(tokens):
        assert before.start <= after.start
        assert before.position <= after.position
        assert before.position < after.position or after.is_part
    whole = None
    for token in tokens:
        if token.is_part:
            assert whole
            assert whole.start <= token.start
            assert token.end <= whole.end
            assert whole.position <= token.position < whole.position + whole.width
        else:
            whole = token


@given(NASTY, NASTY)
def test_a_paragraph_is_read_alike_wherever_it_stands(one: str, other: str) -> None:
    """A blank line is a border."""
    alone = [token.exact for token in (*tokenize(one), *tokenize(other))]

    assert [token.exact for token in tokenize(f"{one}\n\n{other}")] == alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AIと検索v2", ["AI", "と検索", "v2"]),
        ("日本語", ["日本語"]),
        ("state-of-the-art", ["state-of-the-art"]),
        ("日本、語", ["日本", "、", "語"]),
        ("", []),
    ],
)
def test_text_is_parted_where_the_writing_changes(text: str, expected: list[str]) -> None:
    """Runs without spaces stand alone."""
    assert list(runs(text)) == expected


@given(NASTY)
def test_runs_are_all_of_the_text(text: str) -> None:
    """Nothing is lost between them."""
    assert "".join(runs(text)) == text
