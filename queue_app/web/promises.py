"""Promised and kept, for everybody: what each month's promises were worth, by service, and of no officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from flask import Blueprint, Response, current_app, g, render_template, request

from queue_app.domain.citizen.scored import AIMED, LEAST, Sums
from queue_app.domain.evidence import periods
from queue_app.domain.evidence.periods import A_MONTH, month_of
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports.spreadsheet import csv_text
from queue_app.screens.promises import Month, months
from queue_app.store.desk import OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.texts import long_period, translate
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.pages import desk, lang
from queue_app.web.promise_bars import AIM_X, WIDTH, bars, kept_share
from queue_app.web.promise_words import BESIDE, COUNTS, KEPT, PUBLIC_HEADS, number, numbers, shown, titles

blueprint = Blueprint("promises", __name__)
KEPT_FOR = timedelta(minutes=10)  # whoever reads, the rows are asked once in that time
MONTH = {**TEXT, "pattern": "^2[0-9]{3}-(0[1-9]|1[0-2])$"}
Lines = list[tuple[str, Sums]]


@blueprint.get("/promises/<slug>")
@Address(Right.OPEN, "Promised and kept, by service", query={"month": MONTH}, refuses=(404,))
def page(slug: str) -> str:
    office = desk().office_called(slug)
    found = _kept(office)
    asked = _asked(office, found)
    month = next((each for each in found if each.first == asked), Month(asked, {}))
    with desk().reading() as connection:
        about = office_now(connection, office.id)
    lines, whole = _lines(office, month), month.whole
    share = kept_share(whole)
    return render_template(
        "waits/promises.html", office=about, slug=slug, month=_name(asked), is_over=_is_over(office, asked),
        months=[(month_of(each.first).code, _name(each.first), each.first == asked) for each in reversed(found)],
        whole=whole, kept=_number(None if share is None else 100 * share, 1), judged=_number(whole.judged),
        aimed=round(100 * AIMED), least=LEAST, aim_x=AIM_X, width=WIDTH, number=_number, services=bars(lines),
        past=bars((_name(each.first), each.whole) for each in reversed(found)), columns=titles(KEPT, lang=lang()),
        lines=[(name, shown(KEPT, sums, lang=lang())) for name, sums in lines],
        beside=zip(titles(BESIDE, lang=lang()), shown(BESIDE, whole, lang=lang()), strict=True),
    )  # fmt: skip


@blueprint.get("/promises/<slug>.csv")
@Address(Right.OPEN, "Promised and kept of each service and month, as a table", gives="text/csv", refuses=(404,))
def table(slug: str) -> Response:
    office = desk().office_called(slug)
    columns = [*COUNTS, *KEPT, *BESIDE]
    heads = [translate(lang(), each) for each in PUBLIC_HEADS]
    rows = [
        [month_of(month.first).code, name, *numbers(columns, sums)]
        for month in _kept(office)
        for name, sums in _lines(office, month)
    ]
    response = Response(csv_text([[*heads, *titles(columns, lang=lang())], *rows]), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="promises-{slug}.csv"'
    return response


def _kept(office: OfficeKey) -> Sequence[Month]:
    g.time_zone = office.time_zone
    kept: dict[int, tuple[datetime, Sequence[Month]]] = current_app.extensions.setdefault("antrean.promises", {})
    now = desk().clock()
    made_at, found = kept.get(office.id, (None, ()))
    if made_at is None or not timedelta(0) <= now - made_at < KEPT_FOR:
        with desk().reading() as connection:
            found = months(connection, office.id, business_date(now, office.time_zone))
        kept[office.id] = now, found
    return found


def _asked(office: OfficeKey, found: Sequence[Month]) -> date:
    """The month of the address; else the last one that is over, or the first of all. Raises NotFound."""
    if code := request.args.get("month"):
        period = periods.read(code)
        if period.months != A_MONTH:
            raise NotFound(what="period")
        return period.first
    over = [each.first for each in found if _is_over(office, each.first)]
    today = business_date(desk().clock(), office.time_zone)
    return next(reversed(over), found[0].first if found else today.replace(day=1))


def _is_over(office: OfficeKey, first: date) -> bool:
    return month_of(first).is_over(business_date(desk().clock(), office.time_zone))


def _lines(office: OfficeKey, month: Month) -> Lines:
    with desk().reading() as connection:
        names = catalogue.names(catalogue.all_services(connection, office.id), lang())
    return sorted(((names[each], sums) for each, sums in month.services.items()), key=lambda line: line[0].casefold())


def _name(first: date) -> str:
    return long_period(month_of(first).code, lang=lang())


def _number(value: float | None, digits: int = 0) -> str:
    return number(value, digits, lang=lang())
