"""The first steps of an office: which of them are done, and which is next."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from queue_app.domain.office.first_steps import STEPS, Known, progress

NOTHING = Known(0, 0, 0, 0, has_logo=False, has_own_hours=False, has_trained=False)
DOES: dict[str, dict[str, Any]] = {  # step -> what of an office makes it done
    "services": {"services": 1},
    "officers": {"officers": 1},
    "kiosk": {"kiosks": 1},
    "display": {"displays": 1},
    "logo": {"has_logo": True},
    "hours": {"has_own_hours": True},
    "training": {"has_trained": True},
}


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_done_by_what_the_office_has(step: str) -> None:
    found = progress(replace(NOTHING, **DOES[step]))

    assert found.done == {each: each == step for each in STEPS}
    assert found.count == 1


@pytest.mark.parametrize(("said", "step"), [("no_logo", "logo"), ("hours", "hours")])
def test_what_no_row_tells_is_done_once_somebody_says_so(said: str, step: str) -> None:
    assert [each for each, is_done in progress(replace(NOTHING, said={said})).done.items() if is_done] == [step]


def test_the_next_step_is_the_first_that_is_not_done() -> None:
    all_done: dict[str, Any] = {name: value for each in DOES.values() for name, value in each.items()}

    assert progress(replace(NOTHING, services=1, kiosks=1)).next == "officers"
    assert progress(replace(NOTHING, **all_done)).next is None


def test_put_away_is_no_step() -> None:
    found = progress(replace(NOTHING, said={"away"}))

    assert (found.is_away, found.count) == (True, 0)
