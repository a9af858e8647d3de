"""What the evidence of a year supports of the unit's evaluation (PEKPPP), and its pieces in one file."""

from __future__ import annotations

from datetime import date
from typing import cast

from flask import Blueprint, Response, render_template, request

from queue_app.domain.citizen.pekppp.indicators import ASPECTS
from queue_app.domain.citizen.survey.f03_2022 import F03_2022
from queue_app.domain.citizen.survey.figures import closed
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports.pekppp import pack, words
from queue_app.screens.pekppp import Pekppp, pekppp
from queue_app.screens.survey import f03
from queue_app.store.desk import OfficeKey
from queue_app.texts import long_date
from queue_app.web.frame.address import Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import config, desk, lang

blueprint = Blueprint("pekppp", __name__)
YEARS_BACK = 3
_YEAR: Schema = {"type": "string", "pattern": "^2[0-9]{3}$"}


@blueprint.get("/pekppp")
@Address(Right.TEAM, "The level of each indicator of PEKPPP that the evidence here supports", refuses=(404,),
         query={"year": _YEAR})  # fmt: skip
def page() -> str:
    office = desk().office(officer().office_id)
    found = _found(office)
    aspects = [(key, name.said(lang())) for key, name in ASPECTS.items()]
    with desk().reading() as connection:
        said = f03.said(connection, office.id, date(found.held.year, 1, 1), _closed(office, found.held.until))
    return render_template(
        "pekppp/page.html", office_name=office_name(), found=found, words=words, said=lang(), aspects=aspects,
        years=[_today_year(office) - back for back in range(YEARS_BACK)], year=found.held.year,
        until=long_date(found.held.until, lang=lang()), f03=F03_2022, f03_said=said,
    )  # fmt: skip


@blueprint.get("/pekppp.zip")
@Address(Right.TEAM, "The pieces behind the levels", refuses=(404,), query={"year": _YEAR}, gives="application/zip")
def pieces() -> Response:
    office = desk().office(officer().office_id)
    found = _found(office)
    with desk().reading() as connection:
        gathered = pack.gathered(connection, office.id, found, lang=lang())
    content = cast("bytes", desk().offload(lambda: pack.pack(gathered)))
    response = Response(content, mimetype="application/zip")
    name = f"pekppp-{office.slug}-{found.held.year}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _found(office: OfficeKey) -> Pekppp:
    """Of the year that was asked for; else of this one. Raises NotFound for one that is none, or still to come."""
    text, this_year = request.args.get("year", ""), _today_year(office)
    if text and not (text.isascii() and text.isdecimal() and 2000 <= int(text[:5]) <= this_year):
        raise NotFound(what="period")
    year = int(text) if text else this_year
    return pekppp(desk(), office, year, public_url=config().server.public_url)


def _closed(office: OfficeKey, until: date) -> date:
    """The last day of which answers are shown: those of a month that goes on could be counted off one by one."""
    return min(until, closed(business_date(desk().clock(), office.time_zone)))


def _today_year(office: OfficeKey) -> int:
    return business_date(desk().clock(), office.time_zone).year
