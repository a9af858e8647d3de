"""The table of states and steps, pair by pair; and the days of its terms."""

from __future__ import annotations

from datetime import date

import pytest

from queue_app.domain.evidence.cycle import MAY, Standing, State, Step
from queue_app.domain.log.cycle_errors import LetterLocked, NotThisStep, TermOver, TermRuns

DAY = date(2026, 12, 1)
READ = {"version": 1, "published_on": DAY}
STANDINGS: dict[State, Standing] = {
    State.DRAFT: Standing(),
    State.PUBLISHED: Standing(**READ),  # type: ignore[arg-type]
    State.DISPUTED: Standing(**READ, undecided=1, accepted=1, officer_discussed=True),  # type: ignore[arg-type]
    State.REVISED: Standing(**READ, accepted=1),  # type: ignore[arg-type]
    State.HALF: Standing(**READ, supervisor_discussed=True),  # type: ignore[arg-type]
    State.DISCUSSED: Standing(**READ, supervisor_discussed=True, officer_discussed=True),  # type: ignore[arg-type]
    State.LOCKED: Standing(**READ, is_locked=True, undecided=1),  # type: ignore[arg-type]
}
DUE: dict[State, str] = {  # by the first letters of the steps' names, in their order
    State.DRAFT: "target note publish",
    State.PUBLISHED: "target note publish dispute feedback discuss lock_alone",
    State.DISPUTED: "target note dispute decide feedback",
    State.REVISED: "target note publish dispute feedback",
    State.HALF: "target note publish dispute feedback discuss lock_alone",
    State.DISCUSSED: "target note publish dispute feedback discuss lock",
    State.LOCKED: "",
}


@pytest.mark.parametrize("state", State)
def test_each_state_follows_from_what_was_done(state: State) -> None:
    assert STANDINGS[state].state is state


@pytest.mark.parametrize(("state", "step"), [(state, step) for state in State for step in Step])
def test_every_pair_of_state_and_step(state: State, step: Step) -> None:
    late = date(2026, 12, 16) if step is Step.LOCK_ALONE else DAY
    is_due = step.value in DUE[state].split()

    assert STANDINGS[state].may(step, today=late, dispute_days=14) is is_due
    assert (step in MAY[state]) is is_due


def test_a_locked_report_says_that_it_is() -> None:
    with pytest.raises(LetterLocked):
        STANDINGS[State.LOCKED].require(Step.NOTE, today=DAY, dispute_days=14)


def test_a_step_out_of_its_turn_is_refused() -> None:
    with pytest.raises(NotThisStep):
        STANDINGS[State.PUBLISHED].require(Step.LOCK, today=DAY, dispute_days=14)


@pytest.mark.parametrize(("received", "last"), [(None, 15), (date(2026, 12, 3), 17)])
def test_the_term_runs_from_its_receipt_and_else_from_the_publishing(received: date | None, last: int) -> None:
    standing = Standing(version=1, published_on=DAY, received_on=received)

    standing.require(Step.DISPUTE, today=date(2026, 12, last), dispute_days=14)
    with pytest.raises(TermOver):
        standing.require(Step.DISPUTE, today=date(2026, 12, last + 1), dispute_days=14)
    with pytest.raises(TermRuns):
        standing.require(Step.LOCK_ALONE, today=date(2026, 12, last), dispute_days=14)
    standing.require(Step.LOCK_ALONE, today=date(2026, 12, last + 1), dispute_days=14)
