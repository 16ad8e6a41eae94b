"""A page, read as a browser without JavaScript reads it."""

from html.parser import HTMLParser

from flask.testing import FlaskClient

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


class Page(HTMLParser):
    """What is on a page: its elements, links and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.fields: dict[str, str | None] = {}
        self.attributes: set[str] = set()
        self.scripts: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the element."""
        given = dict(attrs)
        self.tags.append(tag)
        self.attributes |= given.keys()
        if tag == "script":
            self.scripts.append(given)
        if tag == "a":
            self.links.append(given["href"] or "")
        if tag == "input":
            self.fields[given["name"] or ""] = given.get("value")

    def handle_data(self, data: str) -> None:
        """Remember the text."""
        self.text += data


def get(client: FlaskClient, path: str, status: int = 200) -> Page:
    """The page at *path*."""
    response = client.get(path, headers=BROWSER)
    assert (response.status_code, response.mimetype) == (status, "text/html")
    return Page(response.get_data(as_text=True))
