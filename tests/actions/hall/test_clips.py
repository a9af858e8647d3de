"""A recording is decoded for real before anything is replaced by it."""

from __future__ import annotations

import io
import wave

import miniaudio
import pytest

from queue_app.actions.hall import clips
from queue_app.domain.hall import sound
from queue_app.domain.log.errors import LongClip, SilentClip, UnreadableClip
from queue_app.store.hall import voice
from tests.recordings import wav

CLICK = clips.wav([0.9] + [0.0] * 300)  # the rise at the start takes it away
MP3 = (voice.VOICES / "id" / "satu.mp3").read_bytes()


def test_a_wav_becomes_a_trimmed_clip() -> None:
    samples = clips.made_of(wav(0.5, silence_s=1))

    assert sound.seconds(samples) == pytest.approx(0.5 + 2 * sound.MARGIN_S, abs=0.002)


def test_an_mp3_becomes_a_clip_of_its_word() -> None:
    whole = miniaudio.mp3_get_info(MP3).duration

    assert 0.7 * whole < sound.seconds(clips.made_of(MP3)) <= whole


def test_a_stereo_wav_of_another_rate_is_heard_at_its_own_speed() -> None:
    frames = miniaudio.convert_frames(
        miniaudio.SampleFormat.SIGNED16, 1, sound.RATE_HZ, wav(1.0)[44:], miniaudio.SampleFormat.SIGNED16, 2, 48000
    )
    made = miniaudio.DecodedSoundFile("", 2, 48000, miniaudio.SampleFormat.SIGNED16, memoryview(frames).cast("h"))

    assert sound.seconds(clips.made_of(_wav_file(made))) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", UnreadableClip),
        (b"not a sound at all", UnreadableClip),
        (b"RIFF\x24\x00\x00\x00WAVE", UnreadableClip),
        (b"ID3" + b"\x00" * 500, UnreadableClip),
        (b"\xff\xfb" + b"\x00" * 500, UnreadableClip),
        (wav(0.5)[:40], UnreadableClip),
        (b"fLaC" + b"\x00" * 500, UnreadableClip),
        (wav(1.0, loudness=0.0), SilentClip),
        (wav(1.0, loudness=0.002), SilentClip),
        (CLICK, SilentClip),
        (wav(7.0), LongClip),
        (wav(0.2, silence_s=11), LongClip),
    ],
)
def test_what_is_no_clip_is_refused_with_its_reason(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        clips.made_of(data)


def test_a_header_that_claims_hours_of_sound_is_not_believed() -> None:
    liar = bytearray(wav(0.5))
    liar[40:44] = b"\xff\xff\xff\x7f"

    assert sound.seconds(clips.made_of(bytes(liar))) == pytest.approx(0.5, abs=0.03)


def _wav_file(decoded: miniaudio.DecodedSoundFile) -> bytes:
    written = io.BytesIO()
    with wave.open(written, "wb") as pcm:
        pcm.setparams((decoded.nchannels, 2, decoded.sample_rate, 0, "NONE", ""))
        pcm.writeframes(bytes(decoded.samples))
    return written.getvalue()
