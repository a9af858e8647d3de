"""Visits of another system become events of the log: all of a file, once, and with nobody's name in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queue_app.actions.evidence import imports
from queue_app.actions.evidence.import_look import looked_at
from queue_app.actions.evidence.imports import Asked, Imported, import_visits
from queue_app.actions.office import accounts, setup
from queue_app.domain.evidence import imported_visits
from queue_app.domain.evidence.facts import CaseFact, End
from queue_app.domain.log.errors import NotFound, SignInRefused
from queue_app.domain.log.events import HistoryImported, HistoryVisit, SetupChanged
from queue_app.domain.log.import_errors import FaultyVisits, OfficeServes, OtherZone
from queue_app.domain.office.plan import OfficePlan
from queue_app.store.evidence import facts
from queue_app.store.log import days
from tests.factories import make_service
from tests.offices import Office

HEADER = "visit,service,priority,staff,issued_at,called_at,finished_at,outcome"
FIRST = "1,KTP,0,Wati,2026-11-02T08:00:00,2026-11-02T08:05:00,2026-11-02T08:11:30,completed"
LEFT = "2,AKTA,1,,2026-11-02T08:10:00,,2026-11-02T08:30:00,abandoned"
LATER = "1,KTP,0,Sari,2026-11-03T08:00:00,2026-11-03T08:01:00,2026-11-03T08:09:00,completed"


def take_in(office: Office, *rows: str, to: str = "uji", **asked: Any) -> Imported:
    return import_visits(office.desk, "\n".join([HEADER, *rows, ""]).encode(), Asked(to, **asked))


def refused(office: Office, *rows: str, **asked: Any) -> list[tuple[int, str]]:
    with pytest.raises(FaultyVisits) as refusal:
        take_in(office, *rows, **asked)
    found: Any = refusal.value.data["faults"]
    return [(each.line, each.code) for each in found]


def cases(office: Office, office_id: int | None = None) -> Sequence[CaseFact]:
    with office.desk.reading() as connection:
        return facts.from_log(connection, office_id or office.office_id, date(2026, 11, 1), date(2026, 11, 30)).cases


def set_up(office: Office, **changed: Any) -> OfficePlan:
    return setup.change(office.desk, office.office_id, by=None, edit=lambda plan: replace(plan, **changed))


def plan_of(office: Office) -> OfficePlan:
    return setup.current(office.desk, office.office_id)


def test_visits_are_events_with_their_source_behind_one_that_tells_of_the_file(office: Office) -> None:
    done = take_in(office, LEFT, FIRST)

    header, *visits = office.events()
    assert isinstance(header, HistoryImported)
    assert header == HistoryImported(header.source, 2, "2026-11-02", "2026-11-02")
    assert visits == [
        HistoryVisit(
            header.source, 1, 3, "2026-11-02", office.services["KTP"], office.officers["wati"], False,
            "2026-11-02T01:00:00+00:00", "2026-11-02T01:05:00+00:00", "2026-11-02T01:11:30+00:00", "done",
        ),
        HistoryVisit(
            header.source, 2, 2, "2026-11-02", office.services["AKTA"], None, True,
            "2026-11-02T01:10:00+00:00", None, "2026-11-02T01:30:00+00:00", "expired",
        ),
    ]  # fmt: skip
    assert (done.visits, done.first, done.last, done.people) == (2, date(2026, 11, 2), date(2026, 11, 2), ())


def test_imported_visits_are_facts_like_the_offices_own(office: Office) -> None:
    take_in(office, FIRST, LEFT)

    assert [(each.ticket_id, each.end, each.wait_s, each.service_s, each.standard_s) for each in cases(office)] == [
        (-1, End.DONE, 300.0, 390.0, 600.0),
        (-2, End.EXPIRED, None, None, 900.0),
    ]


def test_the_same_file_twice_changes_nothing(office: Office) -> None:
    take_in(office, FIRST)
    before = office.events()

    again = take_in(office, FIRST)

    assert (again, office.events()) == (Imported("uji", is_same=True), before)


def test_a_file_with_a_fault_leaves_nothing_behind(office: Office) -> None:
    unknown = LEFT.replace("AKTA", "SIM")

    assert refused(office, FIRST, LATER, unknown, FIRST.replace("1,KTP", "3,KTP").replace("08:11", "07:11")) == [
        (5, "finished_early")
    ]
    assert refused(office, FIRST, LATER, unknown) == [(4, "unknown_service")]
    assert (office.events(), len(plan_of(office).officers)) == ([], 3)


def test_what_another_file_brought_counts_once_and_its_days_may_be_continued(office: Office) -> None:
    take_in(office, FIRST)

    more = take_in(office, LATER, LEFT, FIRST.replace("1,KTP", "901,ktp").replace("Wati", " WATI "))

    assert (more.visits, more.known) == (2, 1)
    assert sorted(each.ticket_id for each in cases(office)) == [-3, -2, -1]
    assert take_in(office, FIRST, LATER, LEFT).known == 3


def test_a_day_that_another_file_told_otherwise_is_refused(office: Office) -> None:
    take_in(office, FIRST, LEFT)

    assert refused(office, FIRST.replace("08:11", "08:12"), LEFT) == [(2, "other_visits")]
    assert refused(office, LATER, FIRST.replace("08:1", "09:1")) == [(3, "other_visits")]


def test_days_of_the_offices_own_numbers_are_refused(office: Office) -> None:
    office.issue()
    office.clock.tick(days=1)
    today = LATER.replace("2026-11-03", "2026-11-23")

    assert refused(office, FIRST, today) == [(3, "live_day")]


def test_whom_the_office_does_not_know_is_kept_and_cannot_sign_in(office: Office) -> None:
    done = take_in(office, FIRST, LATER, LATER.replace("1,", "2,", 1).replace("Sari", "SARI"))

    assert done.people == (("Sari", "sari"),)
    assert [each.what for each in office.events() if isinstance(each, SetupChanged)] == ["officer"]
    (sari,) = [each for each in plan_of(office).officers if each.username == "sari"]
    assert (sari.is_active, sari.nip) == (False, None)
    with pytest.raises(SignInRefused):
        accounts.sign_in(office.desk, username="sari", password="")


def test_people_are_known_by_name_or_user_name(office: Office) -> None:
    assert take_in(office, FIRST.replace("Wati", "wati"), LATER.replace("Sari", "JOKO ")).people == ()


def test_two_people_of_one_name_are_not_guessed(office: Office) -> None:
    wati, joko, tini = plan_of(office).officers
    set_up(office, officers=[replace(wati, name="Sri"), replace(joko, name="Sri"), tini])

    assert refused(office, LATER.replace("Sari", "sri")) == [(2, "staff_twice")]


def test_a_persons_number_is_known_as_nip_and_is_never_a_name(office: Office) -> None:
    wati, *others = plan_of(office).officers
    set_up(office, officers=[replace(wati, employment="PNS", nip="199001012015051999"), *others])

    assert take_in(office, LATER.replace("Sari", "199001012015051999")).people == ()
    assert refused(office, FIRST.replace("Wati", "19910101 201505 1 999")) == [(2, "number_for_name")]
    assert refused(office, FIRST.replace("Wati", "1271012509870003"), to="lama", creates=True) == [
        (2, "number_for_name")
    ]


def test_services_are_known_by_code_name_or_letter(office: Office) -> None:
    names = ["ktp", "Layanan  KTP", "service ktp", "a"]

    take_in(office, *(LATER.replace("1,KTP", f"{number},{name}") for number, name in enumerate(names)))

    assert [each.service_id for each in cases(office)] == [office.services["KTP"]] * 4


def test_a_letter_of_several_services_is_not_guessed(office: Office) -> None:
    set_up(office, services=[*plan_of(office).services, make_service("KK", series="A", is_active=False)])

    assert refused(office, FIRST.replace("KTP", "A")) == [(2, "service_twice")]


def test_an_office_can_begin_with_its_past(office: Office) -> None:
    moved = FIRST.replace("KTP", "Surat Pindah")

    done = take_in(office, moved, LATER, to="lama", creates=True, time_zone="Asia/Makassar")

    assert (done.people, done.services) == ((("Wati", "wati2"), ("Sari", "sari")), (("SP", 7), ("KTP", 8)))
    lama = office.desk.office_called("lama")
    assert (done.is_new_office, lama.time_zone) == (True, "Asia/Makassar")
    assert [each.is_active for each in setup.current(office.desk, lama.id).services] == [False, False]
    assert [(each.arrived_min, each.standard_s) for each in cases(office, lama.id)] == [(480, 420), (480, 480)]


def test_a_service_that_a_later_file_names_is_created_only_where_that_is_asked(office: Office) -> None:
    take_in(office, FIRST, to="lama", creates=True)
    later = LATER.replace("KTP", "SIM")

    assert refused(office, later, to="lama") == [(2, "unknown_service")]
    assert take_in(office, later, to="lama", creates=True).services == (("SIM", 8),)


def test_an_office_is_created_whole_or_not_at_all(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imported_visits, "visit", lambda *_given: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        take_in(office, FIRST, to="lama", creates=True)

    with pytest.raises(NotFound):
        office.desk.office_called("lama")


def test_nothing_is_taken_into_an_office_that_is_not_there_or_has_other_clocks(office: Office) -> None:
    with pytest.raises(NotFound):
        take_in(office, FIRST, to="lama")
    with pytest.raises(OtherZone):
        take_in(office, FIRST, time_zone="Asia/Jayapura")


def test_a_very_large_file_waits_until_the_counters_are_closed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "MOST_BESIDE", 0)
    office.open_counter()

    with pytest.raises(OfficeServes):
        take_in(office, FIRST)

    assert take_in(office, FIRST, is_now=True).visits == 1


def test_another_import_meanwhile_is_seen(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    own = looked_at

    def overtaken(*given: Any, **named: Any) -> Any:
        monkeypatch.setattr(imports, "looked_at", own)
        found = own(*given, **named)
        take_in(office, LEFT, FIRST)
        return found

    monkeypatch.setattr(imports, "looked_at", overtaken)

    assert (take_in(office, FIRST, LATER, LEFT).known, len(cases(office))) == (2, 3)


def test_the_log_of_a_day_is_found_among_many_imported_visits(office: Office) -> None:
    hours = ("T08:00:00", "", "T08:30:00")
    dates = [f"2026-10-{1 + number // 400:02}" for number in range(1200)]
    rows = [
        ",".join([f"{n},KTP,0,", *(hour and day + hour for hour in hours), "abandoned"]) for n, day in enumerate(dates)
    ]
    take_in(office, *rows)

    with office.desk.reading() as connection:
        told = list(days.sequenced_of(connection, office.office_id, date(2026, 10, 2), date(2026, 10, 2)))

    assert [seq - office.founded - 1 for seq, _ in told] == list(range(401, 801))
