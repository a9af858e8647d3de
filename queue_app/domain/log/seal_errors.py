"""What becomes of data that was kept closed."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class SealBroken(QueueError):
    """What was kept closed cannot be opened here: it was closed under another seal file, or changed since."""

    code = "seal_broken"
