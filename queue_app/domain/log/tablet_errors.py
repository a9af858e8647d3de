"""Refusals at the survey's tablet and at the kiosk's survey."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class NoSuchVisit(QueueError):
    """No visit of today with number {number} is finished. Please look at your ticket, or ask an officer."""

    code = "no_such_visit"


class WhichLetter(QueueError):
    """Several tickets have this number today. Please type the letter, too: {choices}."""

    code = "which_letter"


class QuestionGone(QueueError):
    """Too much time has passed. Please begin again."""

    code = "question_gone"
