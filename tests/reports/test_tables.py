"""The report's tables: within one service, by name, silent where there is nothing to say, and open about the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from queue_app.domain.queue.desks import BREAKS
from queue_app.reports import desks, duties, left_out
from queue_app.reports.columns import Column, Table
from queue_app.store.evidence.period import Evidence, OfficerRow
from queue_app.store.office.tables import Employment
from tests.stories import AKTA, KTP, Story

EvidenceOf = Callable[..., Evidence]
WATI, JOKO, AZMI, TINI = 1, 2, 3, 4


def english(text: str, **values: object) -> str:
    return text.format(**values)


def cells(table: Table[Any], titles: tuple[str, ...]) -> list[tuple[object, ...]]:
    """What each row says under these titles."""
    by_title: dict[str, Column[Any]] = {column.title: column for column in table.columns}
    return [tuple(by_title[title].of(row) for title in titles) for row in table.rows]


def of_duties(found: Evidence, *titles: str) -> list[tuple[object, ...]]:
    return cells(duties.table(found, lang="id"), titles)


def not_counted(found: Evidence) -> list[tuple[object, ...]]:
    return cells(left_out.table(found, lang="id", _=english), tuple(each.title for each in left_out.COLUMNS))


def day_of_wati() -> Story:
    """Three services done, one of them priority, one doubted by everybody; one that found no documents."""
    story = Story().opened().after(60)
    story.issued(1).served(1, serve_s=480)
    story.issued(2, is_priority=True).served(2, serve_s=1500)
    story.issued(3).served(3, walk_s=1200, serve_s=300).marked(3, "officer", by=WATI).marked(3, "supervisor", by=TINI)
    story.issued(4).served(4, serve_s=240, outcome="berkas_kurang")
    return story.closed()


def test_a_row_tells_what_was_finished_how_it_ended_and_what_is_timed(evidence_of: EvidenceOf) -> None:
    titles = (
        "Officer", "Service", "Served", "Done", "Documents missing", "Timed", "Excluded from the times",
        "Of these priority", "Doubted by the officer", "Doubted by a supervisor", "Doubted by the system",
    )  # fmt: skip

    assert of_duties(evidence_of(day_of_wati()), *titles) == [("Wati", "Cetak KTP-el", 4, 3, 1, 1, 2, 1, 1, 1, 1)]


def test_times_are_minutes_and_shares_per_cent(evidence_of: EvidenceOf) -> None:
    titles = ("Standard (minutes)", "Median (minutes)", "P90 (minutes)", "Within standard (%)", "In service (minutes)")

    assert of_duties(evidence_of(day_of_wati()), *titles) == [(10, 8, 8, 100, 42)]


def test_1_the_time_from_call_to_start_stands_beside_the_service(evidence_of: EvidenceOf) -> None:
    titles = ("Call to start, median (minutes)", "Call to start, P90 (minutes)")

    assert of_duties(evidence_of(day_of_wati()), *titles) == [(0.5, 14.15)]


def test_2_holds_are_told_with_what_the_counter_did_meanwhile(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().called().started().after(300).held().after(240)
    story.issued(2).served(2, walk_s=0, serve_s=120).resumed().after(60).finished().closed()
    titles = ("Holds", "On hold (minutes)", "Of these serving nobody (minutes)")

    assert of_duties(evidence_of(story), *titles) == [(1, 6, 4)]


def test_6_and_8_work_that_ended_elsewhere_is_told_with_its_time(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued(1).called(1).after(60).started(1).after(300).transferred(1, to=11)
    story.issued(2).called(2).started(2).after(600).held(2).cancelled(2)
    titles = ("Served", "Transferred", "Until transferred (minutes)", "Not completed: cancelled")

    assert of_duties(evidence_of(story), *titles) == [(0, 1, 6, 1)]


def test_6_how_work_ended_that_was_not_completed_is_told(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued(1).called(1).started(1).after(600).held(1).cancelled(1)
    for leg in (2, 3):
        story.issued(leg).called(leg).started(leg).after(300).held(leg).after(60).expired(leg)
    titles = ("Not completed: cancelled", "Not completed: day ended", "Not completed (minutes)")

    assert of_duties(evidence_of(story), *titles) == [(1, 2, 20)]
    assert not_counted(evidence_of(story)) == [
        ("Wati", "Cetak KTP-el", "Not completed: cancelled", 1, 10),
        ("Wati", "Cetak KTP-el", "Not completed: day ended", 2, 10),
    ]


def test_7_a_return_is_told_and_not_counted(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().served(serve_s=300).continued(to=11, service=KTP)
    story.by(JOKO).opened().served(11, serve_s=60)

    assert of_duties(evidence_of(story), "Officer", "Served", "Done by a colleague before") == [
        ("Joko", 0, 1), ("Wati", 1, 0),
    ]  # fmt: skip


def test_13_calls_that_bend_the_order_are_told(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().called(reason="lainnya", rule="out_of_order").missed()
    story.issued(2).called(2).after(2).undone(2, "call")
    titles = ("No-show", "Of these within a minute of the call", "Called out of order", "Taken back")

    assert of_duties(evidence_of(story), *titles) == [(1, 1, 1, 1)]


def test_a_number_that_an_officer_gave_to_be_served_by_the_same_is_told(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued(1, officer_id=WATI).served(1, serve_s=300)
    story.issued(2, officer_id=JOKO).served(2, serve_s=300)

    assert of_duties(evidence_of(story), "Served", "Numbers given by the officer") == [(2, 1)]


def test_a_standard_that_changed_is_told_with_both(evidence_of: EvidenceOf) -> None:
    story = Story().opened()
    for ticket in (1, 2):
        story.issued(ticket).served(ticket, serve_s=480)
    standards = iter([600.0, 300.0])

    found = evidence_of(story, standard_s=lambda _service, _day: next(standards))

    assert of_duties(found, "Standard (minutes)", "Within standard (%)") == [("10, 5", 50)]


def test_what_was_never_measured_is_empty(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().called().after(90).missed()
    titles = ("Standard (minutes)", "Median (minutes)", "Within standard (%)", "Call to start, median (minutes)")

    assert of_duties(evidence_of(story), *titles) == [(None, None, None, None)]


def test_rows_come_by_name_then_service_whoever_is_faster(evidence_of: EvidenceOf) -> None:
    story = Story()
    for ticket, (officer, service) in enumerate([(WATI, KTP), (WATI, AKTA), (AZMI, KTP), (JOKO, KTP)], start=1):
        story.by(officer).opened().issued(ticket, service).served(ticket, serve_s=600 / ticket)

    assert of_duties(evidence_of(story), "Officer", "Service") == [
        ("azmi", "Cetak KTP-el"), ("Joko", "Cetak KTP-el"), ("Wati", "Akta Kelahiran"), ("Wati", "Cetak KTP-el"),
    ]  # fmt: skip


def test_two_officers_of_one_name_stay_two(evidence_of: EvidenceOf) -> None:
    people = {each: OfficerRow(each, "Budi", None, Employment.NON_ASN) for each in (WATI, JOKO)}
    story = Story()
    for ticket, officer in enumerate((JOKO, WATI, JOKO), start=1):
        story.by(officer).opened().issued(ticket).served(ticket, serve_s=300)

    assert of_duties(evidence_of(story, people=people), "Officer", "Served") == [("Budi", 1), ("Budi", 2)]


def test_there_is_no_total_that_would_call_the_slower_officer_faster(evidence_of: EvidenceOf) -> None:
    story = Story()
    for ticket, (officer, service, minutes) in enumerate(
        [(WATI, KTP, 9), (WATI, AKTA, 14), (WATI, AKTA, 14), (JOKO, KTP, 10.5), (JOKO, KTP, 10.5), (JOKO, AKTA, 15.5)],
        start=1,
    ):
        story.by(officer).opened().issued(ticket, service).served(ticket, serve_s=60 * minutes)

    assert of_duties(evidence_of(story), "Officer", "Service", "Median (minutes)", "Within standard (%)") == [
        ("Joko", "Akta Kelahiran", 15.5, 0), ("Joko", "Cetak KTP-el", 10.5, 0),
        ("Wati", "Akta Kelahiran", 14, 100), ("Wati", "Cetak KTP-el", 9, 100),
    ]  # fmt: skip


def test_rows_speak_the_readers_language(evidence_of: EvidenceOf) -> None:
    assert [row.service for row in duties.rows(evidence_of(day_of_wati()), lang="en")] == ["Cetak KTP-el (en)"]


def test_hours_at_the_counter_add_up(evidence_of: EvidenceOf) -> None:
    story = Story().opened().after(minutes=30).issued().served(walk_s=360, serve_s=1800).paused("salat")
    story.after(minutes=24).back().paused("istirahat").after(minutes=6).set_clock(0).back().closed()

    table = desks.table(evidence_of(story))

    assert cells(table, tuple(each.title for each in table.columns)) == [
        ("Wati", "198904122015032901", "PNS", 1, 1.6, 0.5, 0.1, 0.5, 0, 0.1, 0.4, 0, 0, 0, 0, 0, 0, 1),
    ]  # fmt: skip


def test_every_kind_of_break_has_its_column() -> None:
    assert {"istirahat", *desks.BREAKS} == set(BREAKS)


def test_what_is_not_counted_is_told_with_why_and_how_much(evidence_of: EvidenceOf) -> None:
    wati, office = ("Wati", "Cetak KTP-el"), ("Whole office", "All services")

    assert not_counted(evidence_of(day_of_wati().issued(5))) == [
        (*wati, "Marked as inaccurate by the officer", 1, 5), (*wati, "Marked as inaccurate by a supervisor", 1, 5),
        (*wati, "Begun long after the call", 1, 5), (*wati, "Priority", 1, 25), (*wati, "Documents missing", 1, 4),
        (*office, "Visits that still go on", 1, None),
    ]  # fmt: skip


def test_returns_and_what_was_not_completed_are_not_counted_either(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().served(serve_s=300).continued(to=11, service=KTP)
    story.by(JOKO).opened().served(11, serve_s=60).issued(2).called(2).started(2).after(120).held(2).cancelled(2)

    assert not_counted(evidence_of(story)) == [
        ("Joko", "Cetak KTP-el", "Done by a colleague before", 1, 1),
        ("Joko", "Cetak KTP-el", "Not completed: cancelled", 1, 2),
    ]


@pytest.mark.parametrize("columns", [duties.COLUMNS, desks.COLUMNS, left_out.COLUMNS])
def test_no_two_columns_have_the_same_title(columns: tuple[Column[Any], ...]) -> None:
    assert len({column.title for column in columns}) == len(columns)


def test_6_what_a_colleague_cancelled_is_not_counted_with_either_s_part_of_it(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().called().started().after(300).held().by(JOKO).cancelled()

    assert not_counted(evidence_of(story)) == [
        ("Joko", "Cetak KTP-el", "Not completed: cancelled", 1, 0),
        ("Wati", "Cetak KTP-el", "Not completed: cancelled", 0, 5),
    ]  # fmt: skip


def test_sessions_that_say_little_of_who_was_there_are_told(evidence_of: EvidenceOf) -> None:
    story = Story().opened().after(600).handed_over(to=JOKO).after(minutes=1200).closed(2)
    titles = ("Officer", "At the counter (hours)", "Sessions handed over by a colleague", "Sessions past midnight")

    assert cells(desks.table(evidence_of(story)), titles) == [("Joko", 20, 1, 1), ("Wati", 0.17, 0, 0)]


def test_two_services_of_one_name_are_told_apart(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued(1, KTP).served(1, serve_s=300).issued(2, AKTA).served(2, serve_s=60)
    found = evidence_of(story)
    alike = {
        each.id: replace(each, name_id="Akta", code=code)
        for each, code in zip(found.services.values(), "PQ", strict=True)
    }

    assert of_duties(replace(found, services=alike), "Service", "Median (minutes)") == [
        ("Akta (P)", 5),
        ("Akta (Q)", 1),
    ]


def test_6_a_call_that_ended_with_nobody_there_is_told_with_how_long_it_stood(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().called().after(minutes=40).missed()

    assert of_duties(evidence_of(story), "No-show", "Call to no-show (minutes)") == [(1, 40)]


def test_8_a_counter_that_was_taken_from_an_officer_is_told(evidence_of: EvidenceOf) -> None:
    story = Story().opened().issued().called().started().after(300).taken_over(by=JOKO).after(1).finished().closed(2)

    assert cells(desks.table(evidence_of(story)), ("Officer", "Sessions taken over by another")) == [
        ("Joko", 0), ("Wati", 1),
    ]  # fmt: skip
