"""The browser: Debian's Chromium or whatever of its kind is installed, driven by Playwright."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "NO BROWSER: the search box and the pages were not tried in one, as none of "
    f"{', '.join(PROGRAMS)} is installed. Debian, Ubuntu: apt-get install chromium"
)
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync")


def find() -> str:
    """The program's path; without one the test is skipped, and fails where CI is set, as there it must be tried."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A running browser, without a window."""
    program = find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET, "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()
