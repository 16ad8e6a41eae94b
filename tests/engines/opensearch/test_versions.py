"""What a build is made of, and what names it."""

from indexer.engines.opensearch.versions import alias_filter, identity, number_of


def test_versions_are_told_apart() -> None:
    """By what they are, of what, and since when; the same one has the same name when it is written again."""
    named = [("post", "a", 1), ("post", "a", 2), ("word", "a", 1), ("post", "a1", 1), ("post", "\ud800", 1)]

    identities = [identity(*version) for version in named]

    assert len(set(identities)) == len(named)
    assert identities == [identity(*version) for version in named]


def test_a_filter_tells_its_generation() -> None:
    """Which is how readers know what serves."""
    assert [number_of(alias_filter(number)) for number in (1, 1_795_378_487)] == [1, 1_795_378_487]
