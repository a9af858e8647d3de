"""A night's training: what the office goes on with, and why."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from random import Random

from queue_app.domain.citizen.learned.kept import from_bytes
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.relearned import relearned
from queue_app.domain.citizen.training import InUse, Trained, Why
from queue_app.domain.queue.routing import Policy
from tests.domain.citizen.small_training import SMALL
from tests.factories import MORNING

DAY_S = 86400
MONDAY = date(2026, 11, 23)
train = partial(relearned, standard_s={1: 300.0}, zone="Asia/Jakarta", growth=SMALL)


def days(*services_s: float) -> list[Passed]:
    """Days in turn on which one counter serves a line, each case for so many seconds on average."""
    lots = Random(7)
    found: list[Passed] = []
    for number, service_s in enumerate(services_s):
        start = MORNING.timestamp() + number * DAY_S
        free_at = start
        for place in range(120):
            came_at = start + place * 200
            called_at = max(free_at, came_at)
            free_at = called_at + lots.uniform(0.5, 1.5) * service_s
            found.append(Passed(len(found), 1, False, came_at, called_at, free_at, 1))
    return found


def in_use(found: Trained | None, *, made_on: date) -> InUse:
    assert found is not None
    assert found.data is not None
    return InUse(found.data, made_on, found.first_day, found.last_day, found.legs, Policy(), None)


def test_the_first_model_is_taken_and_tells_of_what_it_was_learned() -> None:
    found = train(days(200, 200, 200, 200), None)

    assert found is not None
    assert (found.figures.why, found.first_day, found.last_day, found.legs) == (
        Why.FIRST, MONDAY, MONDAY + timedelta(days=3), 480,
    )  # fmt: skip
    assert from_bytes(found.data or b"") is not None


def test_where_no_day_has_passed_nothing_is_trained() -> None:
    past = days(200, 200, 200)
    first = in_use(train(past, None), made_on=MONDAY + timedelta(days=3))

    assert train(past, first) is None


def test_a_model_that_knows_how_the_office_changed_is_taken_once_it_loses_less() -> None:
    first = in_use(train(days(100, 100, 100), None), made_on=MONDAY + timedelta(days=3))

    found = train(days(100, 100, 100, 260, 260, 260, 260), first)

    assert found is not None
    assert (found.figures.why, found.figures.days, found.last_day) == (Why.BETTER, 2, MONDAY + timedelta(days=6))
    assert found.figures.new is not None
    assert found.figures.before is not None
    assert found.figures.new.pinball_s < found.figures.before.pinball_s


def test_one_that_loses_no_less_leaves_the_old_one_with_what_the_days_taught_it_of_how_it_holds() -> None:
    first = in_use(train(days(210, 210, 210), None), made_on=MONDAY + timedelta(days=3))

    found = train(days(210, 210, 210, 300), first)

    assert found is not None
    assert (found.figures.why, found.last_day, found.legs) == (Why.NOT_BETTER, first.last_day, first.legs)
    before, after = (from_bytes(each) for each in (first.data, found.data or b""))
    assert before is not None
    assert after is not None
    assert after.factors != before.factors
    assert after.usual == before.usual


def test_a_day_on_which_hardly_anybody_had_to_wait_says_nothing() -> None:
    first = in_use(train(days(210, 210, 210), None), made_on=MONDAY + timedelta(days=3))

    found = train([*days(210, 210, 210), *days(210, 210, 210, 1)[360:]], first)

    assert found is not None
    assert (found.figures.why, found.figures.new) == (Why.UNKNOWN, None)
