"""Uploads as people send them: recordings, pictures, and the beginning of a video."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image

from queue_app.actions import recording
from queue_app.domain.sound import RATE_HZ

MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2mp41"
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04"


def tone(seconds: float, *, loudness: float = 0.5) -> list[float]:
    """Samples of a plain tone."""
    return [loudness * math.sin(index * 0.2) for index in range(int(seconds * RATE_HZ))]


def wav(seconds: float = 0.5, *, loudness: float = 0.5, silence_s: float = 0.1) -> bytes:
    """A recording with silence before and after its tone."""
    silence = [0.0] * int(silence_s * RATE_HZ)
    return recording.wav([*silence, *tone(seconds, loudness=loudness), *silence])


def picture(*, size: tuple[int, int] = (64, 36), kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    """A picture of one colour, half see-through where the mode can say so."""
    written = io.BytesIO()
    Image.new(mode, size, "#00808080" if mode == "RGBA" else "teal").save(written, kind, **more)
    return written.getvalue()


def reader(content: bytes) -> Callable[[int], bytes]:
    """The content as an upload is read."""
    return io.BytesIO(content).read
