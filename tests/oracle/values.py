"""The values of one facet, and which stands below which, by looking at all documents for every answer."""

from collections import Counter
from collections.abc import Iterable

from indexer.analysis.folding import fold_value
from indexer.document import Document

Path = tuple[str, ...]


class Values:
    """What *documents* carry as *facet*."""

    def __init__(self, facet: str, documents: Iterable[Document]) -> None:
        self._facet = facet
        self.spellings = Counter(spelling for one in documents for spelling in set(one.values(facet)))
        self._paths = {self._path(spelling) for spelling in self.spellings}

    def keys(self, document: Document) -> set[str]:
        """The keys of what *document* carries, and of what that stands below."""
        paths = {self._path(spelling) for spelling in document.values(self._facet)}
        higher = {path[:end] for path in paths for end in range(1, len(path))}
        return {"/".join(path) for path in paths | set(filter(self._is_parent, higher))}

    def shown(self, key: str) -> str:
        """The spelling of *key* that is used most, of equals the first; of a tag that nobody uses, the beginnings'."""
        votes: Counter[str] = Counter()
        for spelling, count in self.spellings.items():
            if self._key(spelling) == key:
                votes[spelling] += count
        if not votes:
            for spelling, count in self.spellings.items():
                path = self._path(spelling)
                if any("/".join(path[:end]) == key for end in range(1, len(path))):
                    votes[self._beginning(spelling, key)] += count
        return min(votes, key=lambda name: (-votes[name], name))

    def _key(self, spelling: str) -> str:
        return fold_value(self._facet, spelling)

    def _path(self, spelling: str) -> Path:
        """The levels of *spelling*."""
        key = self._key(spelling)
        if self._facet not in {"tags", "categories"} or key.startswith("/"):
            return (key,)
        levels = [""]
        for place, char in enumerate(key):
            if char == "/" and not (key[place - 1 : place].isdecimal() and key[place + 1 : place + 2].isdecimal()):
                levels.append("")
            else:
                levels[-1] += char
        return tuple(levels)

    def _is_parent(self, path: Path) -> bool:
        children = {one[: len(path) + 1] for one in self._paths if one[: len(path)] == path and one != path}
        return path in self._paths or len(children) > 1

    def _beginning(self, spelling: str, key: str) -> str:
        for place, char in enumerate(spelling):
            if char == "/" and self._key(spelling[:place]) == key:
                return spelling[:place].strip()
        return key
