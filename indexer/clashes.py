"""Posts that share an address, of which readers reach only one, or an id, of which the index holds only one."""

from collections.abc import Iterable, Mapping

from indexer.ledger import FAILED, INDEXED, Entry
from indexer.posts.folder import Found
from indexer.posts.ids import post_id
from indexer.posts.problem import Problem


def without_ids(found: Iterable[Found], known: Mapping[str, Entry]) -> dict[str, Entry]:
    """What becomes of the posts in *found* whose id one before them has, by path; *known* saves making ids again.

    An id that had to be shortened is that of another path once in four thousand million times. Which of both posts is
    shown depends on their paths alone, so it is the same after any history.
    """
    first: dict[str, str] = {}
    failed = {}
    for file in found:
        if not file.left_out:
            entry = known.get(file.path)
            other = first.setdefault((entry and entry.id) or post_id(file.path), file.path)
            if other is not file.path:
                message = f"by chance {other} has the same id and is shown; give this file another name."
                failed[file.path] = Entry(FAILED, problems=(Problem(file.path, 1, "same-id", message),))
    return failed


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
