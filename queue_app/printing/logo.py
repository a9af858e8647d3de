"""An office's logo as a thermal head prints it: black and white dots, no larger than its place on the paper."""

from __future__ import annotations

import io
import logging
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

logger = logging.getLogger(__name__)
UNREADABLE = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


def opened(file: bytes) -> Image.Image:
    return Image.open(io.BytesIO(file))


@lru_cache(maxsize=8)  # the same few for every ticket of the day
def printable(file: bytes, side_dots: int) -> bytes | None:
    """The picture file as a PNG of one bit a dot, within a square of that side; None for what is no picture.

    A ticket without its logo is worth more than no ticket, so an unreadable file is only logged.
    """
    try:
        picture = opened(file).convert("RGBA")
    except UNREADABLE as exc:
        logger.warning("the logo cannot be read, tickets go without it: %s", exc)
        return None
    paper = Image.new("RGBA", picture.size, "white")
    paper.alpha_composite(picture)
    scale = side_dots / max(paper.size)
    size = max(1, round(paper.width * scale)), max(1, round(paper.height * scale))
    made = io.BytesIO()
    scaled(paper, size).save(made, "PNG")
    return made.getvalue()


def scaled(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture in black and white dots. size: across and down."""
    return picture.convert("L").resize(size, Image.Resampling.LANCZOS).convert("1")
