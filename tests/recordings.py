"""Uploads as people send them: recordings, pictures, and videos without their pictures."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Callable

from PIL import Image

from queue_app.actions.hall import clips
from queue_app.domain.hall.sound import RATE_HZ


def box(kind: bytes, *content: bytes) -> bytes:
    """A box of an MP4."""
    return struct.pack(">I", 8 + sum(map(len, content))) + kind + b"".join(content)


def element(mark: bytes, *content: bytes) -> bytes:
    """An element of a WebM."""
    return mark + struct.pack(">Q", 1 << 56 | sum(map(len, content))) + b"".join(content)


def track(codec: bytes, *, profile: int = 100, handler: bytes = b"vide") -> bytes:
    """The tables of one track of an MP4."""
    entry = box(codec, bytes(78), box(b"avcC", bytes([1, profile, 0, 30])))
    table = box(b"minf", box(b"stbl", box(b"stsd", bytes(7), b"\x01", entry)))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), handler, bytes(13)), table))


def mp4(*tracks: bytes) -> bytes:
    """The tables of a video. Whatever comes after them is its pictures."""
    return FTYP + box(b"moov", *tracks) + b"\x00\x00\x00\x00mdat"


def webm(codec: bytes = b"V_VP9") -> bytes:
    """As `mp4`: a recording in the making, whose end nobody has told yet."""
    pictures = element(b"\xae", element(b"\x83", b"\x01"), element(b"\x86", codec))
    head = element(b"\x1aE\xdf\xa3", element(b"B\x82", b"webm"))
    return head + b"\x18S\x80g" + ENDLESS + element(b"\x16T\xaek", pictures) + b"\x1fC\xb6u" + ENDLESS


ENDLESS = b"\x01" + b"\xff" * 7
FTYP = box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41")
MP4 = mp4(track(b"avc1"))
WEBM = webm()


def tone(seconds: float, *, loudness: float = 0.5) -> list[float]:
    """Samples of a plain tone."""
    return [loudness * math.sin(index * 0.2) for index in range(int(seconds * RATE_HZ))]


def wav(seconds: float = 0.5, *, loudness: float = 0.5, silence_s: float = 0.1) -> bytes:
    """A recording with silence before and after its tone."""
    silence = [0.0] * int(silence_s * RATE_HZ)
    return clips.wav([*silence, *tone(seconds, loudness=loudness), *silence])


def picture(*, size: tuple[int, int] = (64, 36), kind: str = "PNG", mode: str = "RGB", **more: object) -> bytes:
    """A picture of one colour, half see-through where the mode can say so."""
    written = io.BytesIO()
    Image.new(mode, size, "#00808080" if mode == "RGBA" else "teal").save(written, kind, **more)
    return written.getvalue()


def reader(content: bytes) -> Callable[[int], bytes]:
    """The content as an upload is read."""
    return io.BytesIO(content).read
