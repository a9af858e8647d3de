"""The verbs of a whole day over HTTP, and what the officer's screen says of them."""

from __future__ import annotations

from typing import Any

from queue_app.domain.queue.lifecycle import State
from queue_app.store.queue.tables import Note
from tests.actions.queue.test_calls import choose
from tests.factories import moment_at
from tests.web.test_counter import do, state
from tests.web.visitors import Site, Visitor


def serving(site: Site, service: str = "KTP") -> tuple[Visitor, dict[str, Any]]:
    """An officer at counter 1 who serves a ticket, and that ticket as the screen shows it."""
    site.office.issue(service)
    wati = site.at_counter()
    do(wati, "call-next")
    return wati, do(wati, "start")["open"]


def test_a_finish_says_what_became_of_it_and_can_be_taken_back(site: Site) -> None:
    wati, served = serving(site)

    answer = wati.post("/counter/finish", {"leg_id": served["leg_id"], "outcome": "dirujuk", "documents": 2})

    assert answer.json == {
        "open": None,
        "undo": {"leg_id": served["leg_id"], "action": "finish", "until": moment_at("2026-11-23T01:00:10Z")},
        "ahead": None,
    }
    assert [leg.outcome for leg in site.office.legs().values()] == ["dirujuk"]
    assert (wati.post("/counter/undo", {"leg_id": served["leg_id"]}).json or {})["open"]["state"] == "serving"


def test_a_finish_may_say_for_how_many_people_it_was(site: Site) -> None:
    wati, served = serving(site)

    wati.post("/counter/finish", {"leg_id": served["leg_id"], "family": 5})

    assert [leg.family for leg in site.office.legs().values()] == [5]


def test_a_held_ticket_is_listed_with_its_reason_until_it_is_resumed(site: Site) -> None:
    wati, served = serving(site)

    away = do(wati, "hold", reason="fotokopi", back_in_min=5)
    back = wati.post("/counter/resume", {"leg_id": served["leg_id"]})

    assert away["held"] == [
        {"leg_id": served["leg_id"], "number": "A001", "service_id": served["service_id"],
         "since": moment_at("2026-11-23T01:00:00Z"), "back_at": moment_at("2026-11-23T01:05:00Z"), "reason": "fotokopi",
         "is_mine": True},
    ]  # fmt: skip
    assert (back.status_code, state(wati)["held"]) == (200, [])


def test_a_note_and_the_earlier_service_are_on_the_screen_of_the_next_counter(site: Site) -> None:
    wati, served = serving(site)
    site.office.clock.tick(minutes=4)
    do(wati, "transfer", service_id=site.office.services["AKTA"], note="Akta asli di map biru", come_back=True)

    joko = site.at_counter("joko", 2)
    found = do(joko, "call-next")["open"]

    assert [note["text"] for note in found["notes"]] == ["Akta asli di map biru"]
    assert found["before"] == [
        {"service_id": served["service_id"], "state": State.TRANSFERRED, "wait_s": 0.0, "service_s": 240.0}
    ]
    assert found["back_service_id"] == served["service_id"]


def test_a_supervisor_calls_out_of_order_and_says_why(site: Site) -> None:
    site.office.issue("KTP")
    site.office.issue("KTP")
    tini = site.at_counter("tini")
    second = max(site.office.legs())

    answer = tini.post("/counter/call", {"leg_id": second, "reason": "darurat"})

    assert (answer.json or {})["open"]["number"] == "A002"
    assert state(tini)["open"]["reason"] == "out_of_order"


def test_one_service_is_asked_for(site: Site) -> None:
    site.office.issue("KTP")
    site.office.issue("AKTA")
    tini = site.at_counter("tini")

    body = {"service_id": site.office.services["AKTA"], "reason": "lanjutan"}

    assert (tini.post("/counter/call-service", body).json or {})["open"]["number"] == "B001"


def test_a_break_stops_the_calls_until_the_officer_is_back(site: Site) -> None:
    site.office.issue()
    wati = site.at_counter()

    wati.post("/counter/pause", {"kind": "break", "reason": "salat"})
    refused = wati.post("/counter/call-next")

    assert (refused.status_code, (refused.json or {})["error"]) == (409, "on_break")
    assert state(wati)["desk"]["status_reason"] == "salat"
    wati.post("/counter/back")
    assert do(wati, "call-next")["open"]["number"] == "A001"


def test_a_counter_is_handed_over_to_a_colleague(site: Site) -> None:
    wati = site.at_counter()
    joko = site.signed_in("joko")

    wati.post("/counter/hand-over", {"officer_id": site.office.officers["joko"]})

    assert (state(wati)["desk"], state(joko)["desk"]["counter"]) == (None, 1)


