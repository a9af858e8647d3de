"""Forms on paper and files: taken as a batch that the log tells of, never about one's own work, never twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from queue_app.actions.citizen.survey import papers, sealing
from queue_app.actions.citizen.survey.papers import Box, Meant
from queue_app.domain.citizen.survey import typed_forms
from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.csv_file import Encoding, Order
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.events import FormsTaken, SurveySealed
from queue_app.domain.log.survey_errors import FileTakenBefore, OwnWork
from queue_app.store.citizen.survey import answers, seal_check
from tests.offices import Office
from tests.surveys import served

MONDAY = date(2026, 11, 23)
HEAD = "tanggal;layanan;u1;u2;u3;u4;u5;u6;u7;u8;u9\n"
FILE = (HEAD + "2026-11-23;KTP;3;3;3;4;3;3;3;2;1\n;;4;4;4;4;4;4;4;4;\n").encode()
MEANT = Meant(Encoding.UTF_8, Order.LIST, MONDAY)


def enter(office: Office, text: str, box: Box = Box(MONDAY), *, by: str = "tini") -> int:  # noqa: B008 - a tuple
    forms = typed_forms.read(text).forms
    return papers.enter(office.desk, office.office_id, forms, box, by=office.officers[by])


def take(office: Office, content: bytes = FILE, meant: Meant = MEANT) -> int:
    return papers.take_file(office.desk, office.office_id, content, meant, by=office.officers["tini"])


def found(office: Office, day: date = MONDAY) -> list[Answer]:
    with office.desk.reading() as connection:
        return answers.answers(connection, office.office_id, day, day)


def test_a_stack_is_taken_and_the_log_says_who_entered_how_many(office: Office) -> None:
    assert enter(office, "333333333\n444444444") == 2

    assert sorted(each.values["waktu"] for each in found(office)) == [3, 4]
    assert office.events() == [
        FormsTaken("paper", 2, "2026-11-23", "2026-11-23", None, office.officers["tini"])
    ]  # fmt: skip


def test_the_counter_tells_the_officer_where_one_alone_served_there(office: Office) -> None:
    officer = office.open_counter()
    served(office)

    enter(office, "333333333", Box(MONDAY, office.services["KTP"], office.counters[1]))
    enter(office, "444444444", Box(MONDAY, office.services["KTP"]))

    assert {each.officer_id: each.values["waktu"] for each in found(office)} == {officer: 3, None: 4}


@pytest.mark.parametrize("has_counter", [True, False])
def test_nobody_enters_forms_about_the_own_work(office: Office, has_counter: bool) -> None:
    office.open_counter()
    served(office)
    box = Box(MONDAY, office.services["KTP"], office.counters[1] if has_counter else None)

    with pytest.raises(OwnWork):
        enter(office, "444444444", box, by="wati")

    assert found(office) == []


@pytest.mark.parametrize("days", [1, -731])
def test_forms_of_a_day_to_come_or_long_over_are_refused(office: Office, days: int) -> None:
    with pytest.raises(BadInput):
        enter(office, "444444444", Box(MONDAY + timedelta(days=days)))


def test_forms_of_a_sealed_day_seal_it_anew(office: Office) -> None:
    office.open_counter()
    served(office)
    office.clock.tick(days=8)
    sealing.close_days(office.desk, office.office_id)

    enter(office, "333333333")

    assert [each.answers for each in office.events() if isinstance(each, SurveySealed)] == [0, 1]
    with office.desk.reading() as connection:
        assert list(seal_check.differences(connection, office.office_id)) == []


def test_a_file_is_looked_at_and_then_taken(office: Office) -> None:
    seen = papers.look(office.desk, office.office_id, FILE, MEANT)
    before = found(office)

    assert (take(office), before, len(seen.answers), seen.faults) == (2, [], 2, [])
    assert {each.service_id for each in found(office)} == {office.services["KTP"], None}


def test_the_same_file_is_not_taken_twice(office: Office) -> None:
    take(office)

    with pytest.raises(FileTakenBefore):
        take(office)

    assert len(found(office)) == 2


def test_a_file_with_one_fault_brings_nothing(office: Office) -> None:
    wrong = FILE + b"2030-01-01;PASPOR;3;3;3;4;3;3;3;2;1\n"

    seen = papers.look(office.desk, office.office_id, wrong, MEANT)

    assert [(each.line, each.code) for each in seen.faults] == [(4, "no_service"), (4, "day_not_over")]
    with pytest.raises(BadInput):
        take(office, wrong)
    assert found(office) == []


def test_columns_in_the_order_of_the_annex_are_said_and_not_guessed(office: Office) -> None:
    take(office, meant=MEANT._replace(order=Order.ANNEX))

    first = next(each for each in found(office) if each.service_id)
    assert (first.values["sarpras"], first.values["pengaduan"]) == (2, 1)
