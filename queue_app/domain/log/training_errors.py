"""Refusals of trainings: they are few at once, and none lasts."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class TrainingsFull(QueueError):
    """{most} trainings are being held already. Please try again when one of them has ended."""

    code = "trainings_full"


class TrainingOver(QueueError):
    """This training has ended, and nothing of it was kept."""

    code = "training_over"
