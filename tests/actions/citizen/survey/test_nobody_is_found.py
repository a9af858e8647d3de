"""Somebody who holds the database tries to learn who answered what: by columns, joins, order, log and marks.

What remains is said in docs/voice.md: who holds the database and the seal's key together learns, for a week, which
tickets have answered (not what); who also copies the database between two answers sees which row came.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from sqlalchemy import Table, select, text

from queue_app.actions.citizen.privacy import keeping
from queue_app.actions.citizen.survey import sealing
from queue_app.domain.citizen.survey.skm_2017 import SKM_2017
from queue_app.store.citizen.survey.tables import QuickRating, SurveyAnswer, SurveyComment, SurveyMark
from tests.databases import METADATA
from tests.offices import Office
from tests.surveys import answer, rate, served

OURS = {each.__tablename__ for each in (SurveyAnswer, SurveyComment, SurveyMark, QuickRating)}
GROUPED = {"office_id", "business_date", "service_id", "officer_id", "forget_on"}  # shared by all of a day's group
Dump = dict[str, list[dict[str, Any]]]


def dump(office: Office) -> Dump:
    """Every row of every table, by column."""
    with office.desk.reading() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
            for table in METADATA.sorted_tables
        }


def a_day(office: Office, count: int = 12) -> list[str]:
    """So many are served and answer, in the order in which they were served; answers their tokens.

    The first question tells which was which, for the test alone.
    """
    office.open_counter()
    tokens = []
    for place in range(count):
        issued = served(office)
        values = {code: 1 + (place >> 2 * at & 3) for at, code in enumerate(SKM_2017.codes)}
        answer(office, issued, values=values, comment=f"Komentar {place}")
        rate(office, issued, 1 + place % 4)
        tokens.append(issued.token)
    return tokens


def test_the_tables_have_these_columns_and_no_other() -> None:
    columns = {name: [each.name for each in METADATA.tables[name].columns] for name in sorted(OURS)}

    assert columns == {
        "quick_rating": ["id", "office_id", "business_date", "service_id", "officer_id", "score"],
        "survey_answer": [
            "id", "office_id", "business_date", "service_id", "officer_id", "channel", "is_own_device", "instrument",
            "answers", "sex", "age_band", "education", "occupation", "has_disability",
        ],
        "survey_comment": ["id", "office_id", "business_date", "service_id", "text", "tags"],
        "survey_mark": ["mark", "office_id", "forget_on"],
    }  # fmt: skip


def test_an_answer_changes_nothing_but_its_own_tables(office: Office) -> None:
    office.open_counter()
    issued = served(office)
    before = dump(office)

    answer(office, issued, comment="Baik.")
    rate(office, issued, 4)

    after = dump(office)
    assert {name for name in before if before[name] != after[name]} == OURS


def test_no_value_of_its_own_joins_a_row_with_any_other_table_nor_with_another_of_ours(office: Office) -> None:
    a_day(office)
    found = dump(office)

    own = {
        (name, column, str(value))
        for name in OURS
        for row in found[name]
        for column, value in row.items()
        if column not in GROUPED and value is not None and sum(each[column] == value for each in found[name]) == 1
    }
    elsewhere = [
        (name, column, other)
        for name, column, value in sorted(own)
        for other, rows in found.items()
        if other != name and any(value == str(each) for row in rows for each in row.values())
    ]

    assert {column for _name, column, _value in own} == {"id", "mark", "answers", "text"}
    assert elsewhere == []


def test_no_token_stands_in_a_row_of_the_survey(office: Office) -> None:
    tokens = a_day(office, 3)
    found = dump(office)
    shown = {name: str(rows) for name, rows in found.items()}

    assert all(token in shown["ticket"] for token in tokens)
    assert [name for name in OURS if any(token in shown[name] for token in tokens)] == []


def test_the_order_of_ids_is_not_the_order_of_answers(office: Office) -> None:
    a_day(office, 20)

    with office.desk.reading() as connection:
        rows = connection.execute(select(SurveyAnswer.answers).order_by(SurveyAnswer.id)).scalars().all()
        said = connection.execute(select(SurveyComment.text).order_by(SurveyComment.id)).scalars().all()

    in_order = [f"Komentar {place}" for place in range(20)]
    assert said not in (in_order, in_order[::-1])
    assert list(rows) not in (sorted(rows), sorted(rows)[::-1])


PLACES = {  # by the database's own name of it: where each row lies, and which transaction wrote it
    "sqlite": "SELECT rowid, 0, {key} FROM {table} ORDER BY rowid",
    "postgresql": "SELECT ctid, xmin::text, {key} FROM {table} ORDER BY ctid",
}


@pytest.mark.parametrize("name", sorted(OURS))
def test_where_a_row_lies_and_who_wrote_it_tells_nothing_of_its_turn(office: Office, name: str) -> None:
    a_day(office)
    table: Table = METADATA.tables[name]
    (key,) = table.primary_key.columns

    with office.desk.reading() as connection:
        asked = PLACES[connection.dialect.name].format(key=key.name, table=name)
        rows = connection.execute(text(asked)).all()

    keys = [bytes(row[2]) if name == "survey_mark" else row[2] for row in rows]
    assert keys == sorted(keys)
    assert len({row[1] for row in rows}) == 1


def test_nothing_is_logged_of_an_answer(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.open_counter()
    issued = served(office)
    caplog.clear()
    caplog.set_level(logging.DEBUG, logger="queue_app")
    logging.getLogger("queue_app.tests").debug("heard")

    answer(office, issued, comment="Baik.")
    rate(office, issued, 4)

    assert [record.message for record in caplog.records] == ["heard"]


def test_nothing_is_published_of_an_answer(office: Office) -> None:
    office.open_counter()
    issued = served(office)
    office.published.clear()

    answer(office, issued)

    assert office.published == []


def test_a_mark_is_found_with_the_key_alone_and_gone_with_the_week(office: Office) -> None:
    (token,) = a_day(office, 1)
    marks = set(office.rows(SurveyMark.mark))
    known = {office.desk.seal.mark(purpose, token) for purpose in ("skm", "quick")}
    office.clock.tick(days=8)

    sealing.close_days(office.desk, office.office_id)
    keeping.forget(office.desk, office.office_id, "survey_marks")

    assert marks == known
    assert office.rows(SurveyMark.mark) == []


def test_a_lone_answer_of_an_officer_points_at_no_ticket_once_its_day_is_closed(office: Office) -> None:
    a_day(office, 1)
    office.clock.tick(days=8)
    sealing.close_days(office.desk, office.office_id)

    (row,) = dump(office)["survey_answer"]
    tickets = [each["ticket_id"] for each in dump(office)["leg"] if each["service_id"] == row["service_id"]]

    assert {name: row[name] for name in row if name in GROUPED} == {
        "office_id": office.office_id, "business_date": row["business_date"], "service_id": office.services["KTP"],
        "officer_id": office.officers["wati"],
    }  # fmt: skip
    assert len(tickets) == 1  # who was the only one served that day: the pages show no group of less than ten
