"""The web application: one function that puts the parts together."""

from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from werkzeug.routing import BaseConverter

from indexer import Engine
from service import api, pages
from service.config import Config
from service.pages.assets import Box
from service.pages.bidi import balanced
from service.pages.theme import Theme
from service.pages.version import fingerprint
from service.serving import failures
from service.serving.cache import Cache
from service.serving.delivery import Delivery
from service.serving.one_state import OneState
from service.serving.own_address import BehindProxy
from service.serving.turns import TakingTurns
from service.wire.encoding import encoded

MAX_BODY = 256 * 1024
"""Bytes; no route reads more. Tags for so long a text take a quarter of a second."""


_ROOM = Path(__file__).parent

KEEP_STATIC = timedelta(days=365)
"""The page names the stylesheet with its fingerprint, so that a new one has a new address."""


class Json(DefaultJSONProvider):
    """JSON as the wire has it, wherever Flask writes JSON."""

    def dumps(self, obj: Any, **_: Any) -> str:  # noqa: ANN401  (the signatures are Flask's)
        """*obj* as text."""
        return encoded(obj).decode()

    def response(self, *args: Any, **_: Any) -> Response:  # noqa: ANN401
        """The one of *args* as a response, with the line's end that terminals expect."""
        return Response(encoded(*args) + b"\n", mimetype=self.mimetype)


class Anything(BaseConverter):
    """The rest of a path, whatever it holds: a tag may have slashes at its start, its end and in a row."""

    regex = ".+"
    part_isolating = False


def create_app(config: Config, engine: Engine, *more: Engine) -> Flask:
    """The application that answers from *engine*, or from *more* of the same, each for some of its threads.

    Raises ConfigError if the blog's stylesheet cannot be used.
    """
    engine = TakingTurns(engine, *more)
    app = Flask(__package__)
    app.json = Json(app)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = KEEP_STATIC
    sheet, script = (fingerprint((_ROOM / "static" / name).read_bytes()) for name in ("pages.css", "pages.js"))
    app.jinja_env.globals |= {"stylesheet": sheet, "script": script}
    app.jinja_env.finalize = _at_rest
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.url_map.merge_slashes = False
    app.url_map.converters["anything"] = Anything
    running, box, theme = version("backmatter"), Box.read(_ROOM), Theme.read(config.stylesheet)
    for blueprint in (*api.blueprints(engine, config, running), *pages.blueprints(engine, config, running, box, theme)):
        app.register_blueprint(blueprint)
    failures.prepare(app)
    looks = f"{sheet} {script} {box.script.fingerprint} {box.style.fingerprint} {theme.fingerprint}"
    blog = f"{running} {config.title} {config.site.url} {looks}"
    cached = Cache(Delivery(app.wsgi_app), lambda: f"{blog} {engine.generation}")
    app.wsgi_app = BehindProxy(OneState(cached, engine.holding))  # type: ignore[method-assign]
    return app


def _at_rest(output: object) -> object:
    """What a template puts out, plain texts without marks that would turn around what stands behind them."""
    return balanced(output) if type(output) is str else output
