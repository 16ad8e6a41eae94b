"""Where readers reach the service, directly and through proxies."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.serving.own_address import BehindProxy, own_address


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    """A client of an application that says where it thinks it is."""
    app = Flask(__name__)
    app.add_url_rule("/", "where", own_address)
    app.wsgi_app = BehindProxy(app.wsgi_app)  # type: ignore[method-assign]
    return app.test_client()


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": "127.0.0.1:8000"}, "http://127.0.0.1:8000"),
        ({"Host": "search.example", "X-Forwarded-Proto": "https"}, "https://search.example"),
        ({"Host": "search.example:443", "X-Forwarded-Proto": "HTTPS"}, "https://search.example"),
        ({"Host": "search.example", "X-Forwarded-Proto": "https, http"}, "https://search.example"),
        ({"Host": "search.example", "X-Forwarded-Proto": "javascript"}, "http://search.example"),
        ({"Host": "search.example", "X-Forwarded-Host": "evil.example"}, "http://search.example"),
        ({"Host": "[::1]:8000"}, "http://[::1]:8000"),
    ],
)
def test_scheme_and_host_are_those_of_the_reader(client: FlaskClient, headers: dict[str, str], address: str) -> None:
    """A proxy may tell the scheme; another host than that of the request is not believed."""
    assert client.get("/", headers=headers).text == address


@pytest.mark.parametrize("host", ['"><script>', "a b", "", "search.example/x", "search.example:99999"])
def test_what_is_no_host_is_left_out(client: FlaskClient, host: str) -> None:
    """What stands behind it then leads from the root."""
    assert client.get("/", headers={"Host": host}).text == ""
