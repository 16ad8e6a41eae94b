"""Being let in."""

from indexer import Access


def test_secrets_are_not_shown() -> None:
    """Not even where the whole is printed."""
    shown = repr(Access("ana", password="hush-hush", key="abc-def"))  # noqa: S106  (nobody's)

    assert "ana" in shown
    assert "hush" not in shown
    assert "abc" not in shown
