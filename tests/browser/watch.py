"""What a page complains about while it is tried: errors on its console, errors of its scripts, refused content."""

from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, WebError

REPORT_REFUSALS = """
addEventListener("securitypolicyviolation", event =>
  console.error(`refused by the policy: ${event.violatedDirective} ${event.blockedURI}`))
"""


@dataclass
class Watch:
    """The complaints of all pages of one context.

    Attributes:
        expected: Parts of complaints that belong to the test.
        complaints: All others.
    """

    expected: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Listen to *context* from now on."""
        context.on("console", self._console)
        context.on("weberror", self._error)

    def leave(self, context: BrowserContext) -> None:
        """Listen to *context* no more."""
        context.remove_listener("console", self._console)
        context.remove_listener("weberror", self._error)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._add(f"{message.type}: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self._add(f"error: {error.error}")

    def _add(self, complaint: str) -> None:
        if not any(part in complaint for part in self.expected):
            self.complaints.append(complaint)
