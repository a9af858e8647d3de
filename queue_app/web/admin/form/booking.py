"""How an office takes bookings: its one form, and the blanks of each service."""

from __future__ import annotations

from dataclasses import replace

from queue_app.domain.citizen.booking.rules import BookingRules
from queue_app.domain.office.plan import OfficePlan
from queue_app.web.admin.form.fields import Blank, Check, Number, _
from queue_app.web.admin.form.forms import Part
from queue_app.web.admin.form.section import Values

PARTS = (
    Part("", (
        Blank("takes_bookings", _("Citizens can book a time"), Check, looks="whole",
              help=_("Which services, and how many at each time, is said with each service.")),
    )),
    Part(_("At the office"), (
        Blank("opens_early_min", _("Check in from so many minutes before the time"), Number, looks="line"),
        Blank("late_min", _("Until so many minutes after it; then the place is free"), Number, looks="line"),
    ), _("Who checks in gets a number and waits like all, unless the order of the queue calls booked times first.")),
    Part(_("Who does not come"), (
        Blank("cool_down_days", _("Cannot book again for so many days"), Number, looks="line"),
    ), _("0: nobody is kept from booking. A number at the kiosk can be taken on any day.")),
)  # fmt: skip
OF_SERVICE = Part(_("Bookings"), (
    Blank("per_slot", _("Bookings at each time"), Number, _("0: cannot be booked."), looks="short"),
    Blank("slot_minutes", _("Minutes from one time to the next"), Number, looks="short"),
    Blank("days_ahead", _("Days ahead at most"), Number, looks="short"),
), _("Booked places are part of the tickets of the day."))  # fmt: skip


def with_booking(plan: OfficePlan, values: Values) -> OfficePlan:
    """The plan with what the form asked."""
    return replace(plan, booking=BookingRules(**values))
