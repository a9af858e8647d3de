"""The supervisor's hands: closing, opening, carrying over; what the board says of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from queue_app.actions.office import setup
from queue_app.actions.queue import counter, desks
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.targets import Targets
from queue_app.store.office.tables import Service
from queue_app.store.queue.tables import DeskStatus, Ticket
from tests.calendars import say_hours, set_service
from tests.factories import moment_at
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
        "reason": "listrik", "until": moment_at("2026-11-23T07:30:00Z"),
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


def test_a_service_is_closed_until_a_time_of_another_day(site: Site) -> None:
    tini, service_id = site.signed_in("tini"), site.office.services["KTP"]
    wish = {"service_id": service_id, "reason": "blangko_habis", "reopens_at": "2026-11-26 08.00"}

    state = tini.post(CLOSE, wish).json["state"]  # type: ignore[index]

    assert ktp(state)["by_hand"] == {"reason": "blangko_habis", "until": moment_at("2026-11-26T01:00:00Z")}
    assert ktp(state)["why"].endswith("Diperkirakan buka Kamis, 26 November 2026 pukul 08.00 WIB.")


def test_the_waiting_room_reads_which_services_are_closed_by_hand(site: Site) -> None:
    tini, display = site.signed_in("tini"), site.visitor()
    closings = {"KTP": ("siak_down", "14.30"), "AKTA": ("siak_down", "14.30")}
    for code, (reason, until) in closings.items():
        tini.post(CLOSE, {"service_id": site.office.services[code], "reason": reason, "reopens_at": until})

    told = display.get("/display/uji/state").json["state"]["closed"]  # type: ignore[index]
    site.office.clock.set_local("2026-11-23 14:30")

    assert told == [
        {
            "names": {"id": "Layanan KTP, Layanan AKTA", "en": "Service KTP, Service AKTA"},
            "reason": {"id": "sistem SIAK terganggu", "en": "the SIAK system is down"},
            "expected": {"id": "Diperkirakan buka pukul 14.30 WIB.", "en": "Expected to open at 14.30 WIB."},
        }
    ]
    assert display.get("/display/uji/state").json["state"]["closed"] == []  # type: ignore[index]


def test_the_board_says_why_each_ticket_was_called(site: Site) -> None:
    site.office.open_counter()
    site.office.issue()
    site.office.issue(priority="lansia")
    site.office.call_next()

    counters = {lang: board(site.signed_in("tini", lang=lang))["counters"][0] for lang in ("id", "en")}

    assert (counters["id"]["ticket"], counters["id"]["reason"]) == ("A001", "Giliran umum (1 dari 2, lalu prioritas).")
    assert counters["en"]["reason"] == "Regular turn (1 of 2, then priority)."


def test_the_board_says_who_has_a_break_why_and_since_when(site: Site) -> None:
    site.office.open_counter()
    site.office.open_counter(2, by="joko")
    pauses = {"wati": ("break", "salat"), "joko": ("back_office", None)}
    for name, (status, reason) in pauses.items():
        desks.pause(
            site.office.desk, site.office.office_id, officer_id=site.office.officers[name],
            status=DeskStatus(status), reason=reason,
        )  # fmt: skip
        site.office.clock.tick(minutes=5)

    shown = [
        (each["status"], each["status_reason"], each["since"]) for each in board(site.signed_in("tini"))["counters"][:2]
    ]

    assert shown == [
        ("break", "Salat", moment_at("2026-11-23T01:00:00Z")), ("back_office", None, moment_at("2026-11-23T01:05:00Z")),
    ]  # fmt: skip


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


def test_the_board_tells_of_the_visit_that_lasts_longest_until_it_is_over(site: Site) -> None:
    site.office.open_counter()
    tini, seen = site.signed_in("tini"), []
    for _ in range(2):
        site.office.issue()
        site.office.clock.tick(minutes=10)

    leg = site.office.call_next()
    seen.append(board(tini)["longest_stay"])
    site.office.transfer(leg, to="AKTA")
    seen.append(board(tini)["longest_stay"])
    site.office.served()
    seen.append(board(tini)["longest_stay"])

    first = {"ticket": "A001", "since": moment_at("2026-11-23T01:00:00Z")}
    assert seen == [first, first, {"ticket": "A002", "since": moment_at("2026-11-23T01:10:00Z")}]


def test_the_board_measures_the_day_against_the_limits_of_the_office(site: Site) -> None:
    tini = site.signed_in("tini")
    before = board(tini)["limits"]

    setup.change(
        site.office.desk, site.office.office_id, by=None,
        edit=lambda plan: replace(plan, targets=Targets(waiting=5, wait_min=10, service_pct=120, stay_min=45)),
    )  # fmt: skip

    assert before == {"waiting": 40, "wait_min": 30, "service_pct": 150, "stay_min": 60, "amber_pct": 80}
    assert board(tini)["limits"] == {"waiting": 5, "wait_min": 10, "service_pct": 120, "stay_min": 45, "amber_pct": 80}


def test_a_running_service_is_told_with_its_standard_and_its_time_on_hold(site: Site) -> None:
    site.office.open_counter()
    site.office.issue()
    leg = site.office.do(counter.start, site.office.call_next())
    site.office.clock.tick(minutes=2)
    site.office.do(counter.hold, leg, reason="fotokopi")
    site.office.clock.tick(minutes=5)
    site.office.do(counter.resume, leg)

    [busy, free] = board(site.signed_in("tini"))["counters"]

    assert (busy["state"], busy["standard_minutes"], busy["held_s"]) == ("serving", 10, 300)
    assert (free["state"], free["standard_minutes"], free["held_s"]) == (None, None, 0)


def test_a_counter_out_of_use_is_not_on_the_board(site: Site) -> None:
    def without_the_second(plan: OfficePlan) -> OfficePlan:
        return replace(plan, counters=[replace(each, is_active=each.number == 1) for each in plan.counters])

    tini = site.signed_in("tini")
    before = [each["number"] for each in board(tini)["counters"]]
    setup.change(site.office.desk, site.office.office_id, by=None, edit=without_the_second)

    assert (before, [each["number"] for each in board(tini)["counters"]]) == ([1, 2], [1])


def test_the_board_tells_the_half_hours_of_its_own_day(site: Site) -> None:
    site.office.issue()
    site.office.clock.set_local("2026-11-23 09:10")
    site.office.issue()

    told = board(site.signed_in("tini"))["half_hours"]

    assert [(each["at"], each["arrivals"], each["calls"]) for each in told] == [
        (moment_at("2026-11-23T01:00:00Z"), 1, 0),
        (moment_at("2026-11-23T01:30:00Z"), 0, 0),
        (moment_at("2026-11-23T02:00:00Z"), 1, 0),
    ]


BAD = [
    (CLOSE, {"reason": "bosan"}, 400, "bad_input"),
    (CLOSE, {"reason": "listrik", "reopens_at": "07.59"}, 400, "already_past"),
    (CLOSE, {"reason": "listrik", "reopens_at": "25.00"}, 400, "malformed_request"),
    (CLOSE, {"reason": "listrik", "reopens_at": "2026-02-30 08.00"}, 400, "bad_input"),
    (CLOSE, {"reason": "listrik", "reopens_at": "2026-11-22 08.00"}, 400, "already_past"),
    (CLOSE, {"reason": "listrik", "reopens_at": "9999-12-31 08.00"}, 400, "malformed_request"),
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


def test_the_board_tells_of_a_clock_that_stands_behind_the_log(site: Site) -> None:
    """A number's date would be wrong: guysoft/OctoPi #606."""
    site.office.issue()
    before = board(site.signed_in("tini"))["clock"]
    site.office.clock.set_local("1970-01-01 07:00:00")

    told = board(site.signed_in("tini", lang="en"))["clock"]

    assert (before, told.partition(",")[0]) == ("", "The server's clock says Thursday")


def test_the_board_tells_all_day_how_the_clock_was_set(site: Site) -> None:
    site.office.issue()
    before = board(site.signed_in("tini"))["clock_set"]
    site.office.clock.set_local("2026-11-23 10:30:00")
    site.office.clock.set_by(minutes=-18)
    site.office.issue()
    site.office.clock.tick(hours=5)
    today = board(site.signed_in("tini"))["clock_set"]
    site.office.clock.tick(hours=12)

    told = ["Jam server dimundurkan 18 menit pada pukul 10.12. Waktu yang sedang berjalan saat itu ditandai."]
    assert (before, today, board(site.signed_in("tini"))["clock_set"]) == ([], told, [])


def test_the_board_tells_the_last_three_jumps_of_a_day(site: Site) -> None:
    for minutes in (1, 2, 3, 4):
        site.office.issue()
        site.office.clock.set_by(minutes=minutes)
    site.office.issue()

    told = board(site.signed_in("tini", lang="en"))["clock_set"]

    assert [each.partition(".")[0] for each in told] == [
        f"The server's clock was set forward by {minutes} minutes at 08" for minutes in (2, 3, 4)
    ]
