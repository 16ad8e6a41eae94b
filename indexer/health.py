"""Health: whether an engine answers, and what it lacks."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Health:
    """How an engine is.

    Attributes:
        state: "green" if all is well, "yellow" if it answers fully, with fewer copies than it should have or from the
            generation before a damaged one, "red" if something is missing.
        detail: A sentence on what there is and what is not; "" where there is nothing to say.
    """

    state: Literal["green", "yellow", "red"]
    detail: str = ""
