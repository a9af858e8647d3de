"""A year of complaints in figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from queue_app.domain.citizen.complaints.kinds import Category, Kind
from queue_app.domain.citizen.complaints.recap import Case, Part, recap

DONE = Case(Kind.COMPLAINT, Category.WAITING, is_apart=False, is_lapor=False, is_done=True, is_within=True)
LATE, OPEN = replace(DONE, is_within=False), replace(DONE, is_done=False, is_within=False)
APART = replace(DONE, category=Category.BRIBE, is_apart=True)
AFTER = date(2027, 1, 1)


def test_the_own_channel_and_the_national_one_are_apart() -> None:
    found = recap(2026, [DONE, DONE, LATE, OPEN, replace(OPEN, is_lapor=True)], AFTER)

    assert (found.own, found.lapor) == (Part(4, 1, 3, 2), Part(1, 1, 0, 0))
    assert (found.own.done_pct, found.own.within_pct) == (Decimal("75.0"), Decimal("66.7"))
    assert (found.lapor.done_pct, found.lapor.within_pct) == (Decimal("0.0"), None)


def test_nine_reports_apart_are_fewer_than_ten_and_so_is_none() -> None:
    assert [recap(2026, [APART] * count, AFTER).apart for count in (0, 9, 10)] == [None, None, 10]


def test_while_the_year_goes_on_no_number_of_reports_apart_is_told() -> None:
    found = recap(2026, [APART] * 12, date(2026, 12, 31))

    assert (found.apart, found.is_over) == (None, False)


def test_reports_apart_are_in_no_other_figure() -> None:
    found = recap(2026, [DONE, *[APART] * 12], AFTER)

    assert (found.own.received, found.kinds[Kind.COMPLAINT], found.categories) == (1, 1, {Category.WAITING: 1})
