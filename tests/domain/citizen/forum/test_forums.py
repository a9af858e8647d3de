"""What was promised in public, and how it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from queue_app.domain.citizen.forum.forums import (
    Became,
    Forum,
    ForumKind,
    Promise,
    Standing,
    checked,
    checked_promise,
    checked_result,
    standing,
    tally,
)
from queue_app.domain.log.errors import BadInput

DUE = date(2026, 11, 30)
OPEN = Promise("Loket ramah difabel", "Seksi Pelayanan", DUE)
KEPT = OPEN._replace(became=Became.KEPT, done_on=DUE)
FORUM = Forum(" FKP 2026 ", ForumKind.CONSULTATION, DUE, " Aula ", "Undangan")


@pytest.mark.parametrize(
    ("promise", "today", "stands"),
    [
        (OPEN, DUE, Standing.OPEN),
        (OPEN, date(2026, 12, 1), Standing.LATE),
        (KEPT, date(2027, 1, 1), Standing.KEPT),
        (KEPT._replace(done_on=date(2026, 12, 1)), date(2027, 1, 1), Standing.KEPT_LATE),
        (OPEN._replace(became=Became.DROPPED), date(2027, 1, 1), Standing.DROPPED),
    ],
)
def test_a_promise_stands_as_its_day_and_its_end_say(promise: Promise, today: date, stands: Standing) -> None:
    assert standing(promise, today) is stands


def test_promises_are_counted_by_what_became_of_them() -> None:
    late = KEPT._replace(done_on=date(2027, 1, 1))
    dropped = OPEN._replace(became=Became.DROPPED)

    assert tally([OPEN, KEPT, late, dropped, OPEN._replace(due_on=date(2027, 6, 1))], date(2027, 2, 1)) == (2, 1, 1, 1)


def test_texts_are_trimmed_and_a_forum_without_a_title_is_refused() -> None:
    assert checked(FORUM) == replace(FORUM, title="FKP 2026", place="Aula")
    with pytest.raises(BadInput):
        checked(replace(FORUM, title=" "))


def test_a_promise_names_who_owes_it_and_is_dropped_for_a_reason_only() -> None:
    assert checked_promise(" Jalur kursi roda ", " Sekretariat ", DUE) == Promise(
        "Jalur kursi roda", "Sekretariat", DUE
    )
    assert checked_result("", Became.KEPT) == ""
    for refused in (lambda: checked_promise("x", " ", DUE), lambda: checked_result(" ", Became.DROPPED)):
        with pytest.raises(BadInput):
            refused()
