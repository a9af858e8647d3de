"""Chromium, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from playwright.sync_api import Browser, Page, sync_playwright

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

MORNING = "2026-11-22T01:05:00+00:00"


def stop_clock(page: Page, at: str = MORNING) -> None:
    """Lets the page's clock stand at this moment, also on the pages it goes to, until the test moves or resumes it.

    A clock that is installed and goes on would count, beside the test's own steps, however long the machine takes.
    """
    moment = datetime.fromisoformat(at)
    page.clock.install(time=moment - timedelta(hours=1))
    page.clock.pause_at(moment)


def program() -> str:
    """The Chromium that the tests drive."""
    return os.environ.get("CHROMIUM") or find_program("chromium", "chromium-browser", "google-chrome")


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """A headless Chromium until the block ends: that of the system, or the one the variable CHROMIUM names.

    Inside the block this thread counts as one with a running asyncio loop: asyncio.run() must go to another thread.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
