"""An office that takes bookings, and whoever books there."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from queue_app.actions.citizen.booking import book
from queue_app.actions.citizen.booking.book import Booked
from queue_app.actions.office import setup
from queue_app.domain.citizen.booking.holder import Holder
from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.office.plan import HoursPlan
from queue_app.domain.queue.routing import Policy
from tests.factories import MORNING
from tests.offices import Office

HOURS = "08.00-12.00 13.00-15.00"
NINE = MORNING + timedelta(hours=1)  # of the day on which the tests' clock stands at 08.00
_devices = itertools.count(1)


def take_bookings(
    office: Office, *, per_slot: int = 2, quota: int | None = None, policy: Policy | None = None, **rules: Any
) -> None:
    """The office opens five days a week, and its service KTP can be booked every half hour, two weeks ahead."""
    week = HoursPlan(**dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS))

    def opened(plan: Any) -> Any:
        services = [
            replace(each, per_slot=per_slot if each.code == "KTP" else 0, daily_quota=quota) for each in plan.services
        ]
        return replace(
            plan, services=services, hours=[week], policy=policy or plan.policy,
            booking=BookingRules(takes_bookings=True, **rules),
        )  # fmt: skip

    setup.change(office.desk, office.office_id, by=office.officers["tini"], edit=opened)


def someone() -> Holder:
    """Who never booked before."""
    return Holder(device=f"device-{next(_devices)}")


def booked(office: Office, at: datetime = NINE, *, holder: Holder | None = None, **more: Any) -> Booked:
    """A place for the KTP."""
    return book.book(
        office.desk, office.office_id, service_id=office.services["KTP"], slot_at=at, holder=holder or someone(), **more
    )
