"""The blog's own stylesheet, which every page loads after ours."""

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, request

from service.config import ConfigError
from service.pages.version import caching, fingerprint

LARGEST = 256 * 1024
"""Bytes of a stylesheet; every reader's browser loads it before it shows a page."""
_PAGE = "/theme.css"


@dataclass(frozen=True, slots=True)
class Theme:
    """The blog's stylesheet: its *css*, empty if it has none, and a *fingerprint* that changes with it."""

    css: bytes
    fingerprint: str

    @classmethod
    def read(cls, file: Path | None) -> "Theme":
        """The theme in *file*; the empty one where the settings name no file.

        Raises:
            ConfigError: The file cannot be read, is too large or no text in UTF-8.
        """
        css = _checked(file) if file else b""
        return cls(css, fingerprint(css))

    @property
    def address(self) -> str | None:
        """Where pages find it; another address for every other text, and none for the empty one."""
        return f"{_PAGE}?v={self.fingerprint}" if self.css else None

    def stylesheet(self) -> Response:
        """The answer to who asks for it."""
        response = Response(self.css, mimetype="text/css")
        response.headers["Cache-Control"] = caching(request.args.get("v"), self.fingerprint)
        return response


def _checked(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            css = opened.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(f"site.stylesheet: {file}: cannot be read ({error.strerror}); name a CSS file.") from error
    if len(css) > LARGEST:
        raise ConfigError(f"site.stylesheet: {file}: is larger than 256 KiB; leave out what these pages do not need.")
    try:
        css.decode()
    except UnicodeDecodeError as error:
        raise ConfigError(f"site.stylesheet: {file}: is not UTF-8; save it in that encoding.") from error
    return css


def blueprint(theme: Theme) -> Blueprint:
    """The route to *theme*, whose address all templates know as ``theme``."""
    views = Blueprint("theme", __name__)
    views.add_url_rule(_PAGE, view_func=theme.stylesheet)
    views.app_context_processor(lambda: {"theme": theme.address})
    return views
