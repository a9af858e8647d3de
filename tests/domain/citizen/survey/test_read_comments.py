"""A comment is read where it points at one of ten at least; else later, or without its service, or never."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.citizen.survey.read_comments import Readable, Written, readable

KTP, AKTA = 1, 2
DAY, NEXT, AFTER = date(2026, 11, 23), date(2026, 11, 24), date(2026, 12, 1)
WRITTEN = Written(7, DAY, KTP, "Rapi.", ())
SHOWN = Readable(7, "2026-11", KTP, "Rapi.", ())
HIDDEN: tuple[list[Readable], int] = ([], 1)


@pytest.mark.parametrize(
    ("served", "today", "expected"),
    [
        ({(DAY, KTP): 10}, DAY, HIDDEN),  # its day is not over
        ({(DAY, KTP): 10}, NEXT, ([SHOWN], 0)),
        ({(DAY, KTP): 9, (DAY, AKTA): 50}, NEXT, HIDDEN),
        ({(DAY, KTP): 9, (date(2026, 11, 2), KTP): 1}, AFTER, ([SHOWN], 0)),
        ({(DAY, KTP): 9, (DAY, AKTA): 1}, AFTER, ([SHOWN._replace(service_id=None)], 0)),
        ({(DAY, KTP): 9, (date(2026, 10, 30), KTP): 1}, AFTER, HIDDEN),  # of a month with nine
    ],
)
def test_a_comment_is_shown_where_ten_may_have_written_it(
    served: dict[tuple[date, int | None], int], today: date, expected: tuple[list[Readable], int]
) -> None:
    assert readable([WRITTEN], served, today) == expected


def test_the_order_is_by_month_and_id_and_never_by_day() -> None:
    first, other = WRITTEN._replace(id=9), WRITTEN._replace(id=3, day=date(2026, 11, 24))
    old = WRITTEN._replace(id=99, day=date(2026, 10, 1))
    served = dict.fromkeys(((each.day, each.service_id) for each in (first, other, old)), 10)

    assert [each.id for each in readable([old, other, first], served, AFTER)[0]] == [9, 3, 99]
