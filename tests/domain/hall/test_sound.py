"""Recordings become clips: nothing before and after the word, and all equally loud."""

from __future__ import annotations

import math

import pytest

from queue_app.domain.hall import sound
from tests.recordings import tone


def power(samples: list[float]) -> float:
    return math.sqrt(sum(sample * sample for sample in samples) / len(samples))


def test_silence_before_and_after_the_word_is_cut_off_but_for_a_margin() -> None:
    silence = [0.0] * sound.RATE_HZ

    trimmed = sound.trimmed([*silence, *tone(0.5), *silence])

    assert sound.seconds(trimmed) == pytest.approx(0.5 + 2 * sound.MARGIN_S, abs=0.002)


def test_a_quiet_word_and_a_loud_one_become_equally_loud() -> None:
    quiet, loud = (sound.levelled(tone(0.5, loudness=loudness)) for loudness in (0.02, 0.9))

    assert [power(quiet), power(loud)] == pytest.approx([sound.LOUDNESS] * 2)


def test_a_single_knock_is_raised_no_further_than_the_peak_allows() -> None:
    knock = [0.0] * 1000 + [0.5] + [0.0] * 1000

    assert sound.peak(sound.levelled(knock)) == pytest.approx(sound.PEAK)


@pytest.mark.parametrize("samples", [[], [0.0] * 100, [0.003, -0.003] * 100])
def test_what_nobody_spoke_into_has_nothing_left(samples: list[float]) -> None:
    assert sound.trimmed(samples) == []


def test_a_clip_begins_and_ends_without_a_click() -> None:
    faded = sound.faded([1.0] * 1000, 0.01)

    assert [faded[0], faded[500], faded[-1]] == [0.0, 1.0, 0.0]
