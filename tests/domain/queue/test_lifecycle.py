"""Every pair of state and action, legal or not, against a table written by hand."""

from __future__ import annotations

import pytest

from queue_app.domain.log.errors import IllegalTransition
from queue_app.domain.queue.lifecycle import AT_COUNTER, ENDED, OPEN, TRANSITIONS, Action, State, after

TABLE = """
state       call   recall start   hold resume  transfer    finish   no_show restore set_aside come_back cancel    expire  record_served record_left
waiting     called -      -       -    -       -           -        -       -       waiting   waiting   cancelled expired finished      cancelled
called      -      called serving -    -       transferred -        no_show -       -         -         cancelled -       -             -
serving     -      -      -       held -       transferred finished -       -       -         -         -         -       -             -
held        -      -      -       -    serving -           -        -       -       -         -         cancelled expired -             -
finished    -      -      -       -    -       -           -        -       -       -         -         -         -       -             -
transferred -      -      -       -    -       -           -        -       -       -         -         -         -       -             -
no_show     -      -      -       -    -       -           -        -       waiting -         -         -         -       -             -
cancelled   -      -      -       -    -       -           -        -       -       -         -         -         -       -             -
expired     -      -      -       -    -       -           -        -       -       -         -         -         -       -             -
"""  # noqa: E501
_HEAD, *_LINES = (line.split() for line in TABLE.strip().splitlines())
PAIRS = [
    pytest.param(State(state), Action(action), cell, id=f"{state}-{action}")
    for state, *cells in _LINES
    for action, cell in zip(_HEAD[1:], cells, strict=True)
]


def test_the_table_speaks_of_every_state_and_every_action() -> None:
    assert [line[0] for line in _LINES] == [state.value for state in State]
    assert _HEAD[1:] == [action.value for action in Action]


@pytest.mark.parametrize(("state", "action", "expected"), PAIRS)
def test_every_pair_leads_where_the_table_says_or_is_refused(state: State, action: Action, expected: str) -> None:
    if expected == "-":
        with pytest.raises(IllegalTransition):
            after(state, action)
    else:
        assert after(state, action) is State(expected)


def test_a_refusal_tells_the_ticket_its_state_and_what_was_asked() -> None:
    with pytest.raises(IllegalTransition) as refusal:
        after(State.FINISHED, Action.CALL, number="A001")

    assert refusal.value.data == {"number": "A001", "state": "finished", "action": "call"}


def test_every_state_is_either_open_or_ended() -> None:
    assert frozenset(State) == OPEN | ENDED
    assert frozenset() == OPEN & ENDED
    assert frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD}) == OPEN


def test_a_counter_is_taken_by_who_is_called_or_served() -> None:
    assert frozenset({State.CALLED, State.SERVING}) == AT_COUNTER


def test_only_a_no_show_comes_back_from_the_end() -> None:
    assert {state for state, _action in TRANSITIONS} & ENDED == {State.NO_SHOW}
