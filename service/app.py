"""The web application: one function that puts the parts together."""

from datetime import timedelta
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import BaseConverter

from indexer import Engine
from service import api, delivery, documentation, failures, pages, probes
from service.config import Config
from service.turns import TakingTurns

MAX_BODY = 64 * 1024
"""Bytes; no route reads more."""


KEEP_STATIC = timedelta(days=365)
"""The page names the stylesheet with its fingerprint, so that a new one has a new address."""


class Json(DefaultJSONProvider):
    """JSON as small as it can be; what UTF-8 cannot say (half a surrogate pair in a file's name) becomes "?"."""

    sort_keys = False
    compact = True
    ensure_ascii = False

    def dumps(self, obj: Any, **kwargs: Any) -> str:  # noqa: ANN401  (the signature is Flask's)
        """*obj* as JSON."""
        return super().dumps(obj, **kwargs).encode("utf-8", "replace").decode()


class Anything(BaseConverter):
    """The rest of a path, whatever it holds: a tag may have slashes at its start, its end and in a row."""

    regex = ".+"
    part_isolating = False


def create_app(config: Config, engine: Engine) -> Flask:
    """The application that answers from *engine*."""
    engine = TakingTurns(engine)
    app = Flask(__package__)
    app.json = Json(app)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = KEEP_STATIC
    app.jinja_env.globals["stylesheet"] = _fingerprint(Path(__file__).with_name("static") / "pages.css")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False
    app.url_map.converters["anything"] = Anything
    running = version("backmatter")
    app.register_blueprint(api.blueprint(engine, running))
    app.register_blueprint(probes.blueprint(engine, config.index, running))
    app.register_blueprint(documentation.blueprint(running))
    app.register_blueprint(pages.blueprint(engine, config, running))
    failures.prepare(app)
    delivery.prepare(app)
    return app


def _fingerprint(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=6).hexdigest()
