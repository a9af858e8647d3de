"""Refusals of a file of visits that another system wrote."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class FaultyVisits(QueueError):
    """The file has faults ({count}); nothing was imported."""

    code = "faulty_visits"


class OtherZone(QueueError):
    """The clocks of {office} are those of {zone}, not of {asked}. Nothing was imported."""

    code = "other_zone"


class OfficeServes(QueueError):
    """{visits} visits hold everybody up for seconds, and counters are open. Come back after hours, or add --now."""

    code = "office_serves"
