"""Anchors: each generator's rule, repetition, and what authors set themselves."""

import pytest

from indexer.posts.anchors import Anchors, rule_for


def anchors(generator: str, *headings: str, suffix: str = ".md") -> list[str]:
    """The anchors of *headings* on one page."""
    page = Anchors(rule_for(generator, suffix))
    return [page.of(heading) for heading in headings]


@pytest.mark.parametrize(
    ("generator", "anchor"),
    [
        ("", "whats-new-in-c--v20"),
        ("hugo", "whats-new-in-c--v20"),
        ("jekyll", "whats-new-in-c--v20"),
        ("astro", "whats-new-in-c--v20"),
        ("docusaurus", "whats-new-in-c--v20"),
        ("gatsby", "whats-new-in-c--v20"),
        ("eleventy", "what's-new-in-c%2B%2B-%26-v2.0"),
        ("zola", "whats-new-in-c-v2-0"),
        ("pelican", "whats-new-in-c-v20"),
        ("hexo", "What-s-new-in-C-v2-0"),
    ],
)
def test_each_generator_has_its_rule(generator: str, anchor: str) -> None:
    """The same heading has a different anchor in each."""
    assert anchors(generator, "What's new in C++ & v2.0") == [anchor]


@pytest.mark.parametrize(
    ("generator", "anchor"),
    [
        ("hugo", "größe-日本"),
        ("pelican", "groe"),
        ("hexo", "Große-日本"),
        ("zola", ""),
        ("eleventy", "gr%C3%B6%C3%9Fe-%E6%97%A5%E6%9C%AC"),
    ],
)
def test_other_scripts_stay_or_vanish_by_rule(generator: str, anchor: str) -> None:
    """Zola transliterates every script, which cannot be followed: no anchor is better than a wrong one."""
    assert anchors(generator, "Größe 日本") == [anchor]


@pytest.mark.parametrize(
    ("generator", "expected"),
    [
        ("hugo", ["a", "a-1", "a-2", "a-1-1"]),
        ("jekyll", ["a", "a-1", "a-2", "a-1-1"]),
        ("pelican", ["a", "a_1", "a_2", "a-1"]),
    ],
)
def test_no_anchor_is_given_twice(generator: str, expected: list[str]) -> None:
    """Repeated headings are numbered as the generator numbers them."""
    assert anchors(generator, "A", "A", "A", "A 1") == expected


def test_an_anchor_of_the_author_wins_and_is_not_given_again() -> None:
    """Two places with one anchor could not be told apart."""
    page = Anchors(rule_for("hugo", ".md"))
    assert [page.of("Setup", "install"), page.of("Install"), page.of("Setup")] == ["install", "install-1", "setup"]


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (".html", ["", ""]),
        (".rst", ["2-0-first-steps".removeprefix("2-0-"), "first-steps"]),
        (".adoc", ["_2_0_first_steps", "_first_steps"]),
        (".org", ["headline-1", "headline-2"]),
    ],
)
def test_other_markup_has_rules_of_its_own(suffix: str, expected: list[str]) -> None:
    """They come with the markup, whatever generator reads it."""
    found = anchors("hugo", "2.0 First Steps", "First Steps", suffix=suffix)
    assert found[0] == expected[0]
    assert found[1].startswith(expected[1])


def test_a_heading_of_signs_alone_gets_what_hugo_gives() -> None:
    """Others give it none."""
    assert anchors("hugo", "!!!", "???") == ["heading", "heading-1"]
    assert anchors("jekyll", "!!!") == [""]
