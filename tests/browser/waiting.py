"""Waiting for what happens outside the page, where Playwright's own expectations do not reach."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

STEP, STEPS = 20, 500
"""Milliseconds between two looks, and how many; ten seconds in all."""


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Let *page* go on until *holds* is true; fail if that never happens."""
    for _ in range(STEPS):
        if holds():
            return
        page.wait_for_timeout(STEP)
    pytest.fail("What was waited for did not happen.")
