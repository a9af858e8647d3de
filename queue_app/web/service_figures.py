"""An office's figures of last month for everyone: by service, of no officer, and none of a few cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.numbers import format_decimal
from flask import Blueprint, current_app, g, render_template

from queue_app.domain.evidence.periods import month_of
from queue_app.domain.log.rights import Right
from queue_app.screens.service_figures import LEAST, MonthFigures, last_month
from queue_app.store.desk import OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.texts import long_period
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("service_figures", __name__)
KEPT_FOR = timedelta(minutes=10)  # whoever reads, the rows are asked once in that time
NONE = "–"


@blueprint.get("/figures/<slug>")
@Address(Right.OPEN, "The office's figures of last month, by service", refuses=(404,))
def page(slug: str) -> str:
    office = desk().office_called(slug)
    g.time_zone = office.time_zone
    found = kept_figures(office)
    with desk().reading() as connection:
        about = office_now(connection, office.id)
        names = catalogue.names(catalogue.all_services(connection, office.id), lang())
    rows = sorted(
        (
            (names[each.service_id], _number(each.done), _number(_minutes(each.wait_s), 1), _number(each.within_pct, 1))
            for each in found.services
        ),
        key=lambda row: row[0].casefold(),
    )
    return render_template(
        "service_figures.html", office=about, slug=slug, found=found, rows=rows, least=LEAST,
        month=long_period(month_of(found.first).code, lang=lang()), visits=_number(found.visits),
        under_60=_number(found.under_60_pct, 1),
    )  # fmt: skip


def kept_figures(office: OfficeKey) -> MonthFigures:
    """Of last month; read anew after a while."""
    kept, now = _all_kept(), desk().clock()
    made_at, found = kept.get(office.id, (None, None))
    if made_at is None or found is None or not timedelta(0) <= now - made_at < KEPT_FOR:
        found = last_month(desk(), office)
        kept[office.id] = now, found
    return found


def standing_figures(office: OfficeKey) -> MonthFigures | None:
    """The same as they were read last; None where nobody has yet."""
    _made_at, found = _all_kept().get(office.id, (None, None))
    return found


def _all_kept() -> dict[int, tuple[datetime, MonthFigures]]:
    found: dict[int, tuple[datetime, MonthFigures]] = current_app.extensions.setdefault("antrean.service_figures", {})
    return found


def _minutes(seconds: float | None) -> float | None:
    return None if seconds is None else seconds / 60


def _number(value: float | None, digits: int = 0) -> str:
    """1.234 or 0,9 as the reader's language writes it."""
    if value is None:
        return NONE
    return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=lang()))
