"""An office's server and a browser of 2017 before it: one start of both for the whole file."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import update

from queue_app.actions.office import setup
from queue_app.domain.hall.room import RoomRules
from queue_app.domain.office.plan import CounterPlan, OfficePlan
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office.founding import found_office
from queue_app.store.office.tables import Office
from tests.databases import Databases
from tests.factories import FOUNDED, cheap_hash, make_plan, make_service
from tests.old_browser.engine import BINARY, OldBrowser, OldPage, running_old_browser
from tests.served import Names, names, server

CAN_START = (sys.platform, platform.machine()) == ("linux", "x86_64")
BRIEF = RoomRules(repeat=1, chime=False, rate_pct=130)
PAIRED = "pasang"  # the office that asks its screens for a pairing


@dataclass(frozen=True)
class OldHall:
    url: str
    database_url: str
    names: Names
    browser: OldBrowser


OpenPage = Callable[..., OldPage]


def with_a_third_counter(plan: OfficePlan) -> OfficePlan:
    return replace(
        plan,
        room=BRIEF,
        services=[*plan.services, make_service("IKD", series="C")],
        counters=[*plan.counters, CounterPlan(3, ["IKD"])],
    )


def furnish(database_url: str) -> None:
    """Calls of the office are brief, and counter 3 is alone with its service. Beside it, one that pairs its screens."""
    database = Database(database_url)
    setup.change(Desk(database), 1, by=None, edit=with_a_third_counter)
    found_office(database, make_plan(slug=PAIRED, tag="2"), at=FOUNDED, hash_password=cheap_hash)
    with database.writer.transaction() as connection:
        connection.execute(update(Office).where(Office.slug == PAIRED).values(pairs_devices=True))
    database.close()


@pytest.fixture(scope="module")
def old_hall(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OldHall]:
    if not CAN_START:
        pytest.skip("the old Chromium is built for Linux on x86_64 alone")
    if not BINARY.exists():
        pytest.skip("the old Chromium was not fetched: 'make system' tells why")
    folder = tmp_path_factory.mktemp("old")
    url = databases.founded("sqlite", folder)
    furnish(url)
    with ExitStack() as stack:
        running = stack.enter_context(server(folder, url))
        yield OldHall(running.url, url, names(url), stack.enter_context(running_old_browser(folder)))


@pytest.fixture
def open_page(old_hall: OldHall) -> Iterator[OpenPage]:
    """Opens an address of the office; when the test is over, nothing may have gone wrong on its pages."""
    pages: list[OldPage] = []

    def opened(path: str, width: int, height: int) -> OldPage:
        pages.append(old_hall.browser.page())
        return pages[-1].open(old_hall.url + path, width, height)

    yield opened
    faults = [page.close() for page in pages]
    assert faults == [[] for _ in pages]
