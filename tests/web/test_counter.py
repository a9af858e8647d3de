"""The officer's verbs over HTTP: the answer says what became of the counter, and its state tells the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from queue_app.domain.queue.lifecycle import State
from queue_app.store.log.tables import LoggedEvent
from tests.factories import make_plan, moment_at
from tests.offices import Office
from tests.web.visitors import Site, Visitor, make_site


def state(visitor: Visitor) -> dict[str, Any]:
    answer = visitor.get("/counter/state")
    assert answer.json
    found: dict[str, Any] = answer.json["state"]
    return found


def do(visitor: Visitor, verb: str, **body: Any) -> dict[str, Any]:
    """The counter's state after the verb; the verb is given the open ticket's leg."""
    leg_id = state(visitor)["open"]["leg_id"] if state(visitor)["open"] else None
    sent = body if leg_id is None else {"leg_id": leg_id, **body}
    answer = visitor.post(f"/counter/{verb}", sent)
    assert answer.status_code == 200, answer.text
    assert answer.json
    found = state(visitor)
    brief = found["open"] and {key: found["open"][key] for key in ("leg_id", "number", "state", "call_count")}
    assert answer.json["open"] == brief
    return found


def test_a_ticket_goes_its_whole_way(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()

    shown = []
    for verb in ("call-next", "recall", "start", "finish"):
        found = do(wati, verb)
        shown.append((found["open"] and (found["open"]["state"], found["open"]["call_count"]), found["finished_today"]))

    assert shown == [(("called", 1), 0), (("called", 2), 0), (("serving", 2), 0), (None, 1)]
    assert [leg.state for leg in site.office.legs().values()] == [State.FINISHED]


def test_who_does_not_come_is_marked_and_the_counter_is_free(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()
    do(wati, "call-next")

    site.office.hear()
    found = do(wati, "no-show")

    assert found["open"] is None
    assert [leg.state for leg in site.office.legs().values()] == [State.NO_SHOW]


def test_a_transfer_keeps_the_place_at_the_other_service(site: Site) -> None:
    site.office.issue("KTP")
    site.office.issue("AKTA")
    wati = site.at_counter()
    do(wati, "call-next")

    do(wati, "transfer", service_id=site.office.services["AKTA"])

    joko = site.at_counter("joko", 2)
    assert [each["number"] for each in state(joko)["next"]] == ["A001", "B001"]


def test_call_next_while_one_is_open_finishes_nothing(site: Site) -> None:
    """Bug of a peer: calling the next one finished the open one without a word (PA-Penajam, Qmatic)."""
    for _ in range(2):
        site.office.issue()
    wati = site.at_counter()
    do(wati, "call-next")
    do(wati, "start")
    before = site.dump()

    answer = wati.post("/counter/call-next")

    assert (answer.status_code, answer.json["error"]) == (409, "counter_busy")  # type: ignore[index]
    assert "A001" in answer.json["message"]  # type: ignore[index]
    assert site.dump() == before


def test_two_officers_never_hold_one_counter(site: Site) -> None:
    """Bug of a peer: two people could sit at one counter number (NovoSGA 214)."""
    site.at_counter("wati", 1)
    joko = site.signed_in("joko")
    before = site.dump()

    answer = joko.post("/counter/open", {"counter_id": site.office.counters[1]})

    assert answer.status_code == 409
    assert answer.json == {"error": "counter_taken", "message": "Loket 1 dipakai Wati sejak 08.00."}
    assert site.dump() == before


def test_one_officer_never_holds_two_counters(site: Site) -> None:
    wati = site.at_counter("wati", 1)

    answer = wati.post("/counter/open", {"counter_id": site.office.counters[2]})

    assert (answer.status_code, answer.json["error"]) == (409, "desk_already_open")  # type: ignore[index]
    assert state(wati)["desk"]["counter"] == 1


def test_a_counter_with_an_open_ticket_is_not_closed(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()
    do(wati, "call-next")

    answer = wati.post("/counter/close")

    assert (answer.status_code, answer.json["error"]) == (409, "counter_busy")  # type: ignore[index]


def test_a_closed_counter_is_free_for_another(site: Site) -> None:
    wati = site.at_counter("wati", 1)

    answer = wati.post("/counter/close", {})

    assert (answer.json, state(wati)["desk"]) == ({"desk": None}, None)
    assert state(site.at_counter("joko", 1))["desk"]["counter"] == 1


def test_the_ticket_of_another_counter_is_not_touched(site: Site) -> None:
    site.office.issue("AKTA")
    joko, wati = site.at_counter("joko", 2), site.at_counter("wati", 1)
    leg_id = do(joko, "call-next")["open"]["leg_id"]
    before = site.dump()

    answers = [wati.post(f"/counter/{verb}", {"leg_id": leg_id}).status_code for verb in ("recall", "start", "no-show")]

    assert answers == [409, 409, 409]
    assert site.dump() == before


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/counter/call-next", {}, 409),  # nobody waits
        ("/counter/start", {"leg_id": 99}, 404),
        ("/counter/start", {}, 400),
        ("/counter/start", {"leg_id": "1"}, 400),
        ("/counter/start", {"leg_id": 1, "officer_id": 2}, 400),
        ("/counter/start", {"leg_id": 2**70}, 400),
        ("/counter/transfer", {"leg_id": 1}, 400),
        ("/counter/open", {"counter_id": 99}, 404),
        ("/counter/open", {"counter_id": True}, 400),
        ("/counter/dance", {"leg_id": 1}, 404),
        ("/counter/hold", {"leg_id": 1}, 400),
        ("/counter/hold", {"leg_id": 1, "reason": "lainnya"}, 404),
        ("/counter/hold", {"leg_id": 1, "reason": "bosan"}, 400),
        ("/counter/finish", {"leg_id": 1, "outcome": "lulus"}, 404),
        ("/counter/finish", {"leg_id": 1, "missing": "KTP"}, 400),
        ("/counter/cancel", {"leg_id": 99, "reason": "pulang"}, 404),
        ("/counter/note", {"leg_id": 99, "text": "x"}, 404),
        ("/counter/note", {"leg_id": 99, "text": "x" * 251}, 400),
        ("/counter/mark-time", {"leg_id": 99}, 404),
        ("/counter/withdraw-doubt", {"leg_id": 99, "why": "officer"}, 404),
        ("/counter/withdraw-doubt", {"leg_id": 99, "why": "officer", "text": "x" * 251}, 400),
        ("/counter/dispute-doubt", {"leg_id": 99, "why": "too_short"}, 404),
        ("/counter/restore", {"leg_id": 99}, 404),
        ("/counter/undo", {"leg_id": 99}, 404),
        ("/counter/pause", {"kind": "serving"}, 400),
        ("/counter/pause", {"kind": "tidur", "reason": "salat"}, 400),
        ("/counter/hand-over", {"officer_id": 99}, 404),
        ("/counter/call", {"leg_id": 1, "reason": "darurat"}, 403),  # a right of its own
        ("/counter/call-service", {"service_id": 1, "reason": "darurat"}, 403),
    ],
)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_what_cannot_be_done_is_refused_with_a_reason_and_changes_nothing(
    site: Site, path: str, body: dict[str, Any], status: int, lang: str
) -> None:
    wati = site.at_counter()
    before = site.dump()

    answer = wati.post(f"{path}?lang={lang}", body)

    assert answer.status_code == status
    assert answer.json
    assert answer.json["message"]
    assert site.dump() == before


def test_without_a_counter_nothing_is_called(site: Site) -> None:
    site.office.issue()

    answer = site.signed_in("wati").post("/counter/call-next")

    assert (answer.status_code, answer.json["error"]) == (409, "no_desk")  # type: ignore[index]


def test_the_same_verb_twice_is_done_once(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()
    leg = {"leg_id": do(wati, "call-next")["open"]["leg_id"]}

    statuses = [wati.post("/counter/start", leg).status_code for _ in range(2)]

    assert statuses == [200, 409]
    assert site.office.rows(LoggedEvent.kind)[-2:] == ["ticket.called", "ticket.started"]


def test_the_reason_of_a_call_is_shown_with_its_values(site: Site) -> None:
    site.office.issue()
    site.office.issue(priority="lansia")
    wati = site.at_counter()

    found = do(wati, "call-next")["open"]

    assert (found["reason"], found["turn"]) == ("regular_turn", 1)


def test_a_refusal_names_the_hour_on_the_office_s_own_wall(
    found_another: Callable[..., Office], tmp_path: Path
) -> None:
    papua = found_another(make_plan(slug="papua", zone="Asia/Jayapura", tag="-p"), tag="-p")
    site = make_site(papua, tmp_path)
    site.at_counter("wati-p")

    answer = site.signed_in("joko-p").post("/counter/open", {"counter_id": papua.counters[1]})

    assert (answer.json or {})["message"] == "Loket 1 dipakai Wati sejak 10.00."


def test_a_transfer_to_the_same_service_is_refused(site: Site) -> None:
    site.office.issue("KTP")
    wati = site.at_counter()
    leg_id = do(wati, "call-next")["open"]["leg_id"]

    answer = wati.post("/counter/transfer", {"leg_id": leg_id, "service_id": site.office.services["KTP"]})

    assert (answer.status_code, (answer.json or {})["error"]) == (409, "same_service")


def test_after_a_transfer_the_officer_sees_when_the_citizen_first_came(site: Site) -> None:
    site.office.issue("KTP")
    wati = site.at_counter()
    do(wati, "call-next")
    site.office.clock.tick(minutes=30)
    do(wati, "transfer", service_id=site.office.services["AKTA"])

    found = do(wati, "call-next")

    assert found["open"]["arrived_at"] == moment_at("2026-11-23T01:00:00Z")
