"""What a log of before 0.7 tells of doubts and of counters taken over becomes rows that equal its fold."""

from __future__ import annotations

from runpy import run_path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import create_engine, update
from sqlalchemy.pool import NullPool

from queue_app.actions.queue import corrections, counter, desks
from queue_app.domain.log import events
from queue_app.places import find
from queue_app.store.queue.tables import Leg
from queue_app.store.queue.tickets import TicketLeg
from tests.offices import Office


def say(office: Office, leg: TicketLeg, why: str | None, by: str | None) -> None:
    """As the program of then recorded it."""
    with office.desk.transaction(office.office_id) as work:
        officer_id = office.officers[by] if by else None
        work.record(
            events.TimeMarked(ticket_id=leg.leg.ticket_id, leg_id=leg.leg.leg_id, why=why, officer_id=officer_id)
        )
    office.clock.tick(seconds=1)


def served(office: Office) -> TicketLeg:
    office.open_counter()
    office.issue()
    leg = office.served()
    office.clock.tick(seconds=1)
    return leg


def migrated_anew(office: Office, leg: TicketLeg) -> None:
    """To the schema of before, with what no fold tells in the leg's row, and up again."""
    with office.desk.transaction(office.office_id) as work:
        spoiled = update(Leg).where(Leg.id == leg.leg.leg_id)
        work.connection.execute(spoiled.values(inaccurate="clock_set_back", officer_id=office.officers["wati"]))
    (path,) = (find("migrations") / "versions").glob("*_marks.py")
    migration = run_path(str(path))
    engine = create_engine(office.desk.database.url, poolclass=NullPool)
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        migration["downgrade"]()
        migration["upgrade"]()


STORIES: dict[str, list[tuple[str | None, str | None]]] = {
    "a supervisor's under the officer's code": [("officer", "tini")],
    "the own mark taken back": [("officer", "wati"), (None, "wati")],
    "the system's, disputed by the officer": [("too_short", None), (None, "wati"), ("officer", "wati")],
    "both, withdrawn by a supervisor": [("too_short", None), ("officer", "wati"), (None, "tini"), ("officer", "wati")],
    "a fact that nobody withdrew": [("two_officers", "tini"), (None, "tini"), (None, "wati")],
}


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_marks_of_an_old_log_have_their_makers(office: Office, story: list[tuple[str | None, str | None]]) -> None:
    leg = served(office)
    for why, by in story:
        say(office, leg, why, by)

    migrated_anew(office, leg)

    assert set(office.marks()) == {leg.leg.leg_id}
    office.check()


def test_an_undone_finish_of_an_old_log_keeps_the_supervisors_mark(office: Office) -> None:
    leg = served(office)
    for why, by in [("too_short", None), ("officer", "tini")]:
        say(office, leg, why, by)
    office.do(corrections.take_back, leg)
    office.do(counter.finish, leg)

    migrated_anew(office, leg)

    assert set(office.marks()[leg.leg.leg_id]) == {"supervisor"}
    office.check()


def test_two_officers_of_an_old_log_stay_marked(office: Office) -> None:
    leg = served(office)
    held = office.do(counter.hold, office.do(corrections.take_back, leg))
    office.open_counter(2, by="joko")
    office.do(counter.resume, held, by="joko")

    migrated_anew(office, leg)

    assert set(office.marks()[leg.leg.leg_id]) == {"two_officers"}
    office.check()


def test_a_call_that_was_taken_over_becomes_the_new_officers(office: Office) -> None:
    office.open_counter()
    office.issue()
    leg = office.call_next()
    desks.take_over(
        office.desk, office.office_id, counter_id=office.counters[1], officer_id=office.officers["tini"]
    )  # fmt: skip
    say(office, leg, "two_officers", "tini")

    migrated_anew(office, leg)

    assert office.legs()[leg.leg.leg_id].officer_id == office.officers["tini"]
    office.check()
