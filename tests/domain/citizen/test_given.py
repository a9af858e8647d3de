"""What a newcomer is promised, and how it is written down for good."""

from __future__ import annotations

from typing import Any

import pytest

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.given import for_newcomer, minutes, read, written
from queue_app.domain.citizen.promise import TOO_OLD_S, OfficeWaits, Promise
from tests.factories import make_promise

NOON = 1_795_500_000.0  # on a whole minute
WHO = Newcomer(1, is_priority=False)


def promised(**more: Any) -> Promise:
    return make_promise(since=NOON, **more)


def waits(*, at: float = NOON, **more: Any) -> OfficeWaits:
    return OfficeWaits(1, at, How.EARLY, {}, {WHO: promised(**more)}, {})


def test_a_newcomer_is_promised_what_the_office_says_of_newcomers() -> None:
    assert for_newcomer(waits(), WHO, NOON) == promised()


def test_another_service_or_priority_is_another_newcomer() -> None:
    others = (Newcomer(2, is_priority=False), Newcomer(1, is_priority=True))

    assert [for_newcomer(waits(), each, NOON) for each in others] == [None, None]


def test_an_office_that_never_promised_anything_promises_nothing() -> None:
    assert for_newcomer(None, WHO, NOON) is None


def test_what_is_too_old_is_not_promised_any_more() -> None:
    moments = (NOON + TOO_OLD_S, NOON + TOO_OLD_S + 1)

    assert [for_newcomer(waits(), WHO, now) is None for now in moments] == [False, True]


def test_where_not_enough_is_known_nothing_is_promised() -> None:
    assert for_newcomer(waits(how=How.NONE), WHO, NOON) is None


def test_a_newcomer_later_is_promised_the_same_wait_from_then_on() -> None:
    given = for_newcomer(waits(), WHO, NOON + 60)

    assert given == make_promise(since=NOON + 60)


@pytest.mark.parametrize(
    ("after_s", "until_s", "told"),
    [
        (0, 60, (0, 1)), (0, 10, (0, 1)), (120, 300, (2, 5)), (130, 301, (2, 6)),
        (480, 599, (8, 10)), (480, 600, (5, 10)), (660, 1210, (10, 25)), (6660, 15_300, (90, 270)), (-60, 0, (0, 1)),
    ],
)  # fmt: skip
def test_a_wait_is_told_outward_in_minutes_and_a_long_one_in_steps_of_five(
    after_s: int, until_s: int, told: tuple[int, int]
) -> None:
    assert minutes(promised(from_at=int(NOON) + after_s, to_at=int(NOON) + until_s)) == told


def test_what_is_promised_is_in_whole_seconds() -> None:
    given = for_newcomer(waits(made_at=NOON + 0.4, p50_at=NOON + 900.6, factor=1.23456), WHO, NOON)

    assert given == promised(made_at=NOON, p50_at=NOON + 901, factor=1.235)


def test_it_is_written_with_its_names_in_order() -> None:
    given = for_newcomer(waits(), WHO, NOON)
    assert given is not None

    assert written(given) == (
        '{"factor":1.0,"from_at":1795500600,"how":"early","made_at":1795500000,"model_id":null,'
        '"p50_at":1795500900,"p80_at":1795501200,"p90_at":1795501440,"to_at":1795501500}'
    )


def test_what_was_written_reads_back_the_same() -> None:
    given = promised(how=How.LEARNED, model_id=7, factor=1.2)

    assert read(written(given)) == given


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"from_at": 1}', written(promised()).replace("early", "sure")])
def test_what_is_no_promise_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError):
        read(text)
