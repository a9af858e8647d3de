"""The follow-up plan (RTL) of a period, and the order of the elements that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from queue_app.domain.citizen.survey.ikm import Ikm, Weight
from queue_app.domain.citizen.survey.periods import SurveyPeriod, read
from queue_app.domain.citizen.survey.skm_2017 import UNSUR
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.survey.ikm import usual
from queue_app.store.citizen.survey import follow_ups as rows
from queue_app.store.citizen.survey.figures import figures_of
from queue_app.store.citizen.survey.follow_ups import KeptFollowUp
from queue_app.store.desk import Desk, OfficeKey


@dataclass(frozen=True, slots=True)
class Plan:
    """lines: those that stand and those withdrawn, of the lowest element first. order: codes, the lowest NRR first.

    index: None where nothing may be shown of the period; then the order is the list's.
    """

    period: SurveyPeriod
    lines: Sequence[KeptFollowUp]
    order: Sequence[str]
    index: Ikm | None
    today: date


def plan(desk: Desk, office: OfficeKey, code: str) -> Plan:
    """Of one period. Raises NotFound."""
    period, today = read(code), business_date(desk.clock(), office.time_zone)
    with desk.reading() as connection:
        lines = rows.follow_ups(connection, office.id, period=period.code)
        found = figures_of(connection, office.id, period, today=today, weight=Weight.NINTH).whole.ikm
    order = found.lowest() if found else list(UNSUR)
    return Plan(period, sorted(lines, key=lambda each: order.index(each.entry.unsur)), order, found, today)


def line(desk: Desk, office_id: int, line_id: int) -> KeptFollowUp:
    """Raises NotFound."""
    with desk.reading() as connection:
        return rows.one(connection, office_id, line_id)


def usual_code(desk: Desk, office: OfficeKey) -> str:
    """Of the period that the staff looks at first."""
    return usual(desk, office).code
