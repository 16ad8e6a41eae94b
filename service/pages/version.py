"""Versions of the files that pages load: whoever asks for one by its fingerprint may keep it for good."""

from hashlib import blake2b

_FOREVER = "public, max-age=31536000, immutable"
_ASK = "no-cache"


def fingerprint(body: bytes) -> str:
    """Ten hexadecimal digits that change whenever *body* does."""
    return blake2b(body, digest_size=5).hexdigest()


def caching(asked: str | None, present: str) -> str:
    """Cache-Control for the file whose fingerprint is *present*, when the address names the fingerprint *asked*.

    Another version is gone. Pages that name it go on with the present one, and ask again each time.
    """
    return _FOREVER if asked == present else _ASK
