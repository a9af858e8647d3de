"""The follow-up plan and dated changes: set, done, withdrawn, and told by numbers in the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from queue_app.actions.citizen.survey import changes, follow_up
from queue_app.domain.citizen.survey.follow_up import FollowUpEntry
from queue_app.domain.log import events
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.citizen.survey import changes as change_rows
from queue_app.store.citizen.survey import follow_ups as rows
from tests.offices import Office

ENTRY = FollowUpEntry("2026-Q3", "waktu", "Buka loket keempat", "Kasi Pelayanan", date(2027, 3, 31), is_public=True)


def kept(office: Office) -> list[rows.KeptFollowUp]:
    with office.desk.reading() as connection:
        return rows.follow_ups(connection, office.office_id)


def test_a_line_is_done_once_with_what_was_done_and_its_evidence(office: Office) -> None:
    by = office.officers["tini"]
    line_id = follow_up.set_line(office.desk, office.office_id, ENTRY, by=by)

    told = {"realisation": "Loket 4 buka", "evidence": "SK 12/2026"}
    follow_up.finish(office.desk, office.office_id, line_id=line_id, **told, by=by)

    (line,) = kept(office)
    assert (line.entry, line.term, line.realisation, line.evidence) == (ENTRY, "short", "Loket 4 buka", "SK 12/2026")
    assert office.events() == [
        events.FollowUpSet(follow_up_id=line_id, period="2026-Q3", due_on="2027-03-31", by_id=by),
        events.FollowUpDone(follow_up_id=line_id, business_date=str(line.done_on), by_id=by),
    ]
    with pytest.raises(NotFound):
        follow_up.finish(office.desk, office.office_id, line_id=line_id, **told, by=by)


def test_a_line_without_evidence_is_not_done(office: Office) -> None:
    by = office.officers["tini"]
    line_id = follow_up.set_line(office.desk, office.office_id, ENTRY, by=by)

    with pytest.raises(BadInput) as refused:
        follow_up.finish(office.desk, office.office_id, line_id=line_id, realisation="Sudah", evidence=" ", by=by)

    assert (refused.value.data["field"], kept(office)[0].done_on) == ("evidence", None)


def test_a_withdrawn_line_stays_in_the_plan_marked_so(office: Office) -> None:
    by = office.officers["tini"]
    line_id = follow_up.set_line(office.desk, office.office_id, replace(ENTRY, is_public=False), by=by)

    follow_up.withdraw(office.desk, office.office_id, line_id=line_id, by=by)

    assert [(each.id, each.is_withdrawn) for each in kept(office)] == [(line_id, True)]
    assert office.events()[-1] == events.FollowUpWithdrawn(follow_up_id=line_id, by_id=by)


def test_a_change_is_noted_and_withdrawn(office: Office) -> None:
    by, day = office.officers["tini"], date(2026, 8, 3)

    change_id = changes.note(office.desk, office.office_id, day=day, name="  Loket  baru ", by=by)
    with office.desk.reading() as connection:
        noted = change_rows.typed(connection, office.office_id)
    changes.withdraw(office.desk, office.office_id, change_id=change_id, by=by)

    assert noted == [change_rows.TypedChange(change_id, day, "Loket baru")]
    assert office.events() == [
        events.ChangeNoted(change_id=change_id, business_date="2026-08-03", by_id=by),
        events.ChangeWithdrawn(change_id=change_id, by_id=by),
    ]


@pytest.mark.parametrize(("day", "name"), [(date(2027, 8, 3), "Loket"), (date(2026, 8, 3), " ")])
def test_a_change_to_come_or_without_a_name_is_refused(office: Office, day: date, name: str) -> None:
    with pytest.raises(BadInput):
        changes.note(office.desk, office.office_id, day=day, name=name, by=office.officers["tini"])
