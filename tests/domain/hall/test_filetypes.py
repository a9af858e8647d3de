"""An upload is what its first bytes say, whatever its name claims."""

from __future__ import annotations

import pytest

from queue_app.domain.hall.filetypes import MP4, PICTURE, WEBM, FileType, file_type
from tests import recordings


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (recordings.picture(kind="PNG"), PICTURE),
        (recordings.picture(kind="JPEG"), PICTURE),
        (recordings.picture(kind="GIF"), PICTURE),
        (recordings.picture(kind="WEBP"), PICTURE),
        (recordings.MP4, MP4),
        (recordings.WEBM, WEBM),
        (b"\x00\x00\x00\x14ftypqt  \x20\x05\x03\x00", None),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", None),
        (b"\x1aE\xdf\xa3\x93B\x82\x88matroska", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>", None),
        (b"<!doctype html><script>", None),
        (b"%PDF-1.7", None),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", None),
        (b"", None),
    ],
)
def test_only_what_displays_can_show_is_known(head: bytes, found: FileType | None) -> None:
    assert file_type(head) is found
