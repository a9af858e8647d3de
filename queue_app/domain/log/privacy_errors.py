"""Refusals of the register of privacy."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class BreachNotTold(QueueError):
    """A breach is closed once the people and the authority were told in writing (UU 27/2022 Ps 46)."""

    code = "breach_not_told"
