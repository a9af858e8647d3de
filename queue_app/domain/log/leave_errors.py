"""Refusals of a request for leave, and of its decision."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class LeaveOverlaps(QueueError):
    """You have already asked for a part of this time. Withdraw that request first."""

    code = "leave_overlaps"


class TooMuchAsked(QueueError):
    """{most} of your requests wait for a decision. Please wait for one of them."""

    code = "too_much_asked"


class OwnLeave(QueueError):
    """Nobody decides about the own leave. Another supervisor or the head of the unit does."""

    code = "own_leave"


class NotYourDecision(QueueError):
    """This request is not yours to decide."""

    code = "not_your_decision"


class LeaveDecided(QueueError):
    """This request no longer waits: it was decided or withdrawn. Please look again."""

    code = "leave_decided"
