"""Which period a page of a team or a unit is asked for, and which it offers."""

from __future__ import annotations

from flask import request

from queue_app.domain.evidence import periods
from queue_app.domain.evidence.periods import Period
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.evaluations import MONTHS_BACK
from queue_app.store.desk import OfficeKey
from queue_app.texts import long_period
from queue_app.web.frame.pages import desk, lang


def asked(office: OfficeKey) -> Period:
    """The one of the query; else the last month that is over. Raises NotFound."""
    if code := request.args.get("period"):
        return periods.read(code)
    today = business_date(desk().clock(), office.time_zone)
    return next(each for each in periods.back_from(today, months=2) if each.is_over(today) and each.months == 1)


def choices(office: OfficeKey) -> list[tuple[str, str]]:
    """Code and name of each, the newest first."""
    today = business_date(desk().clock(), office.time_zone)
    return [(each.code, long_period(each.code, lang=lang())) for each in periods.back_from(today, months=MONTHS_BACK)]
