"""Refusals around complaints. They say the same of what there is not and of what is not for the eyes of who asks."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class ComplaintStands(QueueError):
    """This cannot be done now: the complaint stands elsewhere already."""

    code = "complaint_stands"


class ReopenedOnce(QueueError):
    """This complaint was opened again once already. Please lodge a new one."""

    code = "reopened_once"


class ReopenOver(QueueError):
    """The days in which this complaint could be opened again have passed. Please lodge a new one."""

    code = "reopen_over"
