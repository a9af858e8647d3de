"""The supervisor's hands: closing, opening, carrying over; what the board says of it."""

from __future__ import annotations

from typing import Any

import pytest

from queue_app.store.tables import Service, Ticket
from tests.calendars import say_hours, set_service
from tests.web.visitors import Site, Visitor

CLOSE, REOPEN, CARRY = (f"/supervisor/services/{verb}" for verb in ("close", "reopen", "carry-over"))


def ktp(state: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in state["services"] if each["series"] == "A")
    return found


def board(visitor: Visitor) -> dict[str, Any]:
    found: dict[str, Any] = visitor.get("/supervisor/state").json["state"]  # type: ignore[index]
    return found


def test_a_service_is_closed_until_a_time_of_today_and_opened_again(site: Site) -> None:
    tini, service_id = site.signed_in("tini"), site.office.services["KTP"]

    closed = tini.post(CLOSE, {"service_id": service_id, "reason": "listrik", "reopens_at": "14.30"})
    stored = site.office.rows(Service.reopens_at)[0]
    opened = tini.post(REOPEN, {"service_id": service_id})

    assert ktp(closed.json["state"])["why"] == (  # type: ignore[index]
        "Ditutup sementara: listrik padam. Diperkirakan buka pukul 14.30 WIB."
    )
    assert ktp(closed.json["state"])["by_hand"] == {  # type: ignore[index]
        "reason": "listrik", "until": "2026-11-23T07:30:00.000Z",
    }  # fmt: skip
    assert stored.isoformat() == "2026-11-23T07:30:00+00:00"
    assert (ktp(opened.json["state"])["why"], ktp(opened.json["state"])["by_hand"]) == ("", None)  # type: ignore[index]


def test_who_waits_is_carried_over_to_the_day_that_the_board_names(site: Site) -> None:
    say_hours(site.office, "08.00-16.00")
    site.office.clock.set_local("2026-11-27 09:00")  # a Friday
    site.office.issue()
    site.office.issue()
    tini = site.signed_in("tini")
    named = board(tini)["carry_to"]

    answer = tini.post(CARRY, {"service_id": site.office.services["KTP"]})

    assert (named, answer.json["carried"]) == ("Senin, 30 November 2026", 2)  # type: ignore[index]
    assert board(tini)["waiting"] == 0
    assert [str(day) for day in site.office.rows(Ticket.business_date)] == ["2026-11-27"] * 2 + ["2026-11-30"] * 2


def test_who_was_carried_over_waits_since_the_doors_opened(site: Site) -> None:
    say_hours(site.office, "08.00-16.00")
    site.office.issue()
    tini = site.signed_in("tini")
    tini.post(CARRY, {"service_id": site.office.services["KTP"]})
    site.office.clock.set_local("2026-11-24 08:10")

    assert board(site.signed_in("tini"))["longest_wait_s"] == 600


def test_the_reason_of_the_whole_office_is_told_once(site: Site) -> None:
    say_hours(site.office, "09.00-16.00")
    set_service(site.office, "AKTA", daily_quota=0)
    state = board(site.signed_in("tini"))

    assert state["closed"] == "Belum buka. Buka pukul 09.00 WIB."
    assert [each["why"] for each in state["services"]] == [
        "", "Nomor layanan ini untuk hari ini sudah habis. Buka besok pukul 09.00 WIB.",
    ]  # fmt: skip


def test_a_service_taken_out_stays_on_the_board_while_its_tickets_do(site: Site) -> None:
    site.office.issue("KTP")
    for code in ("KTP", "AKTA"):
        set_service(site.office, code, is_active=False)

    state = board(site.signed_in("tini"))

    assert ([each["series"] for each in state["services"]], state["waiting"]) == (["A"], 1)


BAD = [
    (CLOSE, {"reason": "bosan"}, 400, "bad_input"),
    (CLOSE, {"reason": "listrik", "reopens_at": "07.59"}, 400, "bad_input"),
    (CLOSE, {"reason": "listrik", "reopens_at": "25.00"}, 400, "malformed_request"),
    (CLOSE, {}, 400, "malformed_request"),
    (CLOSE, {"reason": "listrik", "service_id": 999}, 404, "not_found"),
    (REOPEN, {"service_id": 999}, 404, "not_found"),
    (CARRY, {"service_id": 999}, 404, "not_found"),
    (CARRY, {"service_id": "1"}, 400, "malformed_request"),
]


@pytest.mark.parametrize(("path", "body", "status", "code"), BAD)
def test_a_wish_that_cannot_be_is_refused(site: Site, path: str, body: dict[str, Any], status: int, code: str) -> None:
    tini = site.signed_in("tini")
    before = site.dump()

    answer = tini.post(path, {"service_id": site.office.services["KTP"], **body})

    assert (answer.status_code, answer.json["error"]) == (status, code)  # type: ignore[index]
    assert {**site.dump(), "login_session": []} == {**before, "login_session": []}


@pytest.mark.parametrize("path", [CLOSE, REOPEN, CARRY])
def test_an_officer_closes_nothing(site: Site, path: str) -> None:
    answer = site.signed_in("wati").post(path, {"service_id": site.office.services["KTP"], "reason": "listrik"})

    assert (answer.status_code, answer.json["error"]) == (403, "not_allowed")  # type: ignore[index]
