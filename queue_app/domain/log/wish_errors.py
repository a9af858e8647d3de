"""Refusals of what a citizen wishes on the own page."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class WishNotOffered(QueueError):
    """This cannot be chosen for number {number} now. Please speak to an officer."""

    code = "wish_not_offered"


class NobodyBehind(QueueError):
    """Nobody waits behind number {number} whom it could let pass."""

    code = "nobody_behind"
