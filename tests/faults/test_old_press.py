"""A press that comes again days later, or from a kiosk whose clock is years off: nobody gets another day's number."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from queue_app.store.queue.tables import Ticket
from tests.databases import Databases
from tests.people import Person
from tests.served import names, played_by, press, rows, server

WEEK_S = timedelta(days=7).total_seconds()
OVER = "Nomor ini dari hari lain dan tidak berlaku lagi. Silakan ambil nomor baru."


@pytest.mark.slow("a server lives a week")
def test_a_press_that_is_repeated_a_week_later_is_told_so_and_makes_no_number(
    databases: Databases, tmp_path: Path
) -> None:
    url, clock = databases.founded("sqlite", tmp_path), tmp_path / "clock"
    running = played_by(server(tmp_path, url), "tests.faults.set_clock_server")
    running.program.env["ANTREAN_TEST_CLOCK"] = str(clock)
    clock.write_text("0", encoding="ascii")
    with running:
        kiosk, service = Person(running.url), names(url).services["KTP"]
        first = press(kiosk, service, key="one-press-01")
        again = press(kiosk, service, key="one-press-01")
        clock.write_text(str(WEEK_S), encoding="ascii")
        late = [press(kiosk, service, key="one-press-01") for _ in range(2)]
        new = press(kiosk, service, key="a-new-press-02")

    assert [(status, said["number"]) for status, said in (first, again, new)] == [
        (201, "A001"), (200, "A001"), (201, "A001"),
    ]  # fmt: skip
    assert {(status, said["error"], said["message"]) for status, said in late} == {(409, "press_over", OVER)}
    assert len(rows(url, Ticket.id)) == 2


@pytest.mark.slow("a server of its own")
def test_the_clock_of_a_kiosk_says_nothing_of_when_a_number_was_taken(databases: Databases, tmp_path: Path) -> None:
    """The key begins with the kiosk's own time, in digits of 36: of 1970, of 2026, of the year 2286."""
    url = databases.founded("sqlite", tmp_path)
    with server(tmp_path, url) as running:
        kiosk, service = Person(running.url), names(url).services["KTP"]
        said = [press(kiosk, service, key=f"{begin}-0f1e2d3c") for begin in ("00000001", "mikx2o00", "4l2lqgw0")]

    assert [each["number"] for _status, each in said] == ["A001", "A002", "A003"]
    assert len({day for _id, day in rows(url, Ticket.id, Ticket.business_date)}) == 1