def test_a_ticket_is_found_by_its_number_with_what_can_be_done(site: Site) -> None:
    wati, _ = serving(site)
    site.office.issue("KTP")
    do(wati, "finish")
    do(wati, "call-next")
    site.office.hear()
    do(wati, "no-show")

    found = {typed: (wati.get(f"/counter/search?q={typed}").json or {})["tickets"] for typed in ("a2", "2", "B2", "x")}

    assert [(each["number"], each["state"], each["verbs"]) for each in found["a2"]] == [
        ("A002", "no_show", ["restore"])
    ]
    assert (found["2"], found["B2"], found["x"]) == (found["a2"], [], [])


def test_a_ticket_is_found_by_what_a_scanner_reads_on_its_paper(site: Site) -> None:
    first, second = site.office.issue("KTP"), site.office.issue("KTP")
    wati = site.signed_in("wati")
    address = f"http://10.0.0.5:8000/t/{second.token}"

    found = {
        way: [each["number"] for each in (wati.get("/counter/search", query_string={"q": typed}).json or {})["tickets"]]
        for way, typed in {
            "read once": address, "by Caps Lock": address.swapcase(), "after another": f"/t/{first.token}{address}",
            "of nobody": f"{address[:-4]}0000",
        }.items()
    }  # fmt: skip

    assert found == {"read once": ["A002"], "by Caps Lock": ["A002"], "after another": ["A002"], "of nobody": []}


def test_a_ticket_of_yesterday_is_not_found_by_its_address(site: Site) -> None:
    issued = site.office.issue("KTP")
    site.office.clock.tick(hours=24)

    answer = site.signed_in("wati").get("/counter/search", query_string={"q": f"/t/{issued.token}"})

    assert answer.json == {"tickets": []}


def test_only_who_may_pick_is_offered_to_call_a_found_ticket(site: Site) -> None:
    site.office.issue()
    verbs = {}
    for name in ("wati", "tini"):
        answer = site.signed_in(name).get("/counter/search?q=A001")
        verbs[name] = (answer.json or {})["tickets"][0]["verbs"]

    assert verbs == {"wati": ["print", "cancel"], "tini": ["call", "print", "cancel"]}


def test_the_last_finished_tickets_can_be_marked_as_inaccurate(site: Site) -> None:
    wati, served = serving(site)
    site.office.clock.tick(minutes=3)
    do(wati, "finish")
    before = told(wati)

    wati.post("/counter/mark-time", {"leg_id": served["leg_id"]})
    marked = told(wati)
    wati.post("/counter/withdraw-doubt", {"leg_id": served["leg_id"], "why": "officer"})

    assert before == ("A001", 180.0, True, [])
    assert marked == ("A001", 180.0, False, [{"why": "officer", "mine": True, "may": "take_back"}])
    assert told(wati) == ("A001", 180.0, True, [{"why": "officer", "mine": True, "withdrawn": True}])


def told(officer: Visitor) -> tuple[Any, ...]:
    """What the officer's screen says of the time of the last ticket."""
    (last,) = state(officer)["last"]
    return last["number"], last["service_s"], last["may_doubt"], last["marks"]


def served_too_long(site: Site) -> int:
    """A leg that the system doubts."""
    site.office.open_counter()
    site.office.issue()
    return site.office.served(minutes=61).leg.leg_id


def test_an_officer_disputes_the_systems_doubt_and_a_supervisor_withdraws_it(site: Site) -> None:
    doubt = {"leg_id": served_too_long(site), "why": "forgotten_finish"}
    wati = site.signed_in("wati")

    refused = wati.post("/counter/withdraw-doubt", {**doubt, "reason": "waktu_benar"})
    wati.post("/counter/dispute-doubt", doubt)
    disputed = told(wati)[-1]
    site.signed_in("tini").post("/counter/withdraw-doubt", {**doubt, "reason": "waktu_benar", "text": "Tiga akta."})

    assert (refused.status_code, (refused.json or {})["error"]) == (403, "not_allowed")
    assert disputed == [{"why": "forgotten_finish", "disputed": True}]
    assert told(wati)[-1] == [{"why": "forgotten_finish", "disputed": True, "withdrawn": True, "reason": "waktu_benar"}]
    assert site.office.rows(Note.text) == ["Tiga akta."]


def test_a_doubt_that_does_not_stand_is_refused_in_words(site: Site) -> None:
    wati, served = serving(site)
    do(wati, "finish")

    refused = wati.post("/counter/dispute-doubt", {"leg_id": served["leg_id"], "why": "forgotten_finish"})

    assert (refused.status_code, refused.json) == (
        409,
        {"error": "no_such_doubt", "message": "Waktu nomor A001 sudah tidak diragukan lagi karena alasan ini."},
    )


