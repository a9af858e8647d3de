"""What is refused of a press that comes again, and of a paper that nobody knows.

As in errors: a class docstring's first line is the message.
"""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class PressOver(QueueError):
    """That number is of another day and is over. Please take a new one."""

    code = "press_over"


class TicketUnknown(QueueError):
    """The office's records do not hold this number. Please keep the paper and show it to the staff."""

    code = "ticket_unknown"
