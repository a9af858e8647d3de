"""The life of a leg: one stretch of a visit at one service. The only place that knows what may follow what."""

from __future__ import annotations

from enum import StrEnum

from queue_app.domain.log.errors import IllegalTransition


class State(StrEnum):
    WAITING = "waiting"  # in the queue
    CALLED = "called"  # announced at a counter, not yet there
    SERVING = "serving"  # at the counter
    HELD = "held"  # sent away for a while; the counter is free for others
    FINISHED = "finished"  # served
    TRANSFERRED = "transferred"  # ended here, goes on in the next leg
    NO_SHOW = "no_show"  # called and did not come
    CANCELLED = "cancelled"  # given up by the citizen or the office
    EXPIRED = "expired"  # the day ended first


class Action(StrEnum):
    CALL = "call"
    RECALL = "recall"
    START = "start"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    FINISH = "finish"
    NO_SHOW = "no_show"
    RESTORE = "restore"
    SET_ASIDE = "set_aside"  # the citizen's own wish: to be called later
    COME_BACK = "come_back"  # and is there before that
    CANCEL = "cancel"
    EXPIRE = "expire"
    RECORD_SERVED = "record_served"  # entered from paper once the day was over: nobody knows when, where and by whom
    RECORD_LEFT = "record_left"


TRANSITIONS: dict[tuple[State, Action], State] = {
    (State.WAITING, Action.CALL): State.CALLED,
    (State.WAITING, Action.SET_ASIDE): State.WAITING,
    (State.WAITING, Action.COME_BACK): State.WAITING,
    (State.WAITING, Action.CANCEL): State.CANCELLED,
    (State.WAITING, Action.EXPIRE): State.EXPIRED,
    (State.WAITING, Action.RECORD_SERVED): State.FINISHED,
    (State.WAITING, Action.RECORD_LEFT): State.CANCELLED,
    (State.CALLED, Action.RECALL): State.CALLED,
    (State.CALLED, Action.START): State.SERVING,
    (State.CALLED, Action.TRANSFER): State.TRANSFERRED,
    (State.CALLED, Action.NO_SHOW): State.NO_SHOW,
    (State.CALLED, Action.CANCEL): State.CANCELLED,
    (State.SERVING, Action.HOLD): State.HELD,
    (State.SERVING, Action.TRANSFER): State.TRANSFERRED,
    (State.SERVING, Action.FINISH): State.FINISHED,
    (State.HELD, Action.RESUME): State.SERVING,
    (State.HELD, Action.CANCEL): State.CANCELLED,
    (State.HELD, Action.EXPIRE): State.EXPIRED,
    (State.NO_SHOW, Action.RESTORE): State.WAITING,
}

AT_COUNTER = frozenset({State.CALLED, State.SERVING})
OPEN = frozenset({State.WAITING, State.CALLED, State.SERVING, State.HELD})
ENDED = frozenset(State) - OPEN


def after(state: State, action: Action, *, number: str = "") -> State:
    """The state that follows `action`. Raises IllegalTransition when the pair is not in the table."""
    try:
        return TRANSITIONS[state, action]
    except KeyError as exc:
        raise IllegalTransition(number=number, state=state.value, action=action.value) from exc
