"""A page that one test after another uses: to open a new one costs more than what most tests do in it."""

from playwright.sync_api import Browser

WINDOW = {"width": 1280, "height": 720}


class KeptPage:
    """A page of *browser*, in a profile with Playwright's *options*, that can be made to forget what was done in it."""

    def __init__(self, browser: Browser, **options: bool) -> None:
        self.context = browser.new_context(**options)  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self._tools = self.context.new_cdp_session(self.page)

    def forget(self) -> None:
        """Be as new: no other pages, nothing stored, online, on a usual screen."""
        for other in self.context.pages[1:]:
            other.close()
        self.context.set_offline(offline=False)
        self.page.goto("about:blank")
        self.page.set_viewport_size(WINDOW)  # type: ignore[arg-type]
        self.page.emulate_media(
            media="null", color_scheme="light", reduced_motion="no-preference", forced_colors="none"
        )
        self._tools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
