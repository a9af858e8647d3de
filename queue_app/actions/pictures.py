"""An uploaded picture made fit for every screen: the right way up, no larger than 4K, without what a camera noted.

Televisions of 2019 know neither a camera's mark of what is up nor WebP, and have little memory; a place where a
photograph was taken is nobody's business. Of a moving picture the first one is kept: it could flash.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageOps

from queue_app.domain.errors import LargePicture, UnreadablePicture

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
MOST_DOTS = 50_000_000  # as the largest telephones take them; in memory four bytes each
LARGEST = 3840  # dots of the longer side
LOGO_LARGEST = 1200
QUALITY = 88  # of JPEG


def fitted(path: Path, *, largest: int = LARGEST) -> tuple[bytes, str]:
    """The picture in a file, no side longer than `largest` dots, and its suffix: PNG where it is drawn or see-through.

    Raises UnreadablePicture, LargePicture.
    """
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_DOTS:
                raise LargePicture(most=MOST_DOTS // 1_000_000)
            is_photograph = opened.format == "JPEG" or (opened.format == "WEBP" and opened.mode == "RGB")
            opened.draft("RGB", (largest, largest))  # a JPEG is decoded no larger than needed
            picture = ImageOps.exif_transpose(opened).convert("RGB" if is_photograph else "RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as exc:  # as Pillow tells of a broken file
        raise UnreadablePicture from exc
    picture.thumbnail((largest, largest))
    written = io.BytesIO()
    if is_photograph:
        picture.save(written, "JPEG", quality=QUALITY)
        return written.getvalue(), ".jpg"
    picture.save(written, "PNG")
    return written.getvalue(), ".png"
