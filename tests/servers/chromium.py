"""Chromium, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.servers.program import find_program

ARGUMENTS = (
    "--no-sandbox",  # tests run as root in containers
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",  # as on a display, which nobody touches
)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A headless Chromium until the block ends: that of the system, or the one the variable CHROMIUM names.

    Inside the block this thread counts as one with a running asyncio loop: asyncio.run() must go to another thread.
    """
    path = os.environ.get("CHROMIUM") or find_program("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
