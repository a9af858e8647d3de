"""What may be sent along with a complaint: pictures, known by their content, whatever their name says.

Of PDF nothing is taken: who made it, where and with what stands in it in more places than can be emptied for sure.
"""

from __future__ import annotations

from queue_app.domain.log.errors import LargeFile, QueueError
from queue_app.domain.log.voice_errors import FileIsHeic, FileIsNoPicture, FileIsPdf

MOST = 3
LARGEST_MB = 8
MB = 1_000_000
HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis")
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def check(content: bytes) -> None:
    """Whether it may be tried as a picture. Raises LargeFile, FileIsHeic, FileIsPdf, FileIsNoPicture."""
    if len(content) > LARGEST_MB * MB:
        raise LargeFile(limit=LARGEST_MB)
    if refusal := _refusal(content[:1024]):
        raise refusal


def _refusal(head: bytes) -> QueueError | None:
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return None
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return FileIsHeic()
    return FileIsPdf() if b"%PDF-" in head else FileIsNoPicture()
