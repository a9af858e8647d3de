"""The fold that the rows of standard_time must equal, in logs of today and of before there was an event for it."""

from __future__ import annotations

import json
from datetime import date

from queue_app.domain.log import events
from queue_app.domain.office.standard_log import ServiceInPlan, fold_standards
from queue_app.domain.office.standard_times import ALWAYS
from queue_app.domain.queue.timeline import Recorded
from tests.factories import at, make_called

SERVICES = {"KTP": ServiceInPlan(1, 5), "AKTA": ServiceInPlan(2, 15)}
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
DAY_S = 86_400.0


def changed(minutes: int, *, before: int | None, code: str = "KTP") -> events.SetupChanged:
    was, now = ("" if each is None else json.dumps({"standard_minutes": each}) for each in (before, minutes))
    return events.SetupChanged("service", code, "standard_minutes", was, now, officer_id=3)


def was_set(minutes: int, from_day: date, *, service_id: int = 1) -> events.StandardSet:
    return events.StandardSet(service_id, minutes, from_day.isoformat(), officer_id=3)


def folded(*recorded: Recorded) -> dict[int, dict[date, int]]:
    return fold_standards(recorded, services=SERVICES, time_zone="Asia/Jakarta")


def test_what_an_event_sets_holds_from_its_day() -> None:
    found = folded(at(0, was_set(10, ALWAYS)), at(1, was_set(15, ALWAYS, service_id=2)), at(2, was_set(5, TUESDAY)))

    assert found == {1: {ALWAYS: 10, TUESDAY: 5}, 2: {ALWAYS: 15}}


def test_a_service_of_which_an_old_log_says_nothing_has_what_the_set_up_says() -> None:
    assert folded(at(0, make_called())) == {1: {ALWAYS: 5}, 2: {ALWAYS: 15}}


def test_a_change_in_an_old_log_counts_from_the_day_after_it() -> None:
    found = folded(
        at(0, make_called()),
        at(1, changed(7, before=10)),
        at(DAY_S, changed(5, before=7)),
        at(DAY_S + 1, make_called()),
    )

    assert found[1] == {ALWAYS: 10, TUESDAY: 7, WEDNESDAY: 5}


def test_a_change_in_an_old_log_counts_at_once_before_anybody_was_called() -> None:
    found = folded(at(0, changed(10, before=None)), at(1, changed(5, before=10)), at(2, make_called()))

    assert found[1] == {ALWAYS: 5}


def test_a_change_that_an_event_tells_too_is_one_change() -> None:
    """An old log that a newer program goes on with: the event says from when, the change what was before."""
    found = folded(at(0, make_called()), at(1, changed(5, before=10)), at(1, was_set(5, WEDNESDAY)))

    assert found[1] == {ALWAYS: 10, WEDNESDAY: 5}


def test_other_fields_of_a_service_say_nothing_of_its_standard() -> None:
    renamed = events.SetupChanged("service", "KTP", "name_id", '{"name_id": "a"}', '{"name_id": "b"}', officer_id=3)

    assert folded(at(0, renamed))[1] == {ALWAYS: 5}
