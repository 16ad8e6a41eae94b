"""Words as programmers write them, and writing without spaces."""

import pytest

from tests.documents import document
from tests.engines.contract.conftest import Find


@pytest.mark.parametrize("word", ["C++", "C#", ".NET", "snake_case", "node.js", "k8s", "__init__", "v1.2.3", "f#"])
def test_code_is_found_as_typed(find: Find, word: str) -> None:
    """In any case."""
    post = document("a", "Title", f"Learn {word} today.")

    assert find(word, post, document("b", "Title", "Learn nothing today.")) == ["a"]
    assert find(word.upper()) == ["a"]
    assert find(f'"learn {word} today"') == ["a"]


@pytest.mark.parametrize(
    ("written", "part"), [("snake_case", "snake"), ("node.js", "js"), (".NET", "net"), ("C++", "c"), ("a_b.c", "b")]
)
def test_code_is_found_by_its_parts(find: Find, written: str, part: str) -> None:
    """What was typed is looked for, not what was written."""
    assert find(part, document("a", "Title", f"Learn {written} today.")) == ["a"]


@pytest.mark.parametrize(("typed", "written"), [("C++", "C"), ("C#", "C"), (".NET", "net"), ("node.js", "node")])
def test_code_does_not_find_what_is_only_a_part(find: Find, typed: str, written: str) -> None:
    """C++ is not every C."""
    assert find(f"{typed} -qqq", document("a", "Title", f"Vitamin {written} today.")) == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("l'été", "été"),
        ("l’été", "ete"),
        ("don't", "dont"),
        ("dont", "don’t"),
        ("the user's guide", "user"),
        ("the user's guide", "user's"),
        ("users", "user's"),
        ("well-known", "known"),
        ("well known", "well-known"),
        ("and/or", "or"),
        ("rock'n'roll", "rocknroll"),
        ("foo:bar", "bar"),
        ("e-mail@example.com", "example.com"),
    ],
)
def test_apostrophes_and_hyphens(find: Find, written: str, typed: str) -> None:
    """Joined words are one word, hyphenated ones are two."""
    assert find(f'{typed} -"qqq"', document("a", "Title", written)) == ["a"]


@pytest.mark.parametrize(
    ("written", "typed", "is_found"),
    [
        ("東京都に住む", "東", True),
        ("東京都に住む", "京", True),
        ("東京都に住む", "む", True),
        ("東京都に住む", "東京", True),
        ("東京都に住む", "京都", True),
        ("東京都に住む", "東京都に", True),
        ("東京都に住む", "東都", False),
        ("東京都に住む", "大", False),
        ("私はPythonが好き", "python", True),
        ("私はPythonが好き", "好き", True),
        ("私はPythonが好き", "Pythonが好き", True),
        ("검색엔진을 만들다", "검색", True),
        ("全文検索", '"文検"', True),
        ("全文検索", '"検索全文"', False),
        ("ภาษาไทยง่าย", "ไทย", True),
        ("ภาษาไทยง่าย", "ภาษา", True),
        ("हिन्दी में खोज", "खोज", True),
        ("हिन्दी में खोज", "हिन्दी", True),
        ("हिन्दी में खोज", "हिन", False),
    ],
)
def test_writing_of_the_east(find: Find, written: str, typed: str, *, is_found: bool) -> None:
    """Chinese, Japanese, Korean and Thai by pairs of characters, one character too; Hindi by words."""
    assert find(f"{typed} -qqq", document("a", "Title", written)) == ["a"] * is_found


def test_all_pairs_of_a_run_are_demanded(find: Find) -> None:
    """If a post holds them all, a post with some is no hit."""
    both = document("both", "Title", "全文検索エンジン")
    some = document("some", "Title", "全文を読む")

    assert find("全文検索", both, some) == ["both"]
