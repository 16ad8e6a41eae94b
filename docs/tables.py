"""The tables of the documentation, made from the code: ``python -m docs.tables`` writes them anew.

A page says where a table stands: ``<!-- settings: made by docs/tables.py -->`` before it, ``<!-- end -->`` behind it.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.posts.problem_codes import PROBLEM_CODES
from service import reference

PAGES = Path(__file__).parent

_BLOCK = re.compile(r"(?P<top><!-- (?P<name>[a-z]+): made by docs/tables\.py -->\n).*?(?P<end><!-- end -->)", re.DOTALL)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def codes() -> str:
    """Every code of a problem in a post."""
    rows = ((f"`{code}`", about) for code, about in sorted(PROBLEM_CODES.items()))
    return table(("code", "what it means, and what to do"), rows)


TABLES = {
    "codes": codes,
    "commands": reference.commands,
    "problems": reference.problems,
    "settings": reference.settings,
}


def filled(page: str) -> str:
    """The text of a *page* with its tables as the code has them now."""
    return _BLOCK.sub(lambda block: f"{block['top']}\n{TABLES[block['name']]()}\n{block['end']}", page)


if __name__ == "__main__":
    for path in sorted(PAGES.glob("*.md")):
        path.write_text(filled(path.read_text("utf-8")), "utf-8")
