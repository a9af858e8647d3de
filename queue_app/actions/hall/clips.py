"""A person's recording of one word: decoded for real, then trimmed and levelled as all clips are.

MP3 and WAV only: their length grows with their bytes, so that no small file unpacks into gigabytes.
"""

from __future__ import annotations

import array
import io
import wave

import miniaudio

from queue_app.domain.hall import sound
from queue_app.domain.log.errors import LongClip, SilentClip, UnreadableClip

LONGEST_S = 6.0  # of one clip; "silakan menuju" takes one second
LONGEST_RECORDING_S = 20.0  # with the silence around the word
BLOCK = 4096  # samples decoded at a time
FAULTS = (UnreadableClip, SilentClip, LongClip)


def made_of(data: bytes) -> list[float]:
    """The samples of a recording, trimmed and levelled.

    Raises UnreadableClip, SilentClip, LongClip.
    """
    samples = sound.trimmed(decoded(data))
    if sound.is_silent(samples):  # also one click alone, which the rise and the fall take away
        raise SilentClip
    if sound.seconds(samples) > LONGEST_S:
        raise LongClip(seconds=round(LONGEST_S))
    return sound.levelled(samples)


def decoded(data: bytes) -> list[float]:
    """The samples of an MP3 or a WAV. Raises UnreadableClip, LongClip."""
    if not (_is_wav(data) or _is_mp3(data)):
        raise UnreadableClip
    found = array.array("f")
    try:
        stream = miniaudio.stream_memory(
            data, output_format=miniaudio.SampleFormat.FLOAT32, nchannels=1, sample_rate=sound.RATE_HZ,
            frames_to_read=BLOCK,
        )  # fmt: skip
        for block in stream:
            found.extend(block)
            if len(found) > LONGEST_RECORDING_S * sound.RATE_HZ:
                raise LongClip(seconds=round(LONGEST_S))
    except miniaudio.MiniaudioError as exc:
        raise UnreadableClip from exc
    if not found:
        raise UnreadableClip
    return [max(-1.0, min(1.0, sample)) for sample in found]


def wav(samples: list[float]) -> bytes:
    """The samples as a WAV of 16 bits, which every browser plays and no program is needed to write."""
    written = io.BytesIO()
    with wave.open(written, "wb") as pcm:
        pcm.setparams((1, 2, sound.RATE_HZ, 0, "NONE", ""))
        pcm.writeframes(array.array("h", (round(sample * 32767) for sample in samples)).tobytes())
    return written.getvalue()


def _is_wav(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def _is_mp3(data: bytes) -> bool:
    """By its tag, or by the mark at the start of a frame of layer III."""
    return data[:3] == b"ID3" or (len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2)
