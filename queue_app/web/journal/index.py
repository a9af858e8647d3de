"""The journal: the office's append-only log for people who look into it. Nobody can change anything here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, render_template, request
from flask_wtf import FlaskForm
from limits import RateLimitItemPerSecond

from queue_app.domain.log.errors import BrokenLog, NotFound, TooManyTries
from queue_app.domain.log.rights import Right
from queue_app.domain.office import typed
from queue_app.reports.spreadsheet import Value, csv_text
from queue_app.screens import journal
from queue_app.screens.journal import Found, Wish
from queue_app.store.log.journal import Entry
from queue_app.texts import long_date, zone_label
from queue_app.web.frame.address import DAY, ROW, Address, words
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import message
from queue_app.web.frame.pages import desk, lang
from queue_app.web.frame.throttle import throttle
from queue_app.web.journal.sentences import actor, sentence
from queue_app.web.journal.words import GROUPS

blueprint = Blueprint("journal", __name__)

CHECKS = RateLimitItemPerSecond(6, 60)  # looking at the whole log keeps a processor busy
COLUMNS = ("number", "time_utc", "time_local", "kind", "who", "what", "data", "hash")  # for programs: in one language
LARGEST = 2**31 - 1
ASKED = {"group": words(GROUPS), "day": DAY, "officer": ROW, "before": ROW}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as the page shows it. time: of the office's wall, with seconds."""

    seq: int
    time: str
    kind: str
    who: str
    what: str


@blueprint.get("/journal")
@Address(Right.AUDIT, "The office's log", query=ASKED)
def page() -> str:
    return _shown()


@blueprint.post("/journal/check")
@Address(Right.AUDIT, "Looks whether the log's chain holds", refuses=(429,), query=ASKED)
def check() -> str:
    who = officer()
    if not throttle().hit(CHECKS, "journal", str(who.office_id)):
        raise TooManyTries(seconds=CHECKS.get_expiry())
    try:
        return _shown(checked=journal.check(desk(), who.office_id))
    except BrokenLog as exc:
        return _shown(broken=message(exc))


@blueprint.get("/journal/<day>.csv")
@Address(Right.AUDIT, "One day of the log as a table", gives="text/csv", blanks={"day": DAY})
def day(day: str) -> Response:
    wanted = _day(day)
    if wanted is None:
        raise NotFound(what="page")
    found = journal.whole_day(desk(), officer().office_id, wanted)
    rows = (_cells(entry, found) for entry in reversed(found.entries))
    response = Response(csv_text([COLUMNS, *rows]), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="journal-{wanted.isoformat()}.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _shown(**result: Any) -> str:
    wish = _wish()
    found = journal.read(desk(), officer().office_id, wish)
    return render_template(
        "journal.html",
        office_name=office_name(),
        days=_by_day(found),
        wish=wish,
        groups=GROUPS,
        officers=sorted(found.names.officers.items(), key=lambda each: each[1]),
        older=found.older,
        zone=zone_label(_zone()),
        today=desk().clock().astimezone(ZoneInfo(_zone())).date(),
        check_form=FlaskForm(),
        **result,
    )


def _wish() -> Wish:
    asked = request.args
    return Wish(
        group=asked.get("group") if asked.get("group") in GROUPS else None,
        day=_day(asked.get("day", "")),
        officer_id=_row(asked.get("officer", "")),
        before=_row(asked.get("before", "")),
    )


def _by_day(found: Found) -> list[tuple[str, list[Line]]]:
    """The entries under the dates of the office's own calendar."""
    dated = groupby(found.entries, key=lambda each: each.at.astimezone(ZoneInfo(_zone())).date())
    return [(long_date(day, lang=lang()), [_line(each, found) for each in entries]) for day, entries in dated]


def _line(entry: Entry, found: Found) -> Line:
    time = entry.at.astimezone(ZoneInfo(_zone())).strftime("%H.%M.%S")
    what = sentence(entry, found.names, lang=lang(), zone=_zone())
    return Line(entry.seq, time, entry.kind, actor(entry, found.names), what)


def _cells(entry: Entry, found: Found) -> tuple[Value, ...]:
    """Of COLUMNS."""
    utc = entry.at.isoformat(timespec="microseconds")
    local = entry.at.astimezone(ZoneInfo(_zone())).isoformat(timespec="seconds")
    what = sentence(entry, found.names, lang=lang(), zone=_zone())
    return entry.seq, utc, local, entry.kind, actor(entry, found.names), what, entry.text, entry.hash


def _zone() -> str:
    return desk().office(officer().office_id).time_zone


def _day(text: str) -> date | None:
    """A day that may be in a log; the first and last days of the calendar have no midnight in UTC."""
    found = typed.day(text)
    return found if found and date.min.year < found.year < date.max.year else None


def _row(text: str) -> int | None:
    """A number that a row can have; whatever else an address says is not looked for."""
    return int(text) if text.isdecimal() and len(text) <= len(str(LARGEST)) and int(text) <= LARGEST else None
