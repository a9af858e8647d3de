"""What is refused of a press that comes again. As in errors: a class docstring's first line is the message."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class PressOver(QueueError):
    """That number is of another day and is over. Please take a new one."""

    code = "press_over"
