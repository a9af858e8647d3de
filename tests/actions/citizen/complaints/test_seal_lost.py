"""The seal's file is lost and a new one made: what it closed is lost, and nothing else stands still for it."""

from __future__ import annotations

from queue_app.actions.citizen.complaints import days
from queue_app.daily import DayWatch
from queue_app.domain.log.events import ComplaintMoved
from queue_app.domain.log.rights import Role
from queue_app.screens.complaints.office import listing
from queue_app.store.sealing import Seal
from tests.complaints import SAYS, as_role, brought
from tests.offices import Office


def test_complaints_of_today_are_handled_beside_those_that_nobody_reads_any_more(office: Office) -> None:
    head = as_role(office, "tini", Role.HEAD)
    brought(office)
    office.desk.seal = Seal.fresh()
    number, _code = brought(office, text="Kursi patah")

    found = listing(office.desk, office.office_id, head)

    assert ([each.id for each in found.standing], found.unreadable) == ([number], 1)
    assert found.standing[0].lodged.kind is SAYS.kind


def test_the_watch_of_a_new_day_tells_the_log_of_what_it_can_read(office: Office) -> None:
    brought(office)
    office.desk.seal = Seal.fresh()
    number, _code = brought(office)
    office.clock.tick(days=1)

    DayWatch(office.desk, note_days=30).look()

    assert [each.complaint_id for each in office.events() if isinstance(each, ComplaintMoved)] == [number]
    assert days.tell_log(office.desk, office.office_id) == 0
