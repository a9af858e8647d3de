"""The life of a complaint: one table tells what may follow what, and who may do it."""

from __future__ import annotations

from enum import StrEnum

from queue_app.domain.log.complaint_errors import ComplaintStands


class State(StrEnum):
    RECEIVED = "received"
    INCOMPLETE = "incomplete"  # verified: something is missing, and the sender was asked for it
    VERIFIED = "verified"  # complete; nobody handles it yet
    HANDLED = "handled"  # a person has it
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"  # by the sender, or because what was asked for never came
    REJECTED = "rejected"  # with a reason
    FORWARDED = "forwarded"  # to SP4N-LAPOR!, where it goes on


NAMES: dict[str, str] = {  # msgids
    State.RECEIVED: "Received",
    State.INCOMPLETE: "Something is missing",
    State.VERIFIED: "Complete",
    State.HANDLED: "Being handled",
    State.ANSWERED: "Answered",
    State.CLOSED: "Settled",
    State.WITHDRAWN: "Withdrawn",
    State.REJECTED: "Not taken up",
    State.FORWARDED: "Handed on to SP4N-LAPOR!",
}


class Verb(StrEnum):
    LODGE = "lodge"
    ACCEPT = "accept"  # it is complete
    ASK = "ask"  # what is missing
    COMPLETE = "complete"  # the sender sent what was missing
    ASSIGN = "assign"
    ANSWER = "answer"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    LAPSE = "lapse"  # what was asked for did not come within its days
    REJECT = "reject"
    FORWARD = "forward"
    REOPEN = "reopen"
    OPEN_IDENTITY = "open_identity"  # changes no state
    NOTE = "note"  # for the house only; changes no state


OPEN = (State.RECEIVED, State.INCOMPLETE, State.VERIFIED, State.HANDLED)
STANDING = (*OPEN, State.ANSWERED)
OVER = tuple(each for each in State if each not in STANDING)
TRANSITIONS: dict[tuple[State, Verb], State] = {
    (State.RECEIVED, Verb.ACCEPT): State.VERIFIED,
    (State.RECEIVED, Verb.ASK): State.INCOMPLETE,
    (State.INCOMPLETE, Verb.COMPLETE): State.RECEIVED,
    (State.INCOMPLETE, Verb.ACCEPT): State.VERIFIED,
    (State.INCOMPLETE, Verb.LAPSE): State.WITHDRAWN,
    (State.VERIFIED, Verb.ASSIGN): State.HANDLED,
    (State.HANDLED, Verb.ASSIGN): State.HANDLED,
    (State.HANDLED, Verb.ANSWER): State.ANSWERED,
    (State.ANSWERED, Verb.CLOSE): State.CLOSED,
    (State.ANSWERED, Verb.REOPEN): State.HANDLED,
    (State.CLOSED, Verb.REOPEN): State.HANDLED,
    **{(state, Verb.WITHDRAW): State.WITHDRAWN for state in OPEN},
    **{(state, Verb.REJECT): State.REJECTED for state in OPEN},
    **{(state, Verb.FORWARD): State.FORWARDED for state in (State.RECEIVED, State.VERIFIED, State.HANDLED)},
    **{(state, verb): state for state in State for verb in (Verb.OPEN_IDENTITY, Verb.NOTE)},
}
BY_SENDER = frozenset({Verb.LODGE, Verb.COMPLETE, Verb.WITHDRAW, Verb.REOPEN})
ENDS = frozenset({Verb.WITHDRAW, Verb.CLOSE})  # of what a code can do
BY_CLOCK = frozenset({Verb.LAPSE, Verb.CLOSE})
BY_HANDLER = frozenset(Verb) - BY_SENDER - BY_CLOCK


def after(state: State, verb: Verb) -> State:
    """The state that follows. Raises ComplaintStands where the verb is not to be had there."""
    try:
        return TRANSITIONS[state, verb]
    except KeyError:
        raise ComplaintStands(state=state) from None


def offered(state: State) -> tuple[Verb, ...]:
    """What who handles it can do now, in the order of the buttons."""
    return tuple(verb for verb in Verb if verb in BY_HANDLER and (state, verb) in TRANSITIONS)
