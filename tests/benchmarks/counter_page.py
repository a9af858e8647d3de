"""What a browser reads before an officer can work: the counter's page and everything it asks for, on the wire."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.benchmarks.desk_day import COUNTERS
from tests.benchmarks.offices import filling, found, wait
from tests.benchmarks.place import NO_PAPER, Place, told
from tests.benchmarks.table import Row
from tests.servers.chromium import running_chromium

WAITING = 60
AIM = {"kb": 150.0}


def page(place: Place) -> list[Row]:
    """A first visit, with nothing kept from before."""
    url = f"sqlite:///{place.folder / 'page.db'}"
    with filling(url) as desk:
        office = found(desk, "bench", counters=COUNTERS)
        wait(desk, office, count=WAITING)
    with told("counter page"), place.server(url, paper=NO_PAPER) as server, running_chromium() as browser:
        context = browser.new_context(locale="id-ID")
        context.add_cookies([{"name": "antrean_session", "value": office.tokens[0], "url": server.url}])
        read = _bytes_of(context.new_page(), f"{server.url}/counter")
        context.close()
    return [Row(f"counter page, first load of {len(read)} files", {"kb": sum(read) / 1000}, AIM)]


def _bytes_of(page: Page, url: str) -> list[float]:
    """The bytes of each file that was read, with the head of its answer, as they came over the network."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(url)
    page.wait_for_selector("[data-testid=waiting]")
    page.wait_for_load_state("networkidle")
    return sizes
