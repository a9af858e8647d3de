"""What citizens' answers to U6 and U7 say of each officer, beside what they say of the others at the same services.

A mean of the answers with its interval, never alone a judgement: how many were given where the officer stood is told
with it, and so is the mean of the others. Presses on the four faces are no part of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist, mean, pstdev

from queue_app.domain.citizen.survey.answers import Answer
from queue_app.domain.citizen.survey.groups import MIN_GROUP, MIN_OFFICER
from queue_app.domain.evidence.signals import Code, Counted

COMPETENCE, CONDUCT = "kompetensi", "perilaku"  # U6, U7
LOWEST, HIGHEST = 1, 4
LEVEL = 0.95  # as the index of the survey has it
_BEYOND = NormalDist().inv_cdf((1 + LEVEL) / 2)
Values = Mapping[int, Sequence[int]]  # by service


@dataclass(frozen=True, slots=True)
class Heard:
    """One unsur: n answers, their mean with its interval, and the mean of the others' `others_n` answers.

    others: at the same services, in the officer's own mix; None where they are under MIN_GROUP.
    """

    n: int
    mean: float
    low: float
    high: float
    others: float | None
    others_n: int


@dataclass(frozen=True, slots=True)
class Voice:
    """Of an officer: all answer sets, and of these the ones given at the counter's own device. None: under MIN_OFFICER.

    best: of the ones at the own device those that hold nothing but the best answer.
    """

    n: int
    own_device: int
    best: int
    u6: Heard | None
    u7: Heard | None


def voices(answers: Iterable[Answer]) -> dict[int, Voice]:
    """By officer; what names none, such as a form on paper, is counted for nobody."""
    of: dict[int, list[Answer]] = defaultdict(list)
    for each in answers:
        if each.officer_id is not None:
            of[each.officer_id].append(each)
    return {officer: _voice(officer, of) for officer in sorted(of)}


def odd(found: Mapping[int, Voice]) -> dict[Code, dict[int, Counted]]:
    """For the signals, by officer: sets at the own device of all sets, and those of the best alone of these."""
    return {
        Code.OWN_DEVICE_SURVEYS: {officer: Counted(each.own_device, each.n) for officer, each in found.items()},
        Code.BEST_ON_OWN_DEVICE: {officer: Counted(each.best, each.own_device) for officer, each in found.items()},
    }


def interval(values: Sequence[int]) -> tuple[float, float]:
    """Of the mean, with two answers added, the worst and the best: thirty fours in a row leave some doubt.

    Source of the idea: Agresti and Coull (1998), for shares; the bounds never leave the scale.
    """
    padded = [*values, LOWEST, HIGHEST]
    half = _BEYOND * pstdev(padded) / sqrt(len(padded))
    low, high = mean(padded) - half, mean(padded) + half
    return min(max(low, LOWEST), mean(values)), max(min(high, HIGHEST), mean(values))


def _voice(officer: int, of: Mapping[int, Sequence[Answer]]) -> Voice:
    mine = of[officer]
    own = [each for each in mine if each.is_own_device]
    best = sum(set(each.values.values()) == {HIGHEST} for each in own)
    u6, u7 = (_heard(officer, of, code) for code in (COMPETENCE, CONDUCT))
    return Voice(len(mine), len(own), best, u6, u7)


def _heard(officer: int, of: Mapping[int, Sequence[Answer]], code: str) -> Heard | None:
    mine = [each.values[code] for each in of[officer] if code in each.values]
    if len(mine) < MIN_OFFICER:
        return None
    others = [each for other, theirs in of.items() if other != officer for each in theirs]
    beside, count = _in_same_mix(_by_service(of[officer], code), _by_service(others, code))
    low, high = interval(mine)
    return Heard(len(mine), mean(mine), low, high, beside, count)


def _by_service(answers: Iterable[Answer], code: str) -> Values:
    found: dict[int, list[int]] = defaultdict(list)
    for each in answers:
        if each.service_id is not None and code in each.values:
            found[each.service_id].append(each.values[code])
    return found


def _in_same_mix(mine: Values, others: Values) -> tuple[float | None, int]:
    """The others' mean at each service, weighed as often as the officer was answered there; of how many answers."""
    weights = Counter({service: len(values) for service, values in mine.items() if service in others})
    count = sum(len(others[service]) for service in weights)
    if count < MIN_GROUP:
        return None, count
    return sum(weight * mean(others[service]) for service, weight in weights.items()) / weights.total(), count
