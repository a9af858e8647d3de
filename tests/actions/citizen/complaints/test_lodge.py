"""What a citizen brings is taken in under seal, and found again by its code alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from queue_app.actions.citizen.complaints.lodge import lodge
from queue_app.domain.citizen.complaints.codes import LETTERS
from queue_app.domain.citizen.complaints.kinds import Category, Kind, Track
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.citizen.complaints.states import State
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.complaints.tables import Complaint, ComplaintStep
from tests.offices import Office

SAYS = Lodged(Kind.COMPLAINT, "Menunggu tiga jam di loket dua", happened_on=date(2026, 11, 20), wish="Loket ditambah")
SITI = Identity("Siti Rahma", "0812 5555 0101")


def test_who_has_the_code_finds_all_of_it_but_the_name(office: Office) -> None:
    code = lodge(office.desk, office.office_id, lodged=replace(SAYS, identity=SITI))

    with office.desk.reading() as connection:
        kept = rows.by_code(connection, office.desk.seal, office.office_id, f" {code[:5].lower()}-{code[5:]} ")
        name = rows.identity(connection, office.desk.seal, kept.id)
    assert (kept.state, kept.received_on, kept.has_identity) == (State.RECEIVED, date(2026, 11, 23), True)
    assert (kept.lodged, name) == (SAYS, SITI)
    assert len(code) == 10
    assert set(code) <= set(LETTERS)


def test_of_an_anonymous_one_nothing_of_the_sender_is_kept(office: Office) -> None:
    lodge(office.desk, office.office_id, lodged=replace(SAYS, identity=Identity("  ", "")))

    assert office.rows(Complaint.identity) == [None]


def test_a_code_that_nobody_was_given_finds_nothing(office: Office) -> None:
    lodge(office.desk, office.office_id, lodged=SAYS)

    for typed in ("ABCDEFGHJK", "", "Menunggu", "0" * 10):
        with office.desk.reading() as connection, pytest.raises(NotFound):
            rows.by_code(connection, office.desk.seal, office.office_id, typed)


def test_the_minute_is_nowhere_and_the_log_hears_nothing_yet(office: Office) -> None:
    before = office.events()
    lodge(office.desk, office.office_id, lodged=SAYS)

    with office.desk.reading() as connection:
        values = [*connection.execute(select(Complaint)), *connection.execute(select(ComplaintStep))]
    assert office.events() == before
    assert [value for row in values for value in row if hasattr(value, "minute")] == []


def test_both_tracks_look_the_same_in_the_file(office: Office) -> None:
    lodge(office.desk, office.office_id, lodged=SAYS)
    bribe = replace(SAYS, text="Diminta uang", category=Category.BRIBE, officer_id=office.officers["wati"])
    lodge(office.desk, office.office_id, lodged=bribe)

    with office.desk.reading() as connection:
        found = connection.execute(select(Complaint.state, Complaint.version, Complaint.content))
        shapes = {(state, version, len(content)) for state, version, content in found}
    assert bribe.track is Track.INTEGRITY
    assert len(shapes) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "  "}, "text"),
        ({"text": "a" * 4001}, "text"),
        ({"wish": "a" * 1001}, "wish"),
        ({"happened_on": date(2026, 11, 24)}, "happened_on"),
        ({"kind": Kind.THANKS, "category": Category.BRIBE}, "kind"),
        ({"identity": Identity("a" * 81, "")}, "name"),
        ({"service_id": 987}, "service_id"),
        ({"officer_id": 987}, "officer_id"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(office: Office, change: dict[str, object], field: str) -> None:
    with pytest.raises(BadInput) as refused:
        lodge(office.desk, office.office_id, lodged=replace(SAYS, **change))  # type: ignore[arg-type]

    assert refused.value.data["field"] == field
    assert office.rows(Complaint.id) == []
