"""A search box on a page, as a reader sees and uses it."""

import re
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

RECORD = """
for (const name of ["query", "zero", "select", "error"])
  addEventListener(`search:${name}`, ({ detail }) => (window.told ??= []).push({ name, ...detail }));
"""


@dataclass(frozen=True)
class Box:
    """The box number *number* on *page*, counted from 0."""

    page: Page
    number: int = 0

    @property
    def root(self) -> Locator:
        """The element."""
        return self.page.locator("blog-search").nth(self.number)

    @property
    def input(self) -> Locator:
        """Where one types."""
        return self.root.get_by_role("combobox", include_hidden=True).first

    @property
    def panel(self) -> Locator:
        """What opens."""
        return self.root.locator(".bs-panel")

    @property
    def dialog(self) -> Locator:
        """What holds all of it in dialog mode."""
        return self.root.locator("dialog")

    @property
    def opener(self) -> Locator:
        """The button that opens the dialog."""
        return self.root.locator(".bs-open")

    @property
    def list(self) -> Locator:
        """The listbox."""
        return self.root.get_by_role("listbox")

    @property
    def options(self) -> Locator:
        """All that the arrow keys walk through."""
        return self.list.get_by_role("option")

    @property
    def hits(self) -> Locator:
        """The options that are posts."""
        return self.list.locator(".bs-hit")

    @property
    def titles(self) -> Locator:
        """What the posts are called."""
        return self.hits.locator(".bs-title")

    @property
    def sections(self) -> Locator:
        """The options that are headings in posts."""
        return self.list.locator(".bs-section")

    @property
    def recent(self) -> Locator:
        """The options that are recent searches."""
        return self.list.locator(".bs-recent")

    @property
    def active(self) -> Locator:
        """The option that Enter would open."""
        return self.list.locator("[aria-selected=true]")

    @property
    def note(self) -> Locator:
        """What is said about the hits, or instead of any."""
        return self.panel.locator(".bs-note")

    @property
    def chips(self) -> Locator:
        """The tags to choose from."""
        return self.panel.locator(".bs-chip")

    @property
    def chosen(self) -> Locator:
        """The names of the tags that are chosen."""
        return self.panel.locator(".bs-chip[aria-pressed=true] .bs-name")

    @property
    def all(self) -> Locator:
        """The link to the page of all hits."""
        return self.panel.locator(".bs-all")

    @property
    def status(self) -> Locator:
        """What a screen reader is told."""
        return self.root.get_by_role("status")

    def chip(self, name: str) -> Locator:
        """The tag called *name*."""
        return self.chips.filter(has=self.page.locator(".bs-name", has_text=re.compile(f"^{re.escape(name)}$")))

    def year(self, label: str) -> Locator:
        """The choice of a year called *label*."""
        return self.panel.get_by_role("combobox", name=label, exact=True)

    def action(self, name: str) -> Locator:
        """The button or link in the note called *name*."""
        return self.note.locator(".bs-action", has_text=name)

    def type(self, text: str, *, delay: float = 0) -> None:
        """Press a key for each letter, *delay* milliseconds apart."""
        self.input.press_sequentially(text, delay=delay)

    def write(self, text: str) -> None:
        """Let *text* stand in the input instead of what stood there."""
        self.input.fill(text)

    def search(self, text: str) -> None:
        """Write *text* and wait for what is found."""
        self.write(text)
        self.shows("results")
        expect(self.panel).not_to_have_attribute("aria-busy", "true")

    def stop_time(self) -> None:
        """Open it and stop the clock of its page, which has to be a `timeless_page`."""
        self.input.click()
        self.shows("idle")
        self.page.clock.pause_at(3_600_000)

    def press(self, *keys: str) -> None:
        """Press *keys* one after another, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def shows(self, state: str) -> None:
        """Wait until the panel is open and in *state*."""
        expect(self.panel).to_have_attribute("data-state", state)
        expect(self.panel).to_be_visible()

    def is_closed(self) -> None:
        """Wait until the panel is gone."""
        expect(self.panel).to_be_hidden()


def record_events(page: Page) -> None:
    """Keep what boxes on *page* tell the site from now on."""
    page.evaluate(RECORD)


def told(page: Page) -> list[dict[str, Any]]:
    """What boxes have told the site since then."""
    events = page.evaluate("window.told ?? []")
    assert isinstance(events, list)
    return events
