"""A row: what became of one kind of fault."""

from typing import NamedTuple


class Row(NamedTuple):
    """One line of a part's table.

    Attributes:
        what: Was done, in a few words.
        tried: How often.
        failed: How often something was lost, wrong or left behind; 0 is wanted.
        seen: What else was counted or measured, for people.
    """

    what: str
    tried: int
    failed: int
    seen: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """It as the cells of a table."""
        return self.what, f"{self.tried:,}", f"{self.failed:,}", self.seen
