"""A picture file such as an office uploads."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


def logo(width: int, height: int) -> bytes:
    """A dark disc on nothing, in colour."""
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, width - 1, height - 1), fill=(20, 60, 120, 255))
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
