"""The first days of an office: what the administrator says of the steps, and a day on which it opens all the same."""

from __future__ import annotations

import json
from dataclasses import replace

from queue_app.actions.office import setup
from queue_app.domain.log import events
from queue_app.domain.log.errors import MalformedRequest
from queue_app.domain.office.first_steps import SAID
from queue_app.domain.office.plan import OfficePlan, SpecialDayPlan
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, Work
from queue_app.store.office import first_steps

ALL_DAY = "00.00-24.00"


def say(desk: Desk, office_id: int, name: str, *, by: int) -> None:
    """Notes what only a person can say; twice is once. name: a key of SAID. Raises MalformedRequest."""
    _check(name)
    with desk.transaction(office_id) as work:
        if first_steps.say(work.connection, office_id, name):
            _record(work, name, is_said=True, by=by)


def unsay(desk: Desk, office_id: int, name: str, *, by: int) -> None:
    """Takes it back; what was never said is not there to take back. name: a key of SAID. Raises MalformedRequest."""
    _check(name)
    with desk.transaction(office_id) as work:
        if first_steps.unsay(work.connection, office_id, name):
            _record(work, name, is_said=False, by=by)


def open_today(desk: Desk, office_id: int, *, name: str, by: int) -> OfficePlan:
    """The office is open all of today, whatever its week says; a special day that stands there already gives way.

    name: of the special day, as the office's pages tell it. Raises FaultyPlan.
    """
    today = business_date(desk.clock(), desk.office(office_id).time_zone)

    def edit(plan: OfficePlan) -> OfficePlan:
        others = [each for each in plan.special_days if each.day != today]
        days = sorted([*others, SpecialDayPlan(today, name, ALL_DAY)], key=lambda each: each.day)
        return replace(plan, special_days=days)

    return setup.change(desk, office_id, by=by, edit=edit)


def _check(name: str) -> None:
    if name not in SAID:
        raise MalformedRequest


def _record(work: Work, name: str, *, is_said: bool, by: int) -> None:
    before, after = (json.dumps({"is_said": each}) for each in (not is_said, is_said))
    work.record(
        events.SetupChanged(
            what="first_step", key=name, field_names="is_said", before=before, after=after, officer_id=by
        )
    )
