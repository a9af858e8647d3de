"""Files that the administrator of the recorded office uploads."""

from __future__ import annotations

import io
import math
import struct
import wave
from pathlib import Path

from PIL import Image

RATE_HZ = 22050


def picture(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, "PNG")
    return written.getvalue()


def tone() -> bytes:
    """Half a second."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        samples = (int(16000 * math.sin(index * 0.2)) for index in range(RATE_HZ // 2))
        file.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    return written.getvalue()


def film() -> bytes:
    return (Path(__file__).parents[1] / "films" / "h264.mp4").read_bytes()
