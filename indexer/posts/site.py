"""What reading a post needs to know about the blog it belongs to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """The blog's own settings.

    Attributes:
        url: The blog's address without a closing slash, or "" if unknown (hits then link from the root).
        generator: The static site generator that builds it, a name in `generators.GENERATORS`, or "auto".
        permalink: The blog's own permalink pattern such as ``/:year/:slug/``; None for the generator's.
        language: The language of posts that do not say theirs; None to detect it.
    """

    url: str = ""
    generator: str = "auto"
    permalink: str | None = None
    language: str | None = None
