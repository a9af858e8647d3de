"""What an uploaded file is by its first bytes, whatever its name says. Pure."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = 64  # bytes that tell
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a")
# Brands of the ISO base media format whose files browsers play as MP4. QuickTime ("qt  ") and pictures ("heic",
# "avif") are of the same family and are not among them.
MP4_BRANDS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"MSNV", b"dash")


@dataclass(frozen=True, slots=True)
class FileType:
    kind: str  # "picture" or "video"
    suffix: str  # of the file as it is kept; "": a picture is written anew


PICTURE = FileType("picture", "")
MP4 = FileType("video", ".mp4")
WEBM = FileType("video", ".webm")
MIMETYPES: dict[str, str] = {  # by the suffix of a kept file
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".wav": "audio/wav",
}


def file_type(head: bytes) -> FileType | None:
    """What the first HEAD bytes say; None where it is nothing that displays show."""
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return PICTURE
    if head[4:8] == b"ftyp" and head[8:12] in MP4_BRANDS:
        return MP4
    if head[:4] == b"\x1aE\xdf\xa3" and b"webm" in head[:HEAD]:
        return WEBM
    return None
