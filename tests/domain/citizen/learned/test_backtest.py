"""A replayed past uses nothing that happened later."""

from __future__ import annotations

from queue_app.domain.citizen.learned.backtest import backtest
from queue_app.domain.citizen.learned.passed import Passed
from queue_app.domain.citizen.learned.trees import Growth
from tests.passed_days import ZONE, passed_days

SMALL = Growth(depth=3, trees=4, least_weight=10, seeds=(1,))
A_DAY = 60
HISTORY = passed_days(3, A_DAY)


def _foretold(replay: list[Passed]) -> dict[int | str, object]:
    told = backtest(HISTORY, replay, standard_s={}, zone=ZONE, growth=SMALL)
    return {each.leg.key: (each.estimate, each.ahead, each.factors) for each in told}


def test_another_future_changes_nothing_that_was_foretold_before_it() -> None:
    replay = passed_days(2, A_DAY, first=4)
    turn = replay[90].queued_at
    changed = [_after(leg, turn) for leg in replay]

    before, after = _foretold(replay), _foretold(changed)

    early = [leg.key for leg in replay if leg.queued_at <= turn]
    assert [before[key] for key in early] == [after[key] for key in early]
    assert before != after


def _after(leg: Passed, turn: float) -> Passed:
    """The same leg, where all that happened to it after the turn happened an hour later, at another counter."""
    if leg.queued_at > turn:
        return leg._replace(queued_at=leg.queued_at + 60, called_at=None, ended_at=leg.queued_at + 90)
    moved = {
        name: at + 3600 for name in ("called_at", "ended_at") if (at := getattr(leg, name)) is not None and at > turn
    }
    return leg._replace(**moved)


def test_every_leg_is_foretold_once_in_the_order_of_coming() -> None:
    replay = passed_days(2, A_DAY, first=4)

    told = list(_foretold(replay[::-1]))

    came = {leg.key: leg.queued_at for leg in replay}
    assert sorted(map(str, told)) == sorted(map(str, came))
    assert [came[key] for key in told] == sorted(came.values())


def test_a_replay_of_other_days_is_foretold_as_well() -> None:
    assert len(_foretold(passed_days(1, A_DAY, first=-30))) == A_DAY
