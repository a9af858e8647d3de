"""Lines of the follow-up plan, and the months around a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from queue_app.domain.citizen.survey import follow_up
from queue_app.domain.citizen.survey.around import spans
from queue_app.domain.citizen.survey.follow_up import FollowUpEntry, Standing, Term
from queue_app.domain.log.errors import BadInput

TODAY = date(2026, 11, 20)
ENTRY = FollowUpEntry("2026-Q3", "waktu", " Buka  loket 4 ", "Kasi Pelayanan", date(2027, 3, 31), is_public=True)


def test_a_line_is_kept_with_single_blanks_and_knows_its_quarter() -> None:
    kept = follow_up.checked(ENTRY, today=TODAY)

    assert (kept.programme, kept.quarter) == ("Buka loket 4", 1)


@pytest.mark.parametrize(
    ("field", "value"),
    [("unsur", "u3"), ("programme", " "), ("owner", "x" * 121), ("due_on", date(2026, 11, 19))],
)
def test_a_line_is_refused_by_its_field(field: str, value: Any) -> None:
    with pytest.raises(BadInput) as refused:
        follow_up.checked(replace(ENTRY, **{field: value}), today=TODAY)

    assert refused.value.data["field"] == field


@pytest.mark.parametrize(
    ("due", "term"),
    [(date(2027, 11, 19), Term.SHORT), (date(2027, 11, 20), Term.MIDDLE), (date(2028, 11, 20), Term.MIDDLE),
     (date(2028, 12, 20), Term.LONG)],
)  # fmt: skip
def test_the_term_follows_from_the_months_until_the_due_date(due: date, term: Term) -> None:
    assert follow_up.term(TODAY, due) == term


def test_a_line_is_late_the_day_after_it_was_due() -> None:
    days = [TODAY, date(2026, 11, 21)]

    assert [follow_up.standing(TODAY, None, day) for day in days] == [Standing.OPEN, Standing.LATE]
    assert follow_up.standing(TODAY, TODAY, date(2026, 12, 1)) == Standing.DONE


def test_as_many_whole_months_before_a_change_as_after_it_and_its_own_on_neither_side() -> None:
    found = spans(date(2026, 6, 15), date(2026, 10, 31))

    assert found is not None
    assert [each.code for each in found.before] == ["2026-03", "2026-04", "2026-05"]
    assert [each.code for each in found.after] == ["2026-07", "2026-08", "2026-09"]


def test_a_change_on_the_first_of_a_month_has_that_month_behind_it() -> None:
    found = spans(date(2026, 10, 1), date(2026, 10, 31))

    assert found is not None
    assert ([each.code for each in found.before], [each.code for each in found.after]) == (["2026-09"], ["2026-10"])


def test_without_a_whole_month_after_it_nothing_is_compared() -> None:
    assert spans(date(2026, 10, 2), date(2026, 10, 31)) is None
