"""What may follow what: every pair of a state and a verb."""

from __future__ import annotations

import pytest

from queue_app.domain.citizen.complaints.states import (
    BY_CLOCK,
    BY_HANDLER,
    BY_SENDER,
    OPEN,
    OVER,
    STANDING,
    State,
    Verb,
    after,
    offered,
)
from queue_app.domain.log.complaint_errors import ComplaintStands

TABLE = """
             accept   ask        complete assign  answer   close  withdraw  lapse     reject   forward   reopen
received     verified incomplete -        -       -        -      withdrawn -         rejected forwarded -
incomplete   verified -          received -       -        -      withdrawn withdrawn rejected -         -
verified     -        -          -        handled -        -      withdrawn -         rejected forwarded -
handled      -        -          -        handled answered -      withdrawn -         rejected forwarded -
answered     -        -          -        -       -        closed -         -         -        -         handled
closed       -        -          -        -       -        -      -         -         -        -         handled
withdrawn    -        -          -        -       -        -      -         -         -        -         -
rejected     -        -          -        -       -        -      -         -         -        -         -
forwarded    -        -          -        -       -        -      -         -         -        -         -
"""
_HEAD, *_LINES = (line.split() for line in TABLE.strip().splitlines())
CASES = [
    pytest.param(State(state), Verb(verb), cell, id=f"{state}-{verb}")
    for state, *cells in _LINES
    for verb, cell in zip(_HEAD, cells, strict=True)
]


def test_the_table_speaks_of_every_state_and_every_verb_that_changes_one() -> None:
    assert [State(state) for state, *_cells in _LINES] == list(State)
    assert {Verb(verb) for verb in _HEAD} == set(Verb) - {Verb.LODGE, Verb.OPEN_IDENTITY, Verb.NOTE}


@pytest.mark.parametrize(("state", "verb", "expected"), CASES)
def test_each_verb_leads_where_the_table_says_or_is_refused(state: State, verb: Verb, expected: str) -> None:
    if expected == "-":
        with pytest.raises(ComplaintStands):
            after(state, verb)
    else:
        assert after(state, verb) == State(expected)


@pytest.mark.parametrize("state", State)
def test_a_note_and_a_look_at_the_name_change_nothing(state: State) -> None:
    assert [after(state, verb) for verb in (Verb.NOTE, Verb.OPEN_IDENTITY)] == [state, state]


def test_every_verb_is_somebodys_and_every_state_stands_or_is_over() -> None:
    assert sorted([*BY_SENDER, *BY_HANDLER, *BY_CLOCK]) == sorted(Verb)
    assert sorted([*OPEN, State.ANSWERED]) == sorted(STANDING)
    assert sorted([*STANDING, *OVER]) == sorted(State)


def test_who_handles_a_new_one_may_accept_ask_reject_and_forward() -> None:
    may = (Verb.ACCEPT, Verb.ASK, Verb.REJECT, Verb.FORWARD, Verb.OPEN_IDENTITY, Verb.NOTE)

    assert offered(State.RECEIVED) == may
