"""The search box as other sites load it: its script, its style, and its texts in twelve languages."""

import gzip
from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from hashlib import sha384
from pathlib import Path

from flask import Blueprint, Response, request

from service.pages import version
from service.problems import NotFound
from service.serving.delivery import takes_gzip
from service.serving.own_address import own_address
from service.wire.assets import Version, Versions
from service.wire.parameters import shortened

_NAME = "blog-search"
_HOUR = "public, max-age=3600"
"""So an upgrade reaches a blog within the hour, and a reader who turns pages asks once."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the search box.

    Attributes:
        body: Its bytes.
        packed: The same, compressed as far as gzip goes.
        media: Its media type.
        fingerprint: Changes whenever its bytes do.
        path: Its address here, which names the fingerprint and therefore never changes its contents.
        integrity: What the attribute of that name in HTML takes (Subresource Integrity).
    """

    body: bytes
    packed: bytes
    media: str
    fingerprint: str
    path: str
    integrity: str

    @classmethod
    def read(cls, file: Path, media: str) -> "Asset":
        """The asset in *file*."""
        body = file.read_bytes()
        fingerprint = version.fingerprint(body)
        integrity = f"sha384-{b64encode(sha384(body).digest()).decode()}"
        path = f"/{file.stem}-{fingerprint}{file.suffix}"
        return cls(body, gzip.compress(body, mtime=0), media, fingerprint, path, integrity)

    def response(self, caching: str) -> Response:
        """It, or 304 for who has it already."""
        packed = takes_gzip(request.environ)
        response = Response(self.packed if packed else self.body, mimetype=self.media)
        if packed:
            response.content_encoding = "gzip"
            response.vary.add("Accept-Encoding")
        response.headers["Cache-Control"] = caching
        response.set_etag(f"{self.fingerprint}-gzip" if packed else self.fingerprint)
        response.make_conditional(request)
        return response


@dataclass(frozen=True, slots=True)
class Box:
    """All that the search box consists of; *texts* by language."""

    script: Asset
    style: Asset
    texts: dict[str, Asset]

    @classmethod
    def read(cls, room: Path) -> "Box":
        """The box as it lies in the folder *room*."""
        static = room / "static"
        texts = (room / "box" / "strings").glob("*.json")
        return cls(
            script=Asset.read(static / f"{_NAME}.js", "text/javascript"),
            style=Asset.read(static / f"{_NAME}.css", "text/css"),
            texts={file.stem: Asset.read(file, "application/json") for file in texts},
        )


@dataclass(frozen=True, slots=True)
class Assets:
    """The routes to what is said about *box* and by it."""

    box: Box

    def texts(self, lang: str) -> Response:
        """The texts in the language *lang*; raises NotFound."""
        texts = self.box.texts.get(lang)
        if texts is None:
            known = ", ".join(sorted(self.box.texts))
            raise NotFound("not_found", f'The search box does not speak "{shortened(lang)}"; it speaks {known}.')
        return texts.response(_HOUR)

    def versions(self) -> tuple[Versions, dict[str, str]]:
        """Where the present versions are and what integrity they have, for who builds a site."""
        return {"script": _version(self.box.script), "style": _version(self.box.style)}, {"Cache-Control": "no-cache"}


def blueprint(box: Box) -> Blueprint:
    """The routes to *box*."""
    assets, views = Assets(box), Blueprint("assets", __name__)
    for kind, asset in (("js", box.script), ("css", box.style)):
        views.add_url_rule(f"/{_NAME}.{kind}", kind, partial(asset.response, _HOUR))
        views.add_url_rule(f"/{_NAME}-<fingerprint>.{kind}", f"{kind}_version", partial(_versioned, asset))
    views.add_url_rule(f"/{_NAME}/<lang>.json", view_func=assets.texts)
    views.add_url_rule(f"/{_NAME}.json", view_func=assets.versions)
    views.app_context_processor(lambda: {"box": box})
    return views


def _versioned(asset: Asset, fingerprint: str) -> Response:
    return asset.response(version.caching(fingerprint, asset.fingerprint))


def _version(asset: Asset) -> Version:
    return {"url": own_address() + asset.path, "integrity": asset.integrity, "bytes": len(asset.packed)}
