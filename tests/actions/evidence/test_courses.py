"""The training register: what a supervisor enters, withdraws and suggests, and what the log learns of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queue_app.actions.evidence import courses
from queue_app.domain.evidence.course_entry import CourseEntry
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.evidence import courses as rows
from tests.offices import Office

DAY = date(2026, 11, 20)


def entry(office: Office, **own: Any) -> CourseEntry:
    told = CourseEntry(
        "Pelayanan prima", DAY, 8, "Di balai kota", frozenset({office.services["KTP"]}),
        frozenset({office.officers["wati"]}),
    )  # fmt: skip
    return replace(told, **own)


def note(office: Office, **own: Any) -> int:
    return courses.note(office.desk, office.office_id, entry(office, **own), by=office.officers["tini"])


def kept(office: Office) -> list[rows.KeptCourse]:
    with office.desk.reading() as connection:
        return rows.courses(connection, office.office_id)


def test_a_course_is_kept_and_the_log_tells_of_it_by_numbers(office: Office) -> None:
    course_id = note(office, topic="  Pelayanan\n prima ")

    assert kept(office) == [rows.KeptCourse(course_id, entry(office), is_withdrawn=False)]
    assert office.events() == [
        events.CourseNoted(
            course_id=course_id, business_date="2026-11-20", hours=8, services=str(office.services["KTP"]),
            officers=str(office.officers["wati"]), by_id=office.officers["tini"],
        )
    ]  # fmt: skip


def test_an_entry_is_withdrawn_once_and_stays_in_the_register(office: Office) -> None:
    course_id, by = note(office), office.officers["tini"]

    courses.withdraw(office.desk, office.office_id, course_id=course_id, by=by)

    assert [each.is_withdrawn for each in kept(office)] == [True]
    assert [each.kind for each in office.events()] == ["course.noted", "course.withdrawn"]
    with pytest.raises(NotFound):
        courses.withdraw(office.desk, office.office_id, course_id=course_id, by=by)


@pytest.mark.parametrize(
    "own",
    [
        {"topic": " "}, {"topic": "x" * 121}, {"day": date(2026, 11, 24)}, {"hours": 0}, {"note": "x" * 501},
        {"services": frozenset({99})}, {"attendees": frozenset()}, {"attendees": frozenset({99})},
    ],
    ids=lambda own: next(iter(own)),
)  # fmt: skip
def test_what_no_entry_can_be_is_refused_by_its_field_and_nothing_is_kept(office: Office, own: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        note(office, **own)

    assert ([refused.value.data["field"]], kept(office), office.events()) == ([*own], [], [])


def test_another_offices_register_is_none_of_ours(office: Office) -> None:
    with pytest.raises(NotFound):
        courses.withdraw(office.desk, office.office_id, course_id=note(office) + 1, by=office.officers["tini"])


def test_topics_are_changed_and_an_empty_one_is_the_programs_own_again(office: Office) -> None:
    def set_topics(**wanted: str) -> dict[str, str]:
        courses.set_topics(office.desk, office.office_id, wanted, by=office.officers["tini"])
        with office.desk.reading() as connection:
            return rows.topics(connection, office.office_id)

    found = [set_topics(rework="Cek  berkas"), set_topics(rework="Cek berkas"), set_topics(rework="", returned="Loket")]

    assert found == [{"rework": "Cek berkas"}, {"rework": "Cek berkas"}, {"returned": "Loket"}]
    assert [each.kind for each in office.events()] == ["course.topics_set"] * 2
    with pytest.raises(BadInput):
        set_topics(speed="Lebih cepat")
