"""Pagefind, which indexes the pages of a built site. Searching happens in browsers, so only building is measured."""

import html
import resource
import subprocess
from pathlib import Path

from benchmarks.collection import Collection
from benchmarks.systems.protocol import Answer, Question, System

_PROGRAM = Path(__file__).parent.parent / "node_modules" / ".bin" / "pagefind"


class Pagefind(System):
    """Its own program on one small page for each post; making the pages is not counted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def build(self, collection: Collection) -> None:
        """Write the pages, and run Pagefind on them."""
        site = self.folder.with_name(self.folder.name + "-site")
        site.mkdir(parents=True, exist_ok=True)
        for document in collection.documents():
            page = _page(document.title, document.body, document.tags)
            (site / f"{document.id}.html").write_text(page, encoding="utf-8")
        command = [str(_PROGRAM), "--site", str(site), "--output-path", str(self.folder), "--silent"]
        subprocess.run(command, check=True)

    def open(self) -> None:
        """Not measured."""
        raise NotImplementedError

    def rank(self, text: str, limit: int) -> list[str]:
        """Not measured."""
        raise NotImplementedError

    def answer(self, question: Question) -> Answer:
        """Not measured."""
        raise NotImplementedError

    def cpu_seconds(self) -> float:
        """What its program used."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime


def _page(title: str, body: str, tags: tuple[str, ...]) -> str:
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in body.split("\n\n"))
    filters = "".join(f'<span data-pagefind-filter="tag">{html.escape(tag)}</span>' for tag in tags)
    return f'<html lang="en"><body><h1>{html.escape(title)}</h1>{filters}{paragraphs}</body></html>'
