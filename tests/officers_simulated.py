"""Officers whose true pace is known, with unequal cases, good and bad days, and some who let services look short."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queue_app.domain.evidence import intervals
from queue_app.domain.evidence.adjusted import Adjusted, Floats, Ints, Legs, adjust, shared
from queue_app.domain.evidence.intervals import Precision, precision

OFFICERS, SERVICES, SIZES, HOURS = 40, 6, 4, 8
SD_OFFICER, SD_DAY, SD_LEG = 0.15, 0.14, 0.6  # on the logarithm of seconds
OFFENDERS, CUT_S, LEAST = 0.15, 20.0, 30


@dataclass(frozen=True)
class Month:
    """true: the officers' parts. seconds: by leg, of all; legs: those that take part."""

    true: Floats
    seconds: Floats
    officer: Ints
    legs: Legs


@dataclass(frozen=True)
class Told:
    """What the method tells of a month, of the officers with legs enough; truth is centred as the parts are."""

    truth: Floats
    effect: Floats
    half: Floats
    naive_half: Floats
    raw: Floats


def month(seed: int, *, days: int, legs: int) -> Month:
    """So many days of so many legs for each officer."""
    chance = np.random.default_rng(seed)
    true = chance.normal(0, SD_OFFICER, OFFICERS)
    officer = np.repeat(np.arange(OFFICERS), days * legs)
    day = np.tile(np.repeat(np.arange(days), legs), OFFICERS)
    service = _dealt(chance, SERVICES, days * legs)
    size = service * SIZES + _dealt(chance, SIZES, days * legs)
    hour = service * HOURS + chance.integers(0, HOURS, officer.size)
    log_s = (
        np.log(chance.uniform(90, 900, SERVICES))[service]
        + np.sort(chance.normal(0, 0.3, (SERVICES, SIZES))).ravel()[size]
        + chance.normal(0, 0.1, SERVICES * HOURS)[hour]
        + true[officer]
        + chance.normal(0, SD_DAY, (OFFICERS, days))[officer, day]
        + chance.normal(0, SD_LEG, officer.size)
    )
    shorts = np.where(np.arange(OFFICERS) < OFFENDERS * OFFICERS, chance.uniform(0.08, 0.2, OFFICERS), 0.0)
    is_short = chance.random(officer.size) < shorts[officer]
    seconds = np.where(is_short, chance.uniform(3, 18, officer.size), np.exp(log_s))
    whole = Legs(np.log(seconds), officer, service, (size,), hour, day, OFFICERS)
    kept = whole.where(seconds >= CUT_S)
    return Month(true, seconds, officer, kept.where(shared(kept)))


def _dealt(chance: np.random.Generator, kinds: int, legs: int) -> Ints:
    """Kinds of the legs of each officer, who has a mix of an own kind."""
    mixes = 0.9 * chance.dirichlet(np.full(kinds, 0.5), OFFICERS) + 0.1 / kinds
    return np.concatenate([chance.choice(kinds, legs, p=mix) for mix in mixes])


def told(of: Month) -> Told:
    """By the method, and by raw means."""
    fit = adjust(of.legs, least=LEAST)
    sure = precision(of.legs, fit, least=LEAST)
    own = of.legs.count >= LEAST
    raw = np.bincount(of.officer, of.seconds) / np.bincount(of.officer)
    return Told(
        truth=(of.true - of.true[own].mean())[own],
        effect=fit.effect[own],
        half=intervals.half_width(sure.variance, level=0.9)[own],
        naive_half=intervals.half_width(_as_if_independent(sure, fit), level=0.9)[own],
        raw=np.log(raw / raw[own].mean())[own],
    )


def _as_if_independent(sure: Precision, fit: Adjusted) -> Floats:
    return np.asarray(sure.variance / sure.design_effect)
