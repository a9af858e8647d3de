"""An office with three days behind it: what the page of the history has to tell of."""

from __future__ import annotations

import pytest

from queue_app.actions.queue import absences, counter
from tests.offices import Office
from tests.web.visitors import Site, Visitor


def worked_day(office: Office, *, visits: int = 6, minutes: float = 5) -> None:
    """Everybody comes at eight, and is served one after the other; one more does not come, one leaves."""
    office.open_counter()
    for _ in range(visits + 2):
        office.issue()
    for _ in range(visits):
        office.served(minutes=minutes)
    office.do(counter.no_show, office.call_next())
    office.do(absences.cancel, office.call_next())


def next_morning(office: Office) -> None:
    office.clock.set_local(f"{office.clock.now.date().isoformat()} 23:00:00")
    office.clock.tick(hours=9)


@pytest.fixture
def lived_in(site: Site) -> Site:
    """Monday to Wednesday, 23 to 25 November; now it is Thursday morning."""
    for visits, minutes in ((10, 5), (6, 15), (6, 8)):
        worked_day(site.office, visits=visits, minutes=minutes)
        next_morning(site.office)
    return site


@pytest.fixture
def tini(lived_in: Site) -> Visitor:
    return lived_in.signed_in("tini")
