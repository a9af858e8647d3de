"""A display hangs on the wall for months: a simulated week of calls leaves nothing behind in its page."""

from __future__ import annotations

import threading

import pytest
from playwright.sync_api import Browser

from tests.display.conftest import Handler, Site
from tests.display.week import live

CALLS = 5000  # of a busy office in a week; `make bench` measures 20,000
SETTLED = 2000  # by then everything that is made once is there
LOOKS = 8  # the least of so many: at each, a request may be under way with its listeners and its picture
MAY_GROW = {"nodes": 20, "listeners": 20, "heap": 250_000}  # heap: bytes, of what the engine compiles late


@pytest.mark.long
@pytest.mark.timeout(280)
def test_after_a_week_of_calls_the_page_is_as_small_as_before(browser: Browser) -> None:
    with Site(("127.0.0.1", 0), Handler) as site:
        site.answers = {}
        threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True).start()
        context = browser.new_context()
        sizes = list(live(context.new_page(), site, calls=CALLS))
        context.close()
        site.shutdown()

    settled = [size for size in sizes if size.calls >= SETTLED]
    for part, may_grow in MAY_GROW.items():
        first, last = (min(getattr(size, part) for size in looks) for looks in (settled[:LOOKS], settled[-LOOKS:]))
        assert last - first < may_grow, part
