"""Every room of the live line against every role, every kind of device and nobody; and the end of what let one in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import update

from queue_app.actions.hall import devices
from queue_app.actions.queue import tickets
from queue_app.domain.log.rights import DEVICE_RIGHTS, OF_DEVICES, RIGHTS, DeviceKind, Right, Role
from queue_app.domain.office.plan import OfficerPlan
from queue_app.screens.audience import KINDS
from queue_app.store.desk import Desk
from queue_app.store.engines import Database
from queue_app.store.office.founding import found_office
from queue_app.store.office.tables import Office as OfficeRow
from queue_app.store.office.tables import Officer
from tests.databases import Databases
from tests.factories import FOUNDED, PASSWORD, cheap_hash, make_plan
from tests.live.wire import Wire
from tests.offices import Office
from tests.people import Person
from tests.served import ZONE, found, names, server
from tests.web.visitors import make_site

BEAT_S = 0.2
EVENTS = {"join", "disconnect", "heard", "here", "left", "ping", "claim", "printed", "printer"}  # all that is heard


@dataclass(frozen=True)
class Hall:
    """A server before two offices that ask their screens for a pairing: "uji" and "kedua"."""

    url: str
    desk: Desk
    ticket: str

    def person(self, role: Role | None) -> Person:
        person = Person(self.url)
        if role:
            person.sign_in(role.value)
        return person

    def device(self, kind: DeviceKind, *, slug: str = "uji") -> tuple[int, str]:
        """Row number, and cookies that name the token under every kind at office "uji"."""
        office = self.desk.office_called(slug)
        asked = devices.begin(self.desk, office, kind)
        device = devices.pair(self.desk, office.id, code=asked.code, name=f"{kind}", by=1)
        return device.id, "; ".join(f"antrean_{each}_uji={asked.token}" for each in DeviceKind)

    def joined(self, cookie: str, page: str = "") -> dict[str, str]:
        """Room -> "in", or the code of the refusal."""
        with Wire(self.url, cookie=cookie, page=page) as wire:
            return {room: wire.join(room, token=self.ticket).get("error", "in") for room in KINDS}


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    folder: Path = tmp_path_factory.mktemp("rights")
    url = f"sqlite:///{folder / 'antrean.db'}"
    people = [OfficerPlan(role.value, role.value.title(), PASSWORD, role=role) for role in Role]
    found(url, replace(make_plan(zone=ZONE), officers=people, pairs_devices=True))
    database = Database(url)
    found_office(
        database, replace(make_plan(slug="kedua", tag="2"), pairs_devices=True), at=FOUNDED, hash_password=cheap_hash
    )
    desk = Desk(database)
    ticket = tickets.issue(desk, 1, service_id=names(url).services["KTP"], press_key="before-opening")
    with server(folder, url, live={"beat_s": BEAT_S}) as running:
        yield Hall(running.url, desk, ticket.token)
    database.close()


def expected(rights: frozenset[Right], *, refused: str) -> dict[str, str]:
    """What each room answers to somebody with these rights."""
    return {
        room: "in" if kind.right in rights else "not_paired" if kind.right in OF_DEVICES else refused
        for room, kind in KINDS.items()
    }


@pytest.mark.parametrize("role", RIGHTS, ids=str)
def test_each_role_joins_the_rooms_of_its_rights(hall: Hall, role: Role | None) -> None:
    refused = "not_allowed" if role else "sign_in_required"

    person = hall.person(role)

    assert hall.joined(person.cookie, person.csrf) == expected(RIGHTS[role], refused=refused)


@pytest.mark.parametrize("kind", DeviceKind)
def test_each_device_joins_the_rooms_of_its_kind(hall: Hall, kind: DeviceKind) -> None:
    _device, cookie = hall.device(kind)

    assert hall.joined(cookie) == expected(DEVICE_RIGHTS[kind] | {Right.OPEN}, refused="sign_in_required")


@pytest.mark.parametrize("kind", DeviceKind)
def test_a_device_of_another_office_joins_no_room_here(hall: Hall, kind: DeviceKind) -> None:
    _device, cookie = hall.device(kind, slug="kedua")

    assert hall.joined(cookie) == expected(frozenset({Right.OPEN}), refused="sign_in_required")


def test_nothing_else_can_be_said(office: Office, tmp_path: Path) -> None:
    socketio = make_site(office, tmp_path).app.extensions["socketio"]

    assert {each for handlers in socketio.server.handlers.values() for each in handlers} == EVENTS


@pytest.mark.parametrize(
    ("kind", "room"), [(DeviceKind.DISPLAY, "display"), (DeviceKind.KIOSK, "kiosk"), (DeviceKind.PRINTER, "printer")]
)
def test_an_unpaired_screen_is_sent_away_at_the_next_beat(hall: Hall, kind: DeviceKind, room: str) -> None:
    device, cookie = hall.device(kind)
    with Wire(hall.url, cookie=cookie) as wire:
        wire.join(room)
        wire.next("beat")

        devices.revoke(hall.desk, 1, device, by=1)

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda _state: False)


def test_who_loses_the_right_is_sent_away_though_the_session_goes_on(hall: Hall) -> None:
    head = hall.person(Role.HEAD)
    with Wire(hall.url, cookie=head.cookie, page=head.csrf) as wire:
        wire.join("board")
        wire.next("beat")

        with hall.desk.transaction(1) as work:
            work.connection.execute(update(Officer).where(Officer.username == "head").values(role=Role.AUDITOR))

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda _state: False)


def test_open_screens_are_sent_away_when_the_office_begins_to_pair(databases: Databases, tmp_path: Path) -> None:
    url = databases.founded("sqlite", tmp_path)
    database = Database(url)
    with server(tmp_path, url, live={"beat_s": BEAT_S}) as running, Wire(running.url) as wire:
        wire.join("display")
        wire.next("beat")

        with Desk(database).transaction(1) as work:
            work.connection.execute(update(OfficeRow).values(pairs_devices=True))

        with pytest.raises(ConnectionResetError):
            wire.state_where(lambda _state: False)
    database.close()


def test_a_page_of_somebody_else_joins_no_room_of_the_person_signed_in(hall: Hall) -> None:
    officer, supervisor = hall.person(Role.OFFICER), hall.person(Role.SUPERVISOR)

    refusals = []
    for page in (officer.csrf, "", "guess"):
        with Wire(hall.url, cookie=supervisor.cookie, page=page) as wire:
            refusals += [wire.join(room)["error"] for room in ("desk", "board")]

    assert refusals == ["other_person"] * 2 + ["page_expired"] * 4
