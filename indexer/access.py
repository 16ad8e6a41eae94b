"""Access: how to be let in by an engine that lives elsewhere."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Access:
    """What an engine's URL does not say because it is secret, or because it belongs to this machine.

    Attributes:
        user, password: Who asks; "" where anybody may.
        key: What to show instead of these: an API key or a JSON web token, or a whole ``Authorization`` header's
            value, scheme first.
        ca: The certificates of the authorities to trust, PEM; None for those that the system trusts.
        timeout: Seconds to wait for an answer.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    key: str = field(default="", repr=False)
    ca: Path | None = None
    timeout: float = 10.0


NO_ACCESS = Access()
"""For an engine that lets everybody in."""
