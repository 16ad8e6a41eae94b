"""The application as a whole: what no single route is about."""

import json
import logging

import pytest
from flask import Flask

from indexer import Engine
from service.app import create_app
from service.config import Config

INSIDE = "what only the log may say"


@pytest.fixture
def faulty(config: Config, engine: Engine) -> Flask:
    """An application with a fault in one of its routes."""

    def fail() -> str:
        raise RuntimeError(INSIDE)

    app = create_app(config, engine)
    app.add_url_rule("/fault", view_func=fail)
    return app


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_fault_of_ours_is_logged_and_not_told(faulty: Flask, accept: str, caplog: pytest.LogCaptureFixture) -> None:
    """The log has the traceback, the answer has not."""
    with caplog.at_level(logging.ERROR):
        response = faulty.test_client().get("/fault", headers={"Accept": accept})

    assert response.status_code == 500
    assert INSIDE not in response.get_data(as_text=True)
    assert "Traceback" not in response.get_data(as_text=True)
    assert INSIDE in caplog.text
    assert "Traceback" in caplog.text


def test_two_applications_share_nothing(config: Config, engine: Engine) -> None:
    """Nothing is global; each has its own routes and settings."""
    first, second = create_app(config, engine), create_app(config, engine)
    first.config["MAX_CONTENT_LENGTH"] = 1

    assert second.config["MAX_CONTENT_LENGTH"] != 1
    assert second.test_client().get("/health").status_code == 200


def test_a_name_that_is_no_text_does_not_break_json(app: Flask) -> None:
    """Paths are bytes; what UTF-8 cannot say becomes a question mark. The rest is written as it is."""
    with app.app_context():
        assert json.loads(app.json.dumps({"path": "caf\udce9 – é"})) == {"path": "caf? – é"}


def test_the_rest_of_a_path_is_one_tag(app: Flask) -> None:
    """With slashes at the start, at the end and in a row."""
    routes = app.url_map.bind("localhost")

    assert routes.match("/api/tags//a//b/") == ("api.tag", {"tag": "/a//b/"})
