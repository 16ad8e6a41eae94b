"""Versions of the files that pages load."""

from service.pages.version import caching, fingerprint


def test_another_text_has_another_fingerprint() -> None:
    """It stands in addresses, so it is short and of hexadecimal digits."""
    found = {fingerprint(body) for body in (b"", b"a", b"b", b"ab")}

    assert len(found) == 4
    assert all(len(one) == 10 and int(one, 16) >= 0 for one in found)


def test_only_the_present_version_is_kept_for_good() -> None:
    """Who names another version, or none, asks again."""
    assert "immutable" in caching("0a", "0a")
    assert caching("0b", "0a") == caching(None, "0a") == "no-cache"
