"""How good the promises of waits are, for those who are responsible: each day, each service, and the model behind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, g, render_template

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.learned.passed import ENOUGH_LEGS
from queue_app.domain.citizen.scored import AIMED, LEAST, Cell, Sums
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports.spreadsheet import Value, csv_text
from queue_app.screens.waits import Waits, waits
from queue_app.store.citizen import scores
from queue_app.store.office import catalogue
from queue_app.texts import long_date, short_date, translate
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang
from queue_app.web.promise_words import (
    BESIDE,
    COUNTS,
    GIVEN,
    HOW,
    KEPT,
    LOSSES,
    STAFF_HEADS,
    TRAININGS,
    number,
    numbers,
    shown,
    titles,
    trained,
)

blueprint = Blueprint("waits", __name__)
COLUMNS = (*KEPT, *LOSSES)


@blueprint.get("/waits")
@Address(Right.HISTORY, "How good the promises of waits were")
def page() -> str:
    found, names = _found()
    first, last = (long_date(each, lang=lang()) for each in (found.first, found.last))
    return render_template(
        "waits/staff.html", office_name=office_name(), slug=desk().office(officer().office_id).slug, first=first,
        last=last, least=LEAST, aimed=round(100 * AIMED), columns=titles(COLUMNS, lang=lang()),
        beside=titles(BESIDE, lang=lang()), **_days(found), **_services(found, names), **_model(found),
    )  # fmt: skip


@blueprint.get("/waits.csv")
@Address(Right.HISTORY, "Promised and kept of each day and service, as a table", gives="text/csv")
def table() -> Response:
    found, names = _found()
    columns = (*COUNTS, *COLUMNS, *BESIDE)
    with desk().reading() as connection:
        told = scores.of_days(connection, officer().office_id, found.first, found.last)
    rows: list[list[Value]] = [
        [str(each.business_date), *_of_cell(each.cell, names), *numbers(columns, each.sums)] for each in told
    ]
    heads = [translate(lang(), each) for each in STAFF_HEADS]
    response = Response(csv_text([[*heads, *titles(columns, lang=lang())], *rows]), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="waits.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _found() -> tuple[Waits, dict[int, str]]:
    office = desk().office(officer().office_id)
    g.time_zone = office.time_zone
    with desk().reading() as connection:
        found = waits(connection, office.id, business_date(desk().clock(), office.time_zone))
        return found, catalogue.names(catalogue.all_services(connection, office.id), lang())


def _days(found: Waits) -> dict[str, Any]:
    lines = ((f"{short_date(day, lang=lang())}{_how(how)}", sums) for (day, how), sums in found.days.items())
    return {"days": _rows((name, sums) for name, sums in lines if sums.shown)}


def _services(found: Waits, names: dict[int, str]) -> dict[str, Any]:
    parts: dict[bool, list[tuple[str, Sums]]] = {True: [], False: []}
    for cell, sums in found.services.items():
        if sums.shown:
            parts[cell.is_first].append((names[cell.service_id] + _how(cell.how), sums))
    wholes: dict[int, Sums] = {}
    for cell, sums in found.services.items():
        if cell.is_first:
            wholes[cell.service_id] = wholes.get(cell.service_id, Sums()) + sums
    left_out = [(names[each], shown(BESIDE, sums, lang=lang())) for each, sums in wholes.items()]
    return {"given": _rows(parts[True]), "followed": _rows(parts[False]), "left_out": left_out}


def _model(found: Waits) -> dict[str, Any]:
    told = found.in_use
    model = told and {
        "made_on": long_date(told.made_on, lang=lang()),
        "first": long_date(told.first_day, lang=lang()),
        "last": long_date(told.last_day, lang=lang()),
        "legs": number(told.legs, lang=lang()),
        "features": told.features,
    }
    trainings = [
        (short_date(each.made_on, lang=lang()), trained(each.figures, lang=lang())) for each in found.trainings
    ]
    heads = [translate(lang(), each) for each in TRAININGS]
    return {"model": model, "trainings": trainings, "heads": heads, "enough": number(ENOUGH_LEGS, lang=lang())}


def _rows(lines: Iterable[tuple[str, Sums]]) -> list[tuple[str, list[str]]]:
    return [(name, shown(COLUMNS, sums, lang=lang())) for name, sums in lines]


def _how(how: How) -> str:
    return f" · {translate(lang(), HOW[how])}" if how is not How.NONE else ""


def _of_cell(cell: Cell, names: dict[int, str]) -> list[str]:
    return [names[cell.service_id], translate(lang(), HOW[cell.how]), translate(lang(), GIVEN[cell.is_first])]
