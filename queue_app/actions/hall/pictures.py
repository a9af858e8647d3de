"""An uploaded picture made fit for every screen: the right way up, no larger than 4K, without what a camera noted.

Televisions of 2019 know neither a camera's mark of what is up nor WebP, and have little memory; a place where a
photograph was taken is nobody's business. Of a moving picture the first one is kept: it could flash.
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

from PIL import Image

from queue_app.domain.log.errors import LargePicture, UnreadablePicture

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_DOTS = 50_000_000  # as the largest telephones take them; in memory four bytes each
LONGEST_SIDE = 32_000  # dots; a line of one dot costs more memory than the dot
LARGEST = 3840  # dots of the longer side
LOGO_LARGEST = 1200
QUALITY = 88  # of JPEG
ORIENTATION = 0x0112  # the camera's mark of what is up
# Not ImageOps.exif_transpose: that writes all marks anew, fails at a spoilt one, and copies what is up already.
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
# As Pillow tells of a broken file.
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, TypeError, struct.error)


def fitted(path: Path | io.BytesIO, *, largest: int = LARGEST) -> tuple[bytes, str]:
    """The picture in a file, no side longer than `largest` dots, and its suffix: PNG where it is drawn or see-through.

    Raises UnreadablePicture, LargePicture.
    """
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_DOTS or max(opened.size) > LONGEST_SIDE:
                raise LargePicture(most=MOST_DOTS // 1_000_000)
            is_photograph = opened.format == "JPEG" or (opened.format == "WEBP" and opened.mode == "RGB")
            opened.draft("RGB", (largest, largest))  # a JPEG is decoded no larger than needed
            turn = TURNS.get(opened.getexif().get(ORIENTATION, 1))
            opened.load()
            mode = "RGB" if is_photograph else "RGBA"
            picture: Image.Image = opened if opened.mode == mode else opened.convert(mode)  # no second one in memory
            picture.thumbnail((largest, largest))
    except UNREADABLE as exc:
        raise UnreadablePicture from exc
    picture = picture if turn is None else picture.transpose(turn)
    picture.info.clear()  # a camera's remark (JPEG's comment, a PNG's marks) would be written again
    written = io.BytesIO()
    if is_photograph:
        picture.save(written, "JPEG", quality=QUALITY)
        return written.getvalue(), ".jpg"
    picture.save(written, "PNG")
    return written.getvalue(), ".png"
