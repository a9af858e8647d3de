"""The page of the history, and the files of its tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.evidence.day_notes import LONGEST
from queue_app.domain.log.errors import QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports.history import TITLES, Names, Subject, tables
from queue_app.reports.history_heat import weekday
from queue_app.screens.history import History
from queue_app.store.desk import OfficeKey
from queue_app.store.evidence import day_notes
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.texts import long_date, short_date, translate
from queue_app.web.frame.address import Address, any_of
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import message
from queue_app.web.frame.pages import desk, lang
from queue_app.web.history import words
from queue_app.web.history.asked import ASKED, SPANS, Question, question, usual
from queue_app.web.history.figures import figures, for_script

blueprint = Blueprint("history", __name__)

EVERYTHING = "all"
FILES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@dataclass(frozen=True, slots=True)
class Place:
    """The office whose past is asked for, on its day of today."""

    office: OfficeKey
    today: date
    names: Names

    def question(self) -> Question:
        """What the address asks; raises as asked.question does."""
        return question(request.args, self.today, services=self.names.services, counters=self.names.counters)

    def history(self, asked: Question) -> History:
        return History.of(
            desk(), self.office, asked.first, asked.last, service_id=asked.service_id, hour=asked.hour,
            counter_id=asked.counter_id,
        )  # fmt: skip


def place() -> Place:
    """Of whoever asks."""
    office = desk().office(officer().office_id)
    with desk().reading() as connection:
        services = catalogue.names(catalogue.all_services(connection, office.id), lang())
        counters = office_now(connection, office.id).numbers
    told = {number: translate(lang(), "Counter {number}", number=each) for number, each in counters.items()}
    return Place(office, business_date(desk().clock(), office.time_zone), Names(services, told))


@blueprint.get("/history")
@Address(Right.HISTORY, "Past days of the office: times, arrivals and how they changed", query=ASKED, refuses=(400,))
def page() -> AnyResponse:
    here = place()
    try:
        asked = here.question()
    except QueueError as exc:
        return shown(here, usual(here.today), fault=message(exc))
    return shown(here, asked)


def shown(here: Place, asked: Question, *, fault: str = "", note_fault: str = "") -> AnyResponse:
    """The page. fault: why there is no answer; note_fault: why the note that came with it was not kept."""
    content = {} if fault else _content(here, asked)
    text = render_template(
        "history.html", office_name=office_name(), asked=asked, spans=SPANS, names=here.names, today=here.today,
        fault=fault, note_fault=note_fault, longest=LONGEST, form=FlaskForm(), typed=request.form, BY=words.BY,
        span_words=_in_words(asked), hours=[(hour, f"{hour:02}.00–{hour:02}.59") for hour in range(24)],
        decimal=partial(words.decimal, lang=lang()), short=partial(short_date, lang=lang()),
        brief=partial(words.brief_day, lang=lang()), weekday=partial(weekday, lang=lang()), **content,
    )  # fmt: skip
    return Response(text, status=400 if fault or note_fault else 200, mimetype="text/html")


def _content(here: Place, asked: Question) -> dict[str, Any]:
    with desk().reading() as connection:
        notes = list(enumerate(day_notes.between(connection, here.office.id, asked.first, asked.last), start=1))
    found = here.history(asked)
    drawn = figures(found, here.names, notes, lang=lang())
    script = for_script(found, drawn, notes, lang=lang())
    return {"notes": notes, "found": found, "figures": drawn, "plots": script if found.figures.arrived else None}


def _in_words(asked: Question) -> str:
    """Tuesday, 24 November 2026 to Monday, 30 November 2026."""
    first, last = (long_date(day, lang=lang()) for day in (asked.first, asked.last))
    return first if asked.first == asked.last else translate(lang(), "{first} to {last}", first=first, last=last)


@blueprint.get(f"/history/<{any_of(TITLES)}:table>.csv")
@Address(Right.HISTORY, "One table of the history, for programs", gives=FILES["csv"], query=ASKED, refuses=(400, 404))
def as_csv(table: str) -> Response:
    return _file(table, "csv")


@blueprint.get(f"/history/<{any_of((*TITLES, EVERYTHING))}:table>.xlsx")
@Address(Right.HISTORY, "One table or all, for spreadsheets", gives=FILES["xlsx"], query=ASKED, refuses=(400, 404))
def as_xlsx(table: str) -> Response:
    return _file(table, "xlsx")


def _file(table: str, kind: str) -> Response:
    from queue_app.reports import history_files  # noqa: PLC0415 - XlsxWriter, which only a file needs

    here = place()
    asked = here.question()
    found = here.history(asked)
    made = tables(found, here.names, lang=lang())
    chosen = list(made.values()) if table == EVERYTHING else [made[table]]
    file = BytesIO()
    history_files.WRITE[kind](chosen, file, subject=_subject(here, asked, found.pending))
    response = Response(file.getvalue(), mimetype=FILES[kind])
    name = f"history_{here.office.slug}_{table}_{asked.first}_{asked.last}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _subject(here: Place, asked: Question, pending: int) -> Subject:
    chosen = {
        "Service": asked.service_id and here.names.services[asked.service_id],
        "Hour of arrival": "" if asked.hour is None else f"{asked.hour:02}.00",
        "Counter": asked.counter_id and here.names.counters[asked.counter_id],
    }
    return Subject(
        office=office_name(), zone=here.office.time_zone, period=_in_words(asked), made_at=desk().clock(), lang=lang(),
        chosen={name: str(each) for name, each in chosen.items() if each}, pending=pending,
    )  # fmt: skip
