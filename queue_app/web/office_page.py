"""The public page of an office: for somebody at home who wonders whether to come now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import NamedTuple

from babel.dates import format_date, get_day_names
from flask import Blueprint, Response, current_app, g, render_template, request
from sqlalchemy import Connection

from queue_app.domain.citizen.usual import LEAST, LEVELS, Hour, Usual
from queue_app.domain.evidence.rollups import ALL
from queue_app.domain.log.rights import Right
from queue_app.domain.office import intervals
from queue_app.domain.office.hours import CLOSED, WHOLE_DAY
from queue_app.screens import office_page
from queue_app.screens.office_page import OfficeWaiting, OpenDay, ServiceWait, WaitRange
from queue_app.store.desk import OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import clock_time, duration, translate, zone_label
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.kept_answers import OF_LANGUAGE, kept_answer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("office_page", __name__)

USUAL_KEPT_FOR = timedelta(minutes=30)  # it tells of days that are over
LONG_MIN = 100  # minutes; a longer wait is told in hours


class Cell(NamedTuple):
    """An hour of a weekday as it is read: minutes and a word, and how strong its ground is."""

    minutes: int
    word: str
    level: str


@blueprint.get("/o/<slug>")
@Address(Right.OPEN, "An office for everyone: open services, waits now and as usual, hours of the next days",
         refuses=(404,), query={"service": TEXT})  # fmt: skip
def page(slug: str) -> Response:
    office, said = desk().office_called(slug), lang()
    g.time_zone = office.time_zone
    service_id = _chosen(office, request.args.get("service", ""))
    key = ("office", office.id, said, service_id)
    return kept_answer(key, lambda: _page(office, said, service_id), mimetype="text/html", varies=OF_LANGUAGE)


def _chosen(office: OfficeKey, code: str) -> int:
    """The service that the reader chose; ALL for none, and for one that is no more."""
    if not code:
        return ALL
    with desk().reading() as connection:
        return next((each.id for each in catalogue.services(connection, office.id) if each.code == code), ALL)


def _page(office: OfficeKey, said: str, service_id: int) -> str:
    now = desk().clock()
    with desk().reading() as connection:
        known = office_now(connection, office.id)
        found = office_page.office_waiting(connection, known, now=now)
        usual = _usual(connection, known, service_id, now)
    chosen = next((each.code for each in found.services if each.id == service_id), "")
    return render_template(
        "office.html", office=known, found=found, chosen=chosen, groups=_groups(found, known, said),
        at=_clock(now, known), usual=usual, cells=_cells(usual, said), least=LEAST,
        weekdays=_weekdays(usual, said), extremes=_extremes(usual, said), days=_days(known, said, now),
        range_of=lambda wait: range_text(wait, lang=said), last_number=_last_number(known),
        in_language=lambda other: _address(other, chosen),  # what else was asked is of one reader
    )  # fmt: skip


def _address(said: str, service: str) -> str:
    return f"?lang={said}" + (f"&service={service}" if service else "")


def _usual(connection: Connection, office: OfficeNow, service_id: int, now: datetime) -> Usual:
    kept: dict[tuple[int, int], tuple[datetime, Usual]] = current_app.extensions.setdefault("antrean.usual_waits", {})
    made_at, found = kept.get((office.id, service_id), (None, None))
    if made_at is None or found is None or not timedelta(0) <= now - made_at < USUAL_KEPT_FOR:
        found = office_page.usual_waits(connection, office, now=now, service_id=service_id)
        kept[office.id, service_id] = now, found
    return found


def _groups(found: OfficeWaiting, office: OfficeNow, said: str) -> list[tuple[str, list[ServiceWait]]]:
    """Services under the names of their groups, in the kiosk's order."""
    return [
        (office.groups[code].name(said), list(services))
        for code, services in groupby(found.services, key=lambda each: each.group)
    ]


def range_text(wait: WaitRange, *, lang: str) -> str:
    """20–40 menit; of long waits 1 jam 40 menit – 2 jam."""
    until = duration(60 * wait.to_minutes, lang=lang)
    if wait.from_minutes == 0:
        return translate(lang, "at most {time}", time=until)
    if wait.to_minutes < LONG_MIN:
        return translate(lang, "{least}–{most} minutes", least=wait.from_minutes, most=wait.to_minutes)
    return f"{duration(60 * wait.from_minutes, lang=lang)} – {until}"


def _cells(usual: Usual, said: str) -> Mapping[Hour, Cell]:
    return {
        hour: Cell(max(1, round(wait.median_s / 60)), translate(said, LEVELS[wait.level]), wait.level)
        for hour, wait in usual.waits.items()
    }


def _weekdays(usual: Usual, said: str) -> list[tuple[int, str, str]]:
    """Number, name, and short name of each day that the table has."""
    wide, short = (get_day_names(width, locale=said) for width in ("wide", "abbreviated"))
    return [(day, str(wide[day]), str(short[day])) for day in usual.weekdays]


def _extremes(usual: Usual, said: str) -> list[tuple[str, int]]:
    """The calmest hour and the busiest, in words, with their minutes; nothing where they hardly differ."""
    names = get_day_names("wide", locale=said)
    return [
        (f"{names[each.weekday]} {each.hour:02}.00–{each.hour + 1:02}.00", _cells(usual, said)[each].minutes)
        for each in usual.extremes() or ()
    ]


def _days(office: OfficeNow, said: str, now: datetime) -> list[tuple[str, str, str]]:
    """Each day, its hours or "", and what is special about it or why it is closed."""
    return [(_day(each, said), _hours(each, said), _why(each, said)) for each in office_page.next_days(office, now=now)]


def _day(found: OpenDay, said: str) -> str:
    return str(format_date(found.day, "EEEE, d MMMM", locale=said))


def _hours(found: OpenDay, said: str) -> str:
    return translate(said, "all day") if found.plan is WHOLE_DAY else intervals.told(found.plan.intervals)


def _why(found: OpenDay, said: str) -> str:
    if found.plan.closed_because:
        return translate(said, CLOSED[found.plan.closed_because], name=found.plan.name)
    return found.plan.name


def _last_number(office: OfficeNow) -> int:
    """So many minutes before closing the last number is given; 0 for until then."""
    return office.calendar.last_ticket_min if any(office.calendar.weekly.values()) else 0


def _clock(now: datetime, office: OfficeNow) -> str:
    return f"{clock_time(now, office.time_zone)} {zone_label(office.time_zone)}"
