"""Refusals about a database's schema, and about going back to an older version."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class NewerSchema(QueueError):
    """The database is of a newer version ({found}; this program knows {known}). Nothing was changed."""

    code = "newer_schema"


class UnknownRelease(QueueError):
    """This program cannot go back to {version}. It knows the way to: {known}."""

    code = "unknown_release"


class WouldLose(QueueError):
    """Nothing was changed, for {version} has no place for: {what}. To let that go, add --lose {names}"""  # noqa: D400

    code = "would_lose"


class NotGoneBack(QueueError):
    """Nothing was changed. What stands in the database is not allowed in {version}: {reason}"""  # noqa: D400 - data

    code = "not_gone_back"
