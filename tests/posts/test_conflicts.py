"""Merge conflicts that were left in a post."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.posts.conflicts import resolve


def lines(*text: str) -> str:
    """A text of these lines."""
    return "\n".join(text)


def test_the_first_side_is_taken() -> None:
    """The text reads as if the first side had been chosen."""
    resolved = resolve("a.md", lines("a", "<<<<<<< HEAD", "ours", "=======", "theirs", ">>>>>>> topic", "b"))

    assert resolved.text == lines("a", "ours", "b")
    assert [str(problem)[:24] for problem in resolved.problems] == ["a.md:2: merge-conflict: "]


def test_the_common_ancestor_goes_too() -> None:
    """diff3 conflicts show what both sides began from."""
    text = lines("<<<<<<< HEAD", "ours", "||||||| 1f3a", "before", "=======", "theirs", ">>>>>>> topic")

    assert resolve("a.md", text).text == "ours"


def test_lines_keep_their_numbers() -> None:
    """What comes after a conflict is still reported at the line an editor shows."""
    resolved = resolve("a.md", lines("<<<<<<< HEAD", "ours", "=======", "theirs", ">>>>>>> topic", "last"))

    assert resolved.origins == [2, 6]


@pytest.mark.parametrize(
    "text",
    [
        lines("Heading", "=======", "", "text"),
        lines("> > quoted", ">>>>>>> deeply quoted"),
        lines("<<<<<<<", "an arrow made of characters"),
        lines("`<<<<<<< HEAD` is how it begins"),
        lines("    <<<<<<< HEAD", "    a", "    =======", "    b", "    >>>>>>> topic"),
        lines("```", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> topic", "```"),
        lines("~~~~ text", "```", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> topic", "~~~~"),
        lines("- so:", "  ```diff", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> topic", "  ```"),
        lines("<pre><code>", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> topic", "</code></pre>"),
        lines("{% highlight text %}", "<<<<<<< HEAD", "a", "=======", "b", ">>>>>>> topic", "{% endhighlight %}"),
    ],
)
def test_what_only_looks_like_a_conflict_stays(text: str) -> None:
    """Headings, quotes and posts that teach git are as their authors meant them."""
    resolved = resolve("a.md", text)

    assert (resolved.text, resolved.problems) == (text, ())


def test_a_conflict_below_a_code_block_is_found() -> None:
    """A fence that closes does not hide what follows, not even one inside the conflict."""
    text = lines(
        *("```", "<<<<<<< HEAD", "```", "<<<<<<< HEAD", "```", "ours", "```", "======="),
        *("```", "theirs", "```", ">>>>>>> topic", "<<<<<<< HEAD", "x", "=======", "y", ">>>>>>> topic"),
    )

    assert resolve("a.md", text).text == lines("```", "<<<<<<< HEAD", "```", "```", "ours", "```", "x")


def test_headings_underlined_inside_a_conflict_do_not_end_the_first_side() -> None:
    """Seven equals signs under a heading look like the middle of a conflict."""
    text = lines(
        *("<<<<<<< HEAD", "Ours", "=======", "", "text", "", "=======", "Theirs", "=======", "", "text"),
        ">>>>>>> topic",
    )

    assert resolve("a.md", text).text == lines("Ours", "=======", "", "text", "")


def test_a_conflict_inside_a_conflict_is_one_problem() -> None:
    """Somebody committed a conflict and then had another one around it."""
    text = lines(
        *("<<<<<<< HEAD", "A", "<<<<<<< HEAD", "B", "=======", "C", ">>>>>>> topic", "D", "=======", "E"),
        *(">>>>>>> other", "F"),
    )
    resolved = resolve("a.md", text)

    assert resolved.text == lines("A", "B", "D", "F")
    assert [problem.line for problem in resolved.problems] == [1]


def test_of_an_unclosed_conflict_only_the_markers_go() -> None:
    """Nobody can tell where it ended, so no text is lost."""
    resolved = resolve("a.md", lines("a", "<<<<<<< HEAD", "ours", "=======", "theirs", "", "rest"))

    assert resolved.text == lines("a", "ours", "theirs", "", "rest")
    assert [problem.line for problem in resolved.problems] == [2]


PIECES = ["<<<<<<< HEAD", "||||||| base", "=======", ">>>>>>> topic", "text", "", "```"]


@given(st.lists(st.sampled_from(PIECES)).map("\n".join))
def test_any_arrangement_of_markers_keeps_lines_in_order(text: str) -> None:
    """What is left is a part of what was there, each line with its number."""
    resolved = resolve("a.md", text)
    before = text.split("\n")

    origins = range(1, len(before) + 1) if resolved.origins is None else resolved.origins
    assert sorted(origins) == list(origins)
    assert [before[line - 1] for line in origins] == (resolved.text.split("\n") if origins else [])
