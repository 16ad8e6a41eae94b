"""A problem found in a post, as it is shown to the blog's owner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author should look at: where it is, what it is, and what to do about it.

    Attributes:
        path: The file, relative to the posts folder, with ``/`` between its parts.
        line: The line it stands in, counted from 1.
        code: A short stable name in kebab-case, such as ``merge-conflict``; listed in docs/problems.md.
        message: One line for people that names the value and the cure.
    """

    path: str
    line: int
    code: str
    message: str

    def __str__(self) -> str:
        """The one-line form ``path:line: code: message`` that editors can jump to."""
        return f"{self.path}:{self.line}: {self.code}: {self.message}"
