"""The alerts of a day: what wanted a person, from when to when, and who looked after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, render_template, request

from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens import alerts
from queue_app.screens.alerts import AlertTold
from queue_app.screens.state import Moment
from queue_app.texts import clock_time, duration, long_date
from queue_app.web.frame.address import DAY, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("alerts", __name__)


@dataclass(frozen=True, slots=True)
class Line:
    """One alert on the page. until, lasted: "" while it stands. by, seen: "" where nobody looked after it."""

    text: str
    began: str
    until: str
    lasted: str
    by: str
    seen: str


@blueprint.get("/supervisor/alerts")
@Address(Right.WATCH, "The alerts of a day", query={"day": DAY})
def page() -> str:
    office = desk().office(officer().office_id)
    today = business_date(desk().clock(), office.time_zone)
    day = _day(request.args.get("day", ""), today)
    with desk().reading() as connection:
        found = alerts.of_day(connection, office.id, day, lang=lang())
    return render_template(
        "alerts.html", office_name=office_name(), lines=[_line(each, office.time_zone) for each in found],
        day=day, today=today, told=long_date(day, lang=lang()), before=day - timedelta(days=1),
        after=day + timedelta(days=1) if day < today else None,
    )  # fmt: skip


def _line(told: AlertTold, zone: str) -> Line:
    lasted = duration(max(60, (told.ended - told.began) / 1000 // 60 * 60), lang=lang()) if told.ended else ""
    return Line(told.text, _at(told.began, zone), _at(told.ended, zone), lasted, told.by or "", _at(told.seen_at, zone))


def _at(moment: Moment | None, zone: str) -> str:
    return clock_time(datetime.fromtimestamp(moment / 1000, UTC), zone) if moment else ""


def _day(text: str, today: date) -> date:
    """The day that was asked for, today at the latest."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if date.min.year < asked.year and asked <= today else today
