"""What is asked of the announcements is found by an index: a display asks after every change, all day."""

from __future__ import annotations

import re
from datetime import timedelta

from queue_app.store.hall import announcements
from tests.offices import Office
from tests.questions import plan, questions


def plans(office: Office) -> list[str]:
    """How the database finds what each statement about announcements asks for."""
    now, since = office.clock.now, office.clock.now - timedelta(seconds=20)
    office.issue()
    with questions() as seen, office.desk.reading() as connection:
        office.served()
        _ = announcements.ask_newest(connection, office.office_id).answer
        _ = announcements.ask_fresh(connection, office.office_id, "", since=since, now=now, limit=8).answer
        _ = announcements.ask_last(connection, office.office_id, "", limit=24).answer
        announcements.unheard(connection, office.office_id, now=now, since=now)
        announcements.waits(connection, office.office_id, 1, now=now)
        announcements.is_to_come(connection, office.office_id, 1, now=now)
    with office.desk.reading() as connection:
        return [plan(connection, each) for each in seen if "announcement" in each[0]]


def test_nothing_that_is_asked_reads_all_announcements(office: Office) -> None:
    office.open_counter()
    for _ in range(3):
        office.issue()
        office.served()

    found = plans(office)

    assert len(found) == 7
    assert [
        plan
        for plan in found
        if re.search(r"SCAN (announcement|leg)\b(?! USING)|Seq Scan on (announcement|leg)\b", plan)
    ] == []


def test_fresh_announcements_are_found_by_their_turn(office: Office) -> None:
    """By number, the whole week before today's calls would be read with each change."""
    office.open_counter()

    fresh = plans(office)[2]

    if "SEARCH" in fresh:  # PostgreSQL chooses anew by what it happens to know of a table this small
        assert "ix_announcement_turn" in fresh
