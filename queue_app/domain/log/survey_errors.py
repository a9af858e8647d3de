"""Refusals of the survey."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class AlreadyAnswered(QueueError):
    """The survey of this visit has been filled in already. Thank you."""

    code = "already_answered"


class SurveyOver(QueueError):
    """The survey of this visit is closed."""

    code = "survey_over"


class NotServed(QueueError):
    """The survey can be filled in once your visit is finished."""

    code = "not_served"


class FileTakenBefore(QueueError):
    """This file has been taken in already. Nothing was added."""

    code = "file_taken_before"


class OwnWork(QueueError):
    """Forms about your own work must be entered by somebody else."""

    code = "own_work"
