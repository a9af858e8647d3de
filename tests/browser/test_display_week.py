"""A display hangs on the wall for months: a simulated week of calls leaves nothing behind in its page."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Browser

from tests.display.conftest import Handler, Site
from tests.display.week import live

CALLS = 20_000  # of a busy office in a week and a half
SETTLED = 2000  # by then everything that is made once is there
MAY_GROW = 250_000  # bytes: what the engine compiles late


@pytest.mark.timeout(280)
def test_after_twenty_thousand_calls_the_page_is_as_small_as_before(browser: Browser) -> None:
    with Site(("127.0.0.1", 0), Handler) as site:
        site.answers = {}
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        context = browser.new_context()
        sizes = list(live(context.new_page(), site, calls=CALLS))
        context.close()
        site.shutdown()

    settled = [size for size in sizes if size.calls >= SETTLED]
    first, last = settled[:8], settled[-8:]
    # The least of several looks: at each, a request may be under way with its listeners and its picture.
    for part in ("nodes", "listeners"):
        assert min(getattr(size, part) for size in last) <= min(getattr(size, part) for size in first)
    assert min(size.heap for size in last) - min(size.heap for size in first) < MAY_GROW
