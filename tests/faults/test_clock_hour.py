"""The server's clock jumps by an hour while the office works, and over midnight: numbers and people stay in order.

That whichever server writes first tells of the jump, and no other, is in test_set_clock.py; what a jump does to times
that were under way, in tests/test_desk_day.py and tests/domain/log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from queue_app.store.engines import Database
from queue_app.store.queue.tables import Ticket
from tests.databases import Databases
from tests.live.wire import Wire
from tests.offices import make_office
from tests.people import Person
from tests.served import move, names, open_counter, played_by, press, rows, server
from tests.servers.antrean import Antrean

HOUR_S = 3600


@dataclass(frozen=True)
class Office:
    """An office on a computer whose clock somebody sets."""

    url: str
    zone: str
    clock: Path
    server: Antrean

    def set_by(self, seconds: float) -> None:
        self.clock.write_text(str(seconds), encoding="ascii")

    def press(self) -> str:
        return str(press(Person(self.server.url), names(self.url).services["KTP"])[1]["number"])

    def check(self) -> None:
        database = Database(self.url)
        make_office(database, 1).check()
        database.close()


@pytest.fixture
def office(databases: Databases, tmp_path: Path) -> Iterator[Office]:
    url, clock = databases.founded("sqlite", tmp_path), tmp_path / "clock"
    clock.write_text("0", encoding="ascii")
    running = played_by(server(tmp_path, url), "tests.faults.set_clock_server")
    running.program.env["ANTREAN_TEST_CLOCK"] = str(clock)
    zone = where_it_is_noon()
    move(url, zone)
    with running:
        yield Office(url, zone, clock, running)


def where_it_is_noon() -> str:
    """A zone in which an hour either way stays within the day, whenever the test runs."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"  # its sign is that of the clock at Greenwich: +5 is five behind


@pytest.mark.slow("each has a server of its own")
@pytest.mark.parametrize("by_s", [HOUR_S, -HOUR_S], ids=["forward", "back"])
def test_an_hour_either_way_gives_no_number_twice_calls_in_order_and_signs_nobody_out(
    office: Office, by_s: int
) -> None:
    officer = open_counter(office.server.url, "wati", names(office.url).counters[1])
    supervisor = Person(office.server.url)
    supervisor.sign_in("tini")
    with Wire(office.server.url) as display:
        display.join("display")
        numbers = [office.press(), office.press()]
        office.set_by(by_s)
        numbers += [office.press(), office.press()]
        called = []
        for _ in numbers:
            leg = officer.post("/counter/call-next")[1]["open"]
            called.append(leg["number"])
            assert officer.post("/counter/start", {"leg_id": leg["leg_id"]})[0] == 200
            assert officer.post("/counter/finish", {"leg_id": leg["leg_id"]})[0] == 200
        display.state_where(lambda state: "A004" in str(state))
        board = supervisor.ask("GET", "/supervisor")

    assert numbers == called == ["A001", "A002", "A003", "A004"]
    assert (board[0], ("dimajukan" if by_s > 0 else "dimundurkan") in board[1]) == (200, True)
    office.check()


def to_midnight(zone: str) -> timedelta:
    """From now to the next one there."""
    here = datetime.now(UTC).astimezone(ZoneInfo(zone))
    return (here + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0) - here


@pytest.mark.slow("as above")
def test_a_clock_that_is_set_back_over_midnight_goes_on_behind_the_numbers_of_the_old_day(office: Office) -> None:
    """Set too far and put right again: each day has its own numbers, and each of them once."""
    first = office.press()
    office.set_by((to_midnight(office.zone) + timedelta(minutes=20)).total_seconds())
    tomorrow = [office.press(), office.press()]
    office.set_by(0)
    back = [office.press(), office.press()]
    office.set_by((to_midnight(office.zone) + timedelta(minutes=30)).total_seconds())
    again = office.press()

    assert (first, tomorrow, back, again) == ("A001", ["A001", "A002"], ["A002", "A003"], "A003")
    given = rows(office.url, Ticket.business_date, Ticket.number)
    assert len(set(given)) == len(given) == 6
    office.check()
