"""A blog on an origin of its own, whose pages the test writes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug.wrappers import Request, Response

from tests.browser.origin import Origin

PAGE = """\
<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A blog</title>
<link rel="icon" href="data:,">
{head}
</head>
<body>
{body}
</body>
</html>
"""
ARTICLE = "<main><h1>A post</h1><p>It stands at {path}.</p></main>"
BOX = '<blog-search src="{service}"{attributes}>{inside}</blog-search>'
FORM = """
<form action="{service}/search">
<input type="search" name="q" aria-label="Search the blog"> <button>Search</button>
</form>
"""
POLICY = (
    "default-src 'none'; script-src {service}; style-src {service}; connect-src {service}; img-src 'self' data:; "
    "form-action {service}; base-uri 'none'"
)
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


@dataclass
class Blog:
    """Pages by path; whatever has not been written is a short post."""

    service: str
    pages: dict[str, Response] = field(default_factory=dict)
    origin: Origin = field(init=False)

    def __post_init__(self) -> None:
        self.origin = Origin(self)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        path = Request(environ).path
        if path not in self.pages:
            self.write(ARTICLE.format(path=escape(path)), path=path)
        return self.pages[path](environ, start_response)

    def write(self, body: str, *, path: str = "/", head: str = "", lang: str = "en", policy: str = "") -> str:
        """Put a page with *body* at *path*.

        Args:
            body: HTML.
            path: Where it can be found.
            head: HTML for the page's head.
            lang: Its language, which decides on its direction.
            policy: Its content security policy; empty for that of a careful blog, which trusts the service only.

        Returns:
            The page's address.
        """
        direction = "rtl" if lang in RIGHT_TO_LEFT else "ltr"
        html = PAGE.format(lang=lang, dir=direction, head=head, body=body)
        headers = {"Content-Security-Policy": policy or POLICY.format(service=self.service)}
        self.pages[path] = Response(html, mimetype="text/html", headers=headers)
        return self.origin.url + path

    def with_box(self, attributes: str = "", *, inside: str = FORM, around: str = "{box}", **page: str) -> str:
        """Put a page with a search box somewhere.

        Args:
            attributes: Those of the box, as HTML.
            inside: HTML in the box; "{service}" stands for the service's address.
            around: HTML of the page; "{box}" stands for the box, and may do so several times.
            page: What `write` takes.

        Returns:
            The page's address.
        """
        inside = inside.format(service=self.service)
        box = BOX.format(service=self.service, attributes=f" {attributes}" if attributes else "", inside=inside)
        return self.write(around.replace("{box}", box), **{"head": self.script(), **page})

    def script(self, attributes: str = "") -> str:
        """The tag that loads the script of the box."""
        return f'<script type="module" src="{self.service}/blog-search.js"{attributes and " " + attributes}></script>'
