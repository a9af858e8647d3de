"""What printers and screens say on the live line: who may, what of it is refused, and what it changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from queue_app.actions.hall import devices
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import JobState
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.hall.tables import Screen
from queue_app.store.paper.tables import Printer, PrintJob
from tests.databases import Databases
from tests.live.wire import Wire
from tests.people import Person
from tests.printing.logos import give_unknown_part
from tests.served import names, rows, server
from tests.servers.waiting import becomes_true

JOIN = {"version": "0.2.0", "kind": "network", "paper_width_mm": 58}
DONE = {"outcome": "confirmed", "reason": None, "condition": None, "paper": "ok", "length_mm": 120}


class Hall:
    """A server before an office that pairs no screens, with two printers paired."""

    def __init__(self, folder: Path, database_url: str, *, beat_s: float = 0.2) -> None:
        self.database_url = database_url
        self.server = server(folder, database_url, live={"beat_s": beat_s, "watch_s": 0.2})
        self.database = Database(database_url)
        self.desk = Desk(self.database)
        self._service = names(database_url).services["KTP"]

    def pair(self, kind: DeviceKind = DeviceKind.PRINTER) -> tuple[int, str]:
        """Device, and its cookie."""
        asked = devices.begin(self.desk, self.desk.office(1), kind)
        found = devices.pair(self.desk, 1, code=asked.code, name=f"{kind}", by=1)
        return found.id, f"antrean_{kind}_uji={asked.token}"

    def printer_of(self, device_id: int) -> int:
        (found,) = (row[0] for row in rows(self.database_url, Printer.id, Printer.device_id) if row[1] == device_id)
        return int(found)

    def take(self, printer_id: int) -> None:
        person = Person(self.server.url)
        press = {"key": f"press-{printer_id}-{len(self.jobs()):06}", "service_id": self._service}
        status, answer = person.post("/kiosk/uji/tickets", {**press, "printer_id": printer_id})
        assert status == 201, answer

    def jobs(self) -> list[tuple[Any, ...]]:
        return [tuple(row)[1:] for row in rows(self.database_url, PrintJob.id, PrintJob.printer_id, PrintJob.state)]


@pytest.fixture
def hall(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[Hall]:
    found = Hall(tmp_path, databases.founded("sqlite", tmp_path), **getattr(request, "param", {}))
    with found.server:
        yield found
    found.database.close()


def said(wire: Wire, event: str, **values: object) -> dict[str, Any]:
    return wire.emit(event, {"office": "uji", **values})


def test_a_printer_hears_of_its_own_jobs_claims_each_and_tells_what_became_of_it(hall: Hall) -> None:
    left, cookie = hall.pair()
    right, _cookie = hall.pair()
    own, other = hall.printer_of(left), hall.printer_of(right)
    with Wire(hall.server.url, cookie=cookie) as wire:
        assert wire.emit("join", {"room": "printer", "office": "uji", **JOIN})["state"]["jobs"] == []
        hall.take(other)
        hall.take(own)
        (job,) = wire.state_where(lambda state: state["jobs"])["jobs"]

        claimed = said(wire, "claim", job=job["id"], attempt=job["attempt"])
        again = said(wire, "claim", job=job["id"], attempt=job["attempt"])
        told = [said(wire, "printed", job=job["id"], attempt=job["attempt"], **DONE) for _ in range(2)]

    assert (job["number"], claimed["number"], claimed["copy_no"], again) == ("A002", "A002", 1, {"lines": None})
    assert [line["text"] for line in claimed["lines"] if line.get("text") == "A002"] == ["A002"]
    assert told == [{}, {}]
    assert hall.jobs() == [(other, JobState.QUEUED), (own, JobState.CONFIRMED)]
    kinds = rows(hall.database_url, Printer.id, Printer.kind, Printer.paper_width_mm, Printer.version)
    assert tuple(kinds[0])[1:] == ("network", 58, "0.2.0")


def test_a_report_of_a_ticket_that_is_too_long_to_be_true_is_taken_all_the_same(hall: Hall) -> None:
    device, cookie = hall.pair()
    with Wire(hall.server.url, cookie=cookie) as wire:
        wire.emit("join", {"room": "printer", "office": "uji", **JOIN})
        hall.take(hall.printer_of(device))
        (job,) = wire.state_where(lambda state: state["jobs"])["jobs"]
        said(wire, "claim", job=job["id"], attempt=job["attempt"])

        told = said(wire, "printed", job=job["id"], attempt=job["attempt"], **{**DONE, "length_mm": 7519})

    assert (told, hall.jobs()) == ({}, [(hall.printer_of(device), JobState.CONFIRMED)])


def test_a_paper_that_the_server_cannot_lay_out_is_refused_at_once_with_its_reason(hall: Hall) -> None:
    device, cookie = hall.pair()
    give_unknown_part(hall.desk, 1)
    with Wire(hall.server.url, cookie=cookie) as wire:
        wire.emit("join", {"room": "printer", "office": "uji", **JOIN})
        hall.take(hall.printer_of(device))
        (job,) = wire.state_where(lambda state: state["jobs"])["jobs"]

        claimed = said(wire, "claim", job=job["id"], attempt=job["attempt"])

    assert (claimed, hall.jobs()) == ({"lines": None}, [(hall.printer_of(device), JobState.QUEUED)])
    assert tuple(rows(hall.database_url, PrintJob.id, PrintJob.reason)[0])[1:] == ("unprintable: KeyError: 'hologram'",)


def test_what_a_printer_says_of_itself_is_noted_and_answered_with_what_is_due(hall: Hall) -> None:
    device, cookie = hall.pair()
    with Wire(hall.server.url, cookie=cookie) as wire:
        wire.emit("join", {"room": "printer", "office": "uji", **JOIN})
        hall.take(hall.printer_of(device))

        answer = said(wire, "printer", condition="paper_end", paper="end")

    assert [job["number"] for job in answer["jobs"]] == ["A001"]
    assert [tuple(row)[1:] for row in rows(hall.database_url, Printer.id, Printer.condition, Printer.paper)] == [
        ("paper_end", "end")
    ]


@pytest.mark.parametrize(
    ("event", "values"),
    [
        ("claim", {"job": 1}),
        ("claim", {"job": "1", "attempt": 1}),
        ("claim", {"job": 2**60, "attempt": 1}),
        ("printed", {"job": 1, "attempt": 1, "outcome": "perhaps"}),
        ("printed", {"job": 1, "attempt": 1, "outcome": "taken", "length_mm": -1}),
        ("printer", {"paper": "gone"}),
        ("printer", {"condition": "x" * 301}),
        ("printer", {"more": 1}),
        ("printer", {"condition": "\ud800"}),
        ("join", {"room": "display", "zone": "\ud800"}),
        ("join", {"room": "ticket", "token": "\ud800"}),
        ("here", {"key": "a b", "kind": "display"}),
        ("here", {"key": "abc\n", "kind": "printer"}),
        ("here", {"key": "abc", "kind": "printer", "version": "\ud800"}),
        ("here", {"key": "abc", "kind": "oven"}),
        ("left", {"key": "a b", "kind": "display"}),
        ("left", {"key": "abc", "kind": "oven"}),
    ],
)
def test_what_is_not_of_its_shape_is_refused_and_changes_nothing(
    hall: Hall, event: str, values: dict[str, object]
) -> None:
    _device, cookie = hall.pair()
    with Wire(hall.server.url, cookie=cookie) as wire:
        wire.emit("join", {"room": "printer", "office": "uji", **JOIN})

        answer = said(wire, event, **values)

        assert answer["error"] in {"malformed_request", "bad_input"}
        assert said(wire, "ping") == {}
    assert rows(hall.database_url, Printer.id, Printer.seen_at)[0][1] is None
    assert rows(hall.database_url, Screen.id) == []


@pytest.mark.parametrize(
    ("event", "values"),
    [("claim", {"job": 1, "attempt": 1}), ("printed", {"job": 1, "attempt": 1, **DONE}), ("printer", {})],
)
def test_who_has_not_joined_as_a_printer_says_nothing_for_one(
    hall: Hall, event: str, values: dict[str, object]
) -> None:
    with Wire(hall.server.url) as wire:
        wire.join("kiosk")

        assert said(wire, event, **values)["error"] == "not_allowed"


def test_an_unpaired_printer_is_not_let_in_though_the_office_pairs_no_screens(hall: Hall) -> None:
    with Wire(hall.server.url) as wire:
        assert wire.emit("join", {"room": "printer", "office": "uji", **JOIN})["error"] == "not_paired"
        assert "state" in wire.join("display")


def test_a_paper_that_nobody_knows_is_refused(hall: Hall) -> None:
    _device, cookie = hall.pair()
    with Wire(hall.server.url, cookie=cookie) as wire:
        answer = wire.emit("join", {"room": "printer", "office": "uji", **JOIN, "paper_width_mm": 70})

    assert answer["error"] == "bad_input"


@pytest.mark.parametrize("hall", [{"beat_s": 60}], indirect=True, ids=["before the beat"])
def test_a_printer_that_was_unpaired_is_refused_at_its_next_word(hall: Hall) -> None:
    device, cookie = hall.pair()
    with Wire(hall.server.url, cookie=cookie) as wire:
        wire.emit("join", {"room": "printer", "office": "uji", **JOIN})
        devices.revoke(hall.desk, 1, device, by=1)

        assert said(wire, "printer")["error"] in {"not_paired", "not_allowed"}


def test_a_printer_that_was_unpaired_is_sent_away_at_the_next_beat(hall: Hall) -> None:
    device, cookie = hall.pair()
    with Wire(hall.server.url, cookie=cookie) as wire:
        wire.emit("join", {"room": "printer", "office": "uji", **JOIN})
        devices.revoke(hall.desk, 1, device, by=1)

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda _state: False)


def test_a_screen_tells_that_it_is_there_in_the_room_that_it_joined(hall: Hall) -> None:
    here = {"key": "abc-123", "kind": "display", "version": "b1", "sound": "locked", "zone": ""}
    with Wire(hall.server.url) as wire:
        before = said(wire, "here", **here)["error"]
        wire.join("display")

        assert said(wire, "here", **here) == {}
        assert said(wire, "here", **{**here, "kind": "kiosk"})["error"] == "not_allowed"

    assert before == "not_allowed"
    seen = rows(hall.database_url, Screen.id, Screen.key, Screen.kind, Screen.sound, Screen.version)
    assert [tuple(row)[1:] for row in seen] == [("abc-123", DeviceKind.DISPLAY, "locked", "b1")]


def test_a_screen_whose_page_is_closed_is_off_the_list_and_only_from_its_own_room(hall: Hall) -> None:
    here = {"key": "abc-123", "kind": "display"}
    with Wire(hall.server.url) as wire:
        wire.join("display")
        said(wire, "here", **here)
        with Wire(hall.server.url) as other:
            stranger = said(other, "left", **here)["error"]
        before = len(rows(hall.database_url, Screen.id, Screen.key))

        assert said(wire, "left", **here) == {}
        assert becomes_true(lambda: rows(hall.database_url, Screen.id, Screen.key) == [])

    assert (stranger, before) == ("not_allowed", 1)
