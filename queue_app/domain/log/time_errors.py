"""Refusals of what is said about times."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class NoSuchDoubt(QueueError):
    """The time of ticket {number} is no longer doubted for this reason."""

    code = "no_such_doubt"
