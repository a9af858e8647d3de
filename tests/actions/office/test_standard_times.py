"""A new standard rewrites no past: issue "true times", case 3."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from queue_app.actions.office import setup
from queue_app.domain.log import events
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.standard_times import ALWAYS
from tests.factories import make_service
from tests.offices import Office
from tests.standards import set_standard

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def use(office: Office, *, is_active: bool) -> None:
    def edit(plan: OfficePlan) -> OfficePlan:
        return replace(plan, services=[replace(each, is_active=is_active) for each in plan.services])

    setup.change(office.desk, office.office_id, by=None, edit=edit)


def call_somebody(office: Office) -> None:
    office.issue("KTP")
    office.open_counter()
    office.served()


def standards_of(office: Office, code: str = "KTP") -> dict[date, int]:
    return dict(office.standards()[office.services[code]])


def test_a_new_standard_counts_from_the_next_day_and_leaves_today_its_own(office: Office) -> None:
    call_somebody(office)

    set_standard(office, 5)

    assert standards_of(office) == {ALWAYS: 10, TUESDAY: 5}
    assert office.events()[-1] == events.StandardSet(1, 5, "2026-11-24", office.officers["tini"])


def test_before_anybody_was_called_a_new_standard_counts_at_once(office: Office) -> None:
    office.issue("KTP")

    set_standard(office, 5)

    assert standards_of(office) == {ALWAYS: 5}
    assert office.events()[-1] == events.StandardSet(1, 5, "2000-01-01", office.officers["tini"])


def test_who_was_called_for_one_service_fixes_no_standard_of_another(office: Office) -> None:
    call_somebody(office)

    set_standard(office, 20, of="AKTA")

    assert standards_of(office, "AKTA") == {ALWAYS: 20}


def test_changed_and_changed_back_on_one_day_leaves_two_events_and_nothing_else(office: Office) -> None:
    call_somebody(office)

    set_standard(office, 5)
    set_standard(office, 10)

    assert standards_of(office) == {ALWAYS: 10}
    told = [each.minutes for each in office.events() if isinstance(each, events.StandardSet)]
    assert told == [5, 10]


def test_of_two_changes_on_one_day_the_last_counts_from_tomorrow(office: Office) -> None:
    call_somebody(office)

    set_standard(office, 5)
    set_standard(office, 7)

    assert standards_of(office) == {ALWAYS: 10, TUESDAY: 7}


def test_a_clock_that_is_set_back_brings_no_day_of_work_under_a_new_standard(office: Office) -> None:
    office.clock.tick(days=1)
    call_somebody(office)
    office.clock.tick(days=-14)

    set_standard(office, 5)

    assert standards_of(office) == {ALWAYS: 10, WEDNESDAY: 5}


def test_a_service_out_of_use_and_back_keeps_its_standards(office: Office) -> None:
    call_somebody(office)
    set_standard(office, 5)

    for is_active in (False, True):
        use(office, is_active=is_active)

    assert standards_of(office) == {ALWAYS: 10, TUESDAY: 5}


def test_a_service_that_is_added_has_its_standard_from_the_beginning(office: Office) -> None:
    call_somebody(office)

    def add(plan: OfficePlan) -> OfficePlan:
        added = make_service("KIA", standard_minutes=12, is_active=False)
        return replace(plan, services=[*plan.services, added])

    setup.change(office.desk, office.office_id, by=None, edit=add)

    assert office.standards()[3] == {ALWAYS: 12}
    assert office.events()[-1] == events.StandardSet(3, 12, "2000-01-01", None)


def test_a_founded_office_tells_the_standard_of_each_service(office: Office) -> None:
    assert office.folded_standards() == office.standards() == {1: {ALWAYS: 10}, 2: {ALWAYS: 15}}


def test_a_change_of_something_else_tells_no_standard(office: Office) -> None:
    use(office, is_active=False)

    assert [each for each in office.events() if isinstance(each, events.StandardSet)] == []
