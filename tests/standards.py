"""Another standard for a service, as the set-up sets it."""

from __future__ import annotations

from dataclasses import replace

from queue_app.actions.office import setup
from queue_app.domain.office.plan import OfficePlan
from tests.offices import Office


def set_standard(office: Office, minutes: int, *, of: str = "KTP") -> None:
    def edit(plan: OfficePlan) -> OfficePlan:
        changed = [replace(each, standard_minutes=minutes) if each.code == of else each for each in plan.services]
        return replace(plan, services=changed)

    setup.change(office.desk, office.office_id, by=office.officers["tini"], edit=edit)
