"""Refusals of what a citizen sends along."""

from __future__ import annotations

from queue_app.domain.log.errors import QueueError


class FileIsNoPicture(QueueError):
    """This file is no picture. Please send a photograph or a screenshot (JPEG, PNG or WebP)."""

    code = "file_is_no_picture"


class FileIsHeic(QueueError):
    """This picture is HEIC, which cannot be read here. Please send a screenshot of it."""

    code = "file_is_heic"


class FileIsPdf(QueueError):
    """A PDF may hold the name of who made it, so it is not taken here. Please send a photograph of the page."""

    code = "file_is_pdf"


class TooManyFiles(QueueError):
    """At most {most} pictures can be sent along."""

    code = "too_many_files"
