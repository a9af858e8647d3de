"""Why a period of the survey is not published."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class NotPublishable(QueueError):
    """The period cannot be published: {why}"""  # noqa: D400 - ends with the data

    code = "not_publishable"
