"""The recap of a day, to be printed and kept: figures, and the head of the log."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, Response, render_template, request

from queue_app.actions.office import recap_copies
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports import recap_sheet
from queue_app.screens.recap import OUTCOMES, recap
from queue_app.store.office import catalogue
from queue_app.store.office.recap_copies import CopyRow
from queue_app.store.office.tables import CopyState
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import DAY, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("recap", __name__)

PDF = "application/pdf"
FAILED = {  # by the way that it takes: msgid
    "mail": "The recap of {day} could not be sent by mail; it is tried again every ten minutes. The reason: {fault}",
    "folder": "The recap of {day} could not be written into its folder; it is tried again every ten minutes. "
    "The reason: {fault}",
}
LOST = "The server stopped while it sent the recap of {day} by mail. Ask whether it arrived: it is not sent again."


@blueprint.get("/recap")
@Address(Right.WATCH, "The recap of a day, with the head of the log", query={"day": DAY})
def page() -> str:
    office = desk().office(officer().office_id)
    today = business_date(desk().clock(), office.time_zone)
    found = recap(desk(), office, _day(request.args.get("day", ""), today), lang=lang())
    return render_template(
        "recap.html", office_name=office_name(), slug=office.slug, found=found, today=today,
        day=long_date(found.day, lang=lang()), outcomes=list(OUTCOMES),
        troubles=[_told(each) for each in recap_copies.troubles(desk(), office)],
    )  # fmt: skip


@blueprint.get("/recap.pdf")
@Address(Right.WATCH, "The same as a sheet of A4", query={"day": DAY}, gives=PDF)
def sheet() -> Response:
    office = desk().office(officer().office_id)
    today = business_date(desk().clock(), office.time_zone)
    with desk().reading() as connection:
        row = catalogue.office(connection, office.id)
    found = recap(desk(), office, _day(request.args.get("day", ""), today), lang=lang())
    response = Response(recap_sheet.drawn(desk(), found, row, lang=lang()), mimetype=PDF)
    response.headers["Content-Disposition"] = f'inline; filename="{recap_sheet.file_name(office.slug, found.day)}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(trouble: CopyRow) -> str:
    msgid = FAILED[trouble.way] if trouble.state == CopyState.FAILED else LOST
    return translate(lang(), msgid, day=long_date(trouble.day, lang=lang()), fault=trouble.fault)


def _day(text: str, today: date) -> date:
    """The day that was asked for, today at the latest."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if date.min.year < asked.year and asked <= today else today
