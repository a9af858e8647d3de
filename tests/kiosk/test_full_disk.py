"""A kiosk's computer whose disk is full: what could not be remembered is not printed, and staff hear why."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.outbox import Entry, NotKept, Outbox, Stage
from queue_app.domain.paper.jobs import JobState
from queue_app.store.paper.tables import Printer
from tests.kiosk.station import Station
from tests.served import rows
from tests.servers.waiting import becomes_true

FULL = 0  # bytes that a file may have


@pytest.fixture
def fill() -> Iterator[Callable[[], None]]:
    """Fills the disk for this program."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FULL, limits[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_job_that_cannot_be_written_down_is_refused_and_its_end_remembered(
    tmp_path: Path, fill: Callable[[], None]
) -> None:
    outbox = Outbox(tmp_path / "outbox.db")
    outbox.keep(7, 1, Stage.PRINTING)
    before = outbox.can_write()
    fill()

    with pytest.raises(NotKept):
        outbox.keep(8, 1, Stage.ASKED)
    outbox.know(7, 1, outcome="confirmed")

    assert (before, outbox.can_write()) == (True, False)
    assert outbox.entries() == [Entry(7, 1, Stage.KNOWN, {"outcome": "confirmed"})]
    outbox.forget(7)
    assert outbox.entries() == []


def test_numbers_wait_while_the_disk_is_full_and_come_out_once_when_it_is_not(station: Station) -> None:
    station.agent.start()
    assert station.agent.says("connected to")
    pid = station.agent.pid
    limits = resource.prlimit(pid, resource.RLIMIT_FSIZE, (FULL, resource.RLIM_INFINITY))

    taken = station.take(2)

    assert becomes_true(lambda: condition(station) == "disk")
    assert (station.states(), station.on_paper()) == ({JobState.QUEUED: 2}, [])
    resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)
    assert station.come_to(confirmed=2), station.agent.log_text()
    assert (station.on_paper(), condition(station)) == (taken, None)


def condition(station: Station) -> str | None:
    ((_id, found),) = rows(station.database_url, Printer.id, Printer.condition)
    return found  # type: ignore[no-any-return]
