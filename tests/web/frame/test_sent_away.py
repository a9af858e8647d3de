"""Whoever may see a screen no more hears nothing more: the line is cut before the next state goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask_socketio import SocketIO, SocketIOTestClient

from queue_app.actions.hall import devices
from queue_app.actions.office import accounts, setup
from queue_app.domain.log.rights import DeviceKind, Role
from queue_app.domain.office.plan import OfficePlan
from tests.web.visitors import Site, Visitor


@pytest.fixture(autouse=True)
def _nobody_looks_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SocketIO, "start_background_task", lambda *_task: None)


def joined(site: Site, visitor: Visitor, room: str) -> SocketIOTestClient:
    live: SocketIO = site.app.extensions["socketio"]
    line: SocketIOTestClient = live.test_client(site.app, flask_test_client=visitor.browser)
    said = {"room": room, "office": "uji", "page": visitor.csrf()}
    assert "state" in line.emit("join", said, callback=True)
    return line


def edited(site: Site, edit: Callable[[OfficePlan], OfficePlan]) -> None:
    setup.change(site.office.desk, site.office.office_id, by=None, edit=edit)


def with_tini(**changes: Any) -> Callable[[OfficePlan], OfficePlan]:
    """An administrator stays, whatever becomes of her."""

    def edit(plan: OfficePlan) -> OfficePlan:
        people = [replace(each, **(changes if each.username == "tini" else {})) for each in plan.officers]
        people = [replace(each, role=Role.ADMINISTRATOR) if each.username == "joko" else each for each in people]
        return replace(plan, officers=people)

    return edit


ENDS: dict[str, Callable[[Site, Visitor], object]] = {
    "signs out": lambda _site, tini: tini.post("/sign-out"),
    "signs in as somebody else": lambda _site, tini: tini.sign_in("wati"),
    "gets another role": lambda site, _tini: edited(site, with_tini(role=Role.AUDITOR)),
    "is active no more": lambda site, _tini: edited(site, with_tini(is_active=False)),
    "gets a new password": lambda site, _tini: accounts.set_password(
        site.office.desk, site.office.office_id, username="tini", password="teh-manis-2027", by=None
    ),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_board_is_cut_off_when_its_supervisor(site: Site, end: str) -> None:
    tini = site.signed_in("tini")
    line = joined(site, tini, "board")
    other = joined(site, site.signed_in("wati"), "desk")

    ENDS[end](site, tini)

    assert (line.is_connected(), other.is_connected()) == (False, True)


def test_a_session_that_nobody_uses_is_cut_off_when_its_time_is_over(site: Site) -> None:
    line = joined(site, site.signed_in("tini"), "board")
    live = site.app.extensions["antrean.live"]

    site.office.clock.tick(minutes=59)
    live.look_at_the_clock()
    before = line.is_connected()
    site.office.clock.tick(minutes=2)
    live.look_at_the_clock()

    assert (before, line.is_connected()) == (True, False)


def test_an_unpaired_screen_is_cut_off(site: Site) -> None:
    site.pairs_devices()
    line = joined(site, site.device(DeviceKind.DISPLAY), "display")
    (device,) = devices.screens(site.office.desk, site.office.office_id).paired

    devices.revoke(site.office.desk, site.office.office_id, device.id, by=site.office.officers["tini"])

    assert not line.is_connected()


def test_screens_are_cut_off_when_the_office_begins_to_pair(site: Site) -> None:
    line = joined(site, site.visitor(), "kiosk")

    site.pairs_devices()

    assert not line.is_connected()
