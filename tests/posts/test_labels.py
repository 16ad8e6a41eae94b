"""Tags, categories and authors."""

import pytest

from indexer.posts.labels import authors, labels


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["Python", "web dev"], ("Python", "web dev")),
        ("Python", ("Python",)),
        ("Python, web dev,, ", ("Python", "web dev")),
        ("R语言，统计、数据", ("R语言", "统计", "数据")),
        ("one; two", ("one", "two")),
        (":python:web_dev:", ("python", "web_dev")),
        (["no", "1.0", 2024, True, None, ""], ("no", "1.0", "2024", "true")),
        (["Python", "python", "PYTHON "], ("Python",)),
        (["#python", "##web", "C#", "#"], ("python", "web", "C#", "#")),
        (["R&amp;D", "AT&T"], ("R&D", "AT&T")),
        (["\u202aa\u202c", "b\u200b"], ("a", "b")),
        ([["a", ["b"]], "c"], ("a", "b", "c")),
        ({"python": None, "Web": 3}, ("python", "Web")),
        ([{"label": "Python", "permalink": "/py"}, {"Name": "web"}], ("Python", "web")),
        ([{"Rust": "the language"}], ("Rust: the language",)),
        (2024, ("2024",)),
        (None, ()),
        ("  ", ()),
    ],
)
def test_labels(value: object, expected: tuple[str, ...]) -> None:
    """Each way of writing tags gives those that were meant."""
    assert labels(value) == expected


def test_a_text_is_split_at_spaces_only_where_its_generator_does() -> None:
    """Jekyll reads "a b" as two tags, and others as one."""
    assert labels("machine learning", spaces_separate=True) == ("machine", "learning")
    assert labels("machine learning, ai", spaces_separate=True) == ("machine learning", "ai")
    assert labels("machine learning") == ("machine learning",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Jane Roe", ("Jane Roe",)),
        ("Jane Roe, John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Jane Roe, John Doe, and Max Power & Co Author", ("Jane Roe", "John Doe", "Max Power", "Co Author")),
        ("Anderson & Sandy", ("Anderson", "Sandy")),
        ("zeke, jane-roe", ("zeke", "jane-roe")),
        ("Smith, John", ("Smith, John",)),
        ("Smith, John; Roe, Jane", ("Smith, John", "Roe, Jane")),
        ("Jane Roe, PhD, John Doe", ("Jane Roe, PhD", "John Doe")),
        ("Jane Roe <jane@blog.example>", ("Jane Roe",)),
        ("jane@blog.example (Jane Roe)", ("Jane Roe",)),
        ("jane@blog.example", ("jane@blog.example",)),
        ('<a href="https://blog.example">Jane Roe</a>', ("Jane Roe",)),
        (["Jane Roe", "Smith, John", "jane roe"], ("Jane Roe", "Smith, John")),
        ({"name": "Jane Roe", "url": "https://blog.example"}, ("Jane Roe",)),
        ([{"name": "Jane Roe"}, "John Doe"], ("Jane Roe", "John Doe")),
        ([["Jane Roe"], ["John Doe"]], ("Jane Roe", "John Doe")),
        ("By Jane Roe (Somewhere), John Doe", ("Jane Roe (Somewhere)", "John Doe")),
        (["Jane Roe, for the bread team", "Max Power on behalf of the cooks"], ("Jane Roe", "Max Power")),
        (["Jane Roe, John Doe, and Max Power"], ("Jane Roe", "John Doe", "Max Power")),
        (["van der Berg, Jan", "The Salt and Pepper Team"], ("van der Berg, Jan", "The Salt and Pepper Team")),
        (None, ()),
    ],
)
def test_authors(value: object, expected: tuple[str, ...]) -> None:
    """Each way of naming authors gives their names."""
    assert authors(value) == expected


def test_values_that_multiply_are_cut_off() -> None:
    """Lists of lists of the same lists end after a thousand looks."""
    bomb: list[object] = []
    for _ in range(50):
        bomb = [bomb] * 50
    bomb.append(bomb)

    assert labels(bomb) == ()
