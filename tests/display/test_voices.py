"""The shipped voices: every language has one, equally loud, small, and free to use."""

from __future__ import annotations

import math
import tomllib

import miniaudio
import pytest

from queue_app.actions.hall.clips import decoded
from queue_app.domain.hall.sound import LOUDNESS
from queue_app.domain.hall.speech import CHIME, CLIPS, REGIONAL
from queue_app.store.hall import voice

LANGUAGES = ("en", "id")


def bytes_of(lang: str) -> dict[str, bytes]:
    """Clip name -> MP3."""
    return {path.stem: path.read_bytes() for path in (voice.VOICES / lang).glob("*.mp3")}


def power(mp3: bytes) -> float:
    samples = decoded(mp3)
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def test_every_language_that_is_spoken_has_a_voice() -> None:
    assert [*voice.languages()] == sorted(CLIPS) == sorted([*LANGUAGES, *REGIONAL])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_server_finds_every_clip_as_long_as_the_pack_says(lang: str) -> None:
    heard = {name: round(miniaudio.mp3_get_info(mp3).duration, 3) for name, mp3 in bytes_of(lang).items()}

    assert heard == {name: clip.seconds for name, clip in voice.shipped(lang).items()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_is_about_equally_loud(lang: str) -> None:
    powers = {name: power(mp3) for name, mp3 in bytes_of(lang).items() if name != CHIME}

    assert {name for name, each in powers.items() if not 0.65 * LOUDNESS < each < 1.1 * LOUDNESS} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_voice_is_small_enough_for_a_slow_network(lang: str) -> None:
    assert sum(map(len, bytes_of(lang).values())) < 200_000


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pack_says_under_which_licence_it_may_be_used(lang: str) -> None:
    told = tomllib.loads((voice.VOICES / lang / "pack.toml").read_text(encoding="utf-8"))

    assert "may be used and copied freely" in told["licence"].replace("\n", " ")
