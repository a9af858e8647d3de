"""The register of outages: noted once, withdrawn in the open, and read from the log by what is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Executable, delete, update

from queue_app.actions.evidence import outages
from queue_app.domain.evidence.letter import OutageTold
from queue_app.domain.evidence.parameters import Outage
from queue_app.domain.log import events
from queue_app.domain.log.errors import NotFound
from queue_app.store.evidence import outages as rows
from queue_app.store.evidence.outage_tables import OfficeOutage
from tests.evidence import Unit
from tests.factories import make_plan
from tests.offices import Office

TODAY = date(2026, 11, 23)  # of the tests' clock, 08.00
SIAK_DOWN = Outage(TODAY, 420, 450, (), "siak")


def note(office: Office, told: Outage = SIAK_DOWN) -> int:
    return outages.note(office.desk, office.office_id, told, by=office.officers["tini"])


def withdraw(office: Office, outage_id: int) -> None:
    outages.withdraw(office.desk, office.office_id, outage_id=outage_id, by=office.officers["tini"])


def standing(office: Office) -> tuple[Outage, ...]:
    with office.desk.reading() as connection:
        from_rows = rows.standing(connection, office.office_id, TODAY, TODAY)
        assert rows.from_log(connection, office.office_id, TODAY, TODAY) == from_rows
        assert list(rows.differences(connection, office.office_id)) == []
    return from_rows


def test_an_outage_stands_and_the_log_tells_it_whole(office: Office) -> None:
    number = note(office, SIAK_DOWN._replace(services=(office.services["KTP"],)))

    assert standing(office) == (SIAK_DOWN._replace(services=(office.services["KTP"],)),)
    assert office.events() == [
        events.OutageNoted(
            outage_id=number, business_date="2026-11-23", from_min=420, until_min=450,
            services=str(office.services["KTP"]), why="siak", by_id=office.officers["tini"],
        )
    ]  # fmt: skip


def test_the_same_outage_twice_is_once(office: Office) -> None:
    assert note(office) == note(office)
    assert len(office.events()) == 1


def test_a_withdrawn_outage_counts_no_more_and_stays_in_the_register(office: Office) -> None:
    number = note(office)

    withdraw(office, number)

    with office.desk.reading() as connection:
        [kept] = rows.register(connection, office.office_id, TODAY, TODAY)
    assert (standing(office), kept.withdrawn_by, kept.outage) == ((), "Tini", SIAK_DOWN)
    with pytest.raises(NotFound):
        withdraw(office, number)
    assert [each.kind for each in office.events()] == ["outage.noted", "outage.withdrawn"]


def test_another_offices_outage_cannot_be_withdrawn(office: Office, found_another: Callable[..., Office]) -> None:
    other = found_another(make_plan(slug="kedua", tag="2"), tag="2")
    number = note(office)

    with pytest.raises(NotFound):
        withdraw(other, number)

    assert (standing(office), standing(other)) == ((SIAK_DOWN,), ())


def test_the_draft_leaves_out_what_was_served_then_and_names_the_outage(unit: Unit) -> None:
    office, before = unit.office, len(unit.records())
    outages.note(office.desk, office.office_id, Outage(TODAY, 0, 1440, (), "power"), by=unit.tini)

    unit.publish()

    told = unit.letter()
    assert told.parameters.outages == (
        OutageTold(day=TODAY, from_min=0, until_min=1440, services_id=(), services_en=(), kind="power"),
    )
    assert 0 < told.figures.left_out["outage"] <= before
    assert (told.parameters.cuts_s, told.parameters.long_gap_s) == ((10, 20, 30), 300.0)
    assert told.parameters.imported_priority_in_speed is True


@pytest.mark.parametrize("forged", [delete(OfficeOutage), update(OfficeOutage).values(until_min=1440)])
def test_rows_that_were_changed_move_nothing_that_is_published_and_are_found(unit: Unit, forged: Executable) -> None:
    office = unit.office
    outages.note(office.desk, office.office_id, SIAK_DOWN, by=unit.tini)
    with office.desk.database.writer.transaction() as connection:
        connection.execute(forged)

    unit.publish()

    assert [each.until_min for each in unit.letter().parameters.outages] == [450]
    with office.desk.reading() as connection:
        assert [each.table for each in rows.differences(connection, office.office_id)] == ["outage"]
