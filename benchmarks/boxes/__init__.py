"""The search boxes that are compared, each as a blog would have it by default."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).parent


class Box(NamedTuple):
    """A search box on a page of a blog.

    Attributes:
        head, body: What its makers tell a blog to put there, with {service} for the address of Backmatter.
        input: The selector of what is typed into.
        watcher: The script that tells the probe what the box does.
    """

    head: str
    body: str
    input: str
    watcher: str

    def page(self, service: str) -> str:
        """A page of the blog."""
        return (
            (_FOLDER / "page.html")
            .read_text(encoding="utf-8")
            .format(head=self.head.format(service=service), body=self.body.format(service=service))
        )

    @property
    def probe(self) -> str:
        """The script that must run before any of the page."""
        return "\n".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("probe.js", self.watcher))


def _pagefind(attributes: str = "") -> Box:
    head = (
        '<link href="/pagefind/pagefind-component-ui.css" rel="stylesheet">'
        '<script src="/pagefind/pagefind-component-ui.js" type="module"></script>'
    )
    return Box(
        head, f"<pagefind-searchbox{attributes}></pagefind-searchbox>", "pagefind-searchbox input", "pagefind.js"
    )


OURS, PEER = "Backmatter", "Pagefind"
HITS = 8
"""As many as Backmatter's box shows; Pagefind's has a line for every hit unless it is told how many."""
BOXES: Mapping[str, Box] = {
    PEER: _pagefind(),
    f"{PEER}, {HITS} hits": _pagefind(f' max-results="{HITS}"'),
    # It takes 0 for "not given", and waits for 150 ms.
    f"{PEER}, {HITS} hits, debounce 1 ms": _pagefind(f' max-results="{HITS}" debounce="1"'),
    OURS: Box(
        '<script type="module" src="{service}/blog-search.js"></script>',
        '<blog-search src="{service}"><form action="{service}/search">'
        '<input type="search" name="q" aria-label="Search"> <button>Search</button></form></blog-search>',
        "blog-search input[type=search]",
        "backmatter.js",
    ),
}
