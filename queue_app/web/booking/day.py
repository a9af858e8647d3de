"""The bookings of a day, for who watches over the office: how full each time is, and who comes."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby

from flask import Blueprint, render_template, request

from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.booking import day as bookings
from queue_app.store.office.now import office_now
from queue_app.texts import long_date
from queue_app.web.booking import told
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("bookings_day", __name__)


@blueprint.get("/bookings/day")
@Address(Right.WATCH, "The bookings of a day: booked, arrived, missed, places left", query={"day": TEXT})
def page() -> str:
    now = desk().clock()
    with desk().reading() as connection:
        office = office_now(connection, officer().office_id)
        today = business_date(now, office.time_zone)
        day = told.day_or_today(request.args.get("day", ""), today)
        slots = bookings.slot_lines(connection, office, day, now=now)
        past = bookings.past(connection, office, today)
    return render_template(
        "booking/day.html", office=office, office_name=office.name, day=day, day_name=long_date(day, lang=lang()),
        before=day - timedelta(days=1), after=day + timedelta(days=1), told=told, past=past,
        services=[(each, list(lines)) for each, lines in groupby(slots, key=lambda line: line.service)],
        date_of=lambda of: long_date(of, lang=lang()),
    )  # fmt: skip
