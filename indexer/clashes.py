"""Posts that share an address, of which readers reach only one."""

from indexer.ledger import INDEXED, Entry
from indexer.posts.problem import Problem


def with_clashes(entries: dict[str, Entry]) -> dict[str, Entry]:
    """*entries*, with a problem for every post whose address another one has, too."""
    first: dict[str, str] = {}
    for path, entry in entries.items():
        if entry.outcome != INDEXED:
            continue
        other = first.setdefault(entry.url, path)
        if other is not path or entry.problems:
            entries[path] = entry._replace(problems=_with_clash(path, entry, other))
    return entries


def _with_clash(path: str, entry: Entry, other: str) -> tuple[Problem, ...]:
    """The problems of *entry*, among them that its address is that of *other*, unless this is the post itself."""
    own = tuple(problem for problem in entry.problems if problem.code != "same-url")
    if other == path:
        return own
    message = f"{entry.url} is also the address of {other}; give one of them another slug or permalink."
    return (*own, Problem(path, 1, "same-url", message))
