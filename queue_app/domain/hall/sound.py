"""Recorded words as the voice needs them: mono samples from -1 to 1, cut free of silence, all equally loud. Pure.

Clips are put together into sentences, so that a pause or a louder word in one of them would be heard in each call.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

RATE_HZ = 22050
LOUDNESS = 0.14  # root mean square of a clip, of full scale
PEAK = 0.89
SILENCE = 0.012  # of the clip's own peak
NOTHING = 0.004  # of full scale: the hiss of a microphone that nobody spoke into
MARGIN_S = 0.012
RISE_S = 0.003


def peak(samples: Sequence[float]) -> float:
    """The largest distance of a sample from silence."""
    return max(map(abs, samples), default=0.0)


def is_silent(samples: Sequence[float]) -> bool:
    """Whether nothing can be heard in the samples."""
    return peak(samples) < NOTHING


def trimmed(samples: Sequence[float]) -> list[float]:
    """The samples without the silence at both ends; none where all of it is silent."""
    if is_silent(samples):
        return []
    floor = SILENCE * peak(samples)
    first = next(index for index, sample in enumerate(samples) if abs(sample) > floor)
    last = next(index for index in range(len(samples) - 1, -1, -1) if abs(samples[index]) > floor)
    margin = int(MARGIN_S * RATE_HZ)
    return faded(samples[max(first - margin, 0) : last + margin], MARGIN_S)


def faded(samples: Sequence[float], fade_s: float) -> list[float]:
    """The samples with a short rise of 3 ms and a fall of fade_s, so that no edge clicks."""
    rise, fall = max(int(RISE_S * RATE_HZ), 1), max(int(fade_s * RATE_HZ), 1)
    last = len(samples) - 1
    return [sample * min(index / rise, (last - index) / fall, 1) for index, sample in enumerate(samples)]


def levelled(samples: Sequence[float]) -> list[float]:
    """The samples at the loudness of all clips, or as near to it as the peak allows. Not for silence."""
    power = math.sqrt(sum(sample * sample for sample in samples) / len(samples))
    gain = min(LOUDNESS / power, PEAK / peak(samples))
    return [sample * gain for sample in samples]


def seconds(samples: Sequence[float]) -> float:
    """How long the samples sound."""
    return len(samples) / RATE_HZ