def test_the_next_five_are_shown_each_with_its_reason(site: Site) -> None:
    for priority in (None, None, "lansia", None, None, None, None):
        site.office.issue(priority=priority)
    wati = site.at_counter()

    shown = [(each["number"], each["reason"]) for each in state(wati)["next"]]

    regular, priority = "regular_turn", "priority_turn"
    assert shown[:3] == [("A001", regular), ("A002", regular), ("A003", priority)]
    assert len(shown) == 5


def test_the_page_carries_what_never_changes_in_a_day(site: Site) -> None:
    page = site.signed_in("wati").get("/counter").text

    for text in ("Melengkapi berkas", "Layanan KTP", "Istirahat", "Joko"):
        assert text in page


def test_each_is_offered_what_that_person_may_say_of_a_time(site: Site) -> None:
    leg_id = served_too_long(site)
    site.signed_in("wati").post("/counter/mark-time", {"leg_id": leg_id})
    offered = {}
    for name in ("wati", "joko", "tini"):
        (found,) = (site.signed_in(name).get("/counter/search?q=A001").json or {})["tickets"]
        offered[name] = [*found["verbs"], *((mark["why"], mark.get("may")) for mark in found["marks"])]

    assert offered == {
        "wati": [("forgotten_finish", "dispute"), ("officer", "take_back")],
        "joko": [],
        "tini": ["doubt", ("forgotten_finish", "withdraw"), ("officer", "withdraw")],
    }


def test_a_supervisor_takes_over_a_counter_and_an_officer_does_not(site: Site) -> None:
    wati, served = serving(site)
    body = {"counter_id": site.office.counters[1]}

    refused = site.signed_in("joko").post("/counter/take-over", body)
    tini = site.signed_in("tini")
    taken = tini.post("/counter/take-over", body)

    assert (refused.status_code, taken.status_code, state(wati)["desk"]) == (403, 200, None)
    assert state(tini)["open"]["number"] == served["number"]


def test_who_comes_too_late_is_told_what_happened(site: Site) -> None:
    wati, served = serving(site)
    joko = site.at_counter("joko", 2)

    elsewhere = joko.post("/counter/finish", {"leg_id": served["leg_id"]})
    do(wati, "finish")
    late = wati.post("/counter/finish", {"leg_id": served["leg_id"]})

    assert [(each.status_code, (each.json or {})["message"]) for each in (elsewhere, late)] == [
        (409, "A001 sedang di loket 1, ditangani Wati sejak 08.00."),
        (409, "Langkah ini tidak berlaku untuk A001: sudah diselesaikan Wati pukul 08.00."),
    ]


def missed_of_four(site: Site) -> tuple[Visitor, int, str]:
    """An officer whose first call nobody answered while three wait behind; its leg and the citizen's token."""
    choose(site.office, restore_place="after", restore_after=2)
    token = site.office.issue().token
    for _ in range(3):
        site.office.issue()
    wati = site.at_counter()
    leg_id = do(wati, "call-next")["open"]["leg_id"]
    site.office.hear()
    wati.post("/counter/no-show", {"leg_id": leg_id})
    return wati, leg_id, token


def ahead_on_the_phone(site: Site, token: str) -> int | None:
    found: int | None = (site.visitor().get(f"/t/{token}/state").json or {})["ahead"]
    return found


def test_a_restored_ticket_is_told_its_place_at_the_counter_and_on_the_citizens_page(site: Site) -> None:
    wati, leg_id, token = missed_of_four(site)

    answer = wati.post("/counter/restore", {"leg_id": leg_id}).json or {}

    assert (answer["open"], answer["ahead"], ahead_on_the_phone(site, token)) == (None, 2, 2)


def test_a_call_that_is_undone_tells_the_place_that_the_ticket_has_again(site: Site) -> None:
    wati, leg_id, token = missed_of_four(site)
    wati.post("/counter/restore", {"leg_id": leg_id})
    called = do(wati, "call-next")["open"]["leg_id"]

    answer = wati.post("/counter/undo", {"leg_id": called}).json or {}

    assert (answer["ahead"], ahead_on_the_phone(site, token)) == (0, 2)


def test_an_undone_no_show_is_at_the_counter_again_and_in_no_line(site: Site) -> None:
    wati, leg_id, token = missed_of_four(site)

    answer = wati.post("/counter/undo", {"leg_id": leg_id}).json or {}

    assert (answer["open"]["state"], answer["ahead"], ahead_on_the_phone(site, token)) == ("called", None, None)
