"""The supervisor's page of the room's equipment."""

from __future__ import annotations

import pytest

from queue_app.actions.hall import presence
from queue_app.domain.log.rights import DeviceKind
from queue_app.store.hall.tables import Screen
from tests.web.admin.test_index import administrator
from tests.web.visitors import Site, Visitor


@pytest.fixture
def supervisor(site: Site) -> Visitor:
    return site.signed_in("tini", lang="en")


def tell(site: Site, key: str, *, sound: str = "ok") -> None:
    presence.seen(
        site.office.desk, site.office.office_id, key=key, kind=DeviceKind.DISPLAY, version="old", sound=sound, zone="",
        device_id=None,
    )  # fmt: skip


def test_the_supervisor_reads_how_each_printer_and_screen_is(site: Site, supervisor: Visitor) -> None:
    site.device(DeviceKind.PRINTER, name="Kios kiri")
    tell(site, "layar-aaaa")

    state = supervisor.get("/stations/state").json
    assert state
    assert [(row["name"], row["trouble"]) for row in state["printers"]] == [
        ("Kios kiri", "the printer's computer is not connected")
    ]
    assert [(row["name"], row["sound"], row["is_outdated"]) for row in state["screens"]] == [
        ("Display ··aaaa", "Speaks", True)
    ]
    assert "/static/equipment.js" in supervisor.get("/stations").text


def test_an_officer_does_not_see_the_page(site: Site) -> None:
    assert site.signed_in("wati").get("/stations").status_code == 403


def test_the_page_stands_in_the_head_of_the_supervisors_pages(supervisor: Visitor) -> None:
    assert '<a href="/stations">Devices</a>' in supervisor.get("/supervisor").text


def test_whoever_pairs_devices_is_led_to_the_other_page_and_back(site: Site, supervisor: Visitor) -> None:
    told = ['"pairing_url": "/admin/devices"' in supervisor.get("/stations").text]
    tini = administrator(site)
    told.append('"pairing_url": "/admin/devices"' in tini.get("/stations").text)

    assert told == [False, True]
    assert 'href="/stations">How they are doing now</a>' in tini.get("/admin/devices").text


def test_the_board_counts_a_display_that_has_gone(site: Site, supervisor: Visitor) -> None:
    tell(site, "layar-aaaa")
    site.office.clock.tick(minutes=30)
    tell(site, "layar-aaaa")
    seen = []
    for minutes in (2, 1):
        site.office.clock.tick(minutes=minutes)
        state = supervisor.get("/supervisor/state").json
        assert state
        seen.append(state["state"]["screens_in_need"])

    assert seen == [0, 1]


def test_a_screen_that_is_gone_for_good_leaves_the_list(site: Site, supervisor: Visitor) -> None:
    tell(site, "layar-aaaa")
    (screen_id,) = site.office.rows(Screen.id)

    answers = [supervisor.post("/stations/forget", {"screen_id": screen_id}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert (answers[0].json or {})["screens"] == []
