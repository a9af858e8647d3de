"""What wants a person now: one table of rules over one sight of the office. Pure.

A cause that can be measured begins an alert at its limit and ends it once the figure is calm again, so that a queue
around its limit does not ring with each call.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from queue_app.domain.office.targets import AMBER_PCT, Targets


class Kind(StrEnum):
    WAIT = "wait"  # somebody waits for a service longer than the office wants
    SERVICE = "service"  # a service runs far past its standard
    STAY = "stay"  # somebody has been in the office for too long
    LENGTH = "length"  # too many wait
    UNSERVED = "unserved"  # people wait for a service, and nobody is there who serves it
    UNHEARD = "unheard"  # no display spoke a call
    PRINTER = "printer"  # does not print
    SCREEN = "screen"  # a kiosk or display is gone, or has lost its sound
    FLOOD = "flood"  # numbers are taken faster than people can
    CLOCK = "clock"  # of the server: stands behind the log, or was set
    SLIP = "slip"  # a number of a kiosk that was cut off wants a look


class Key(NamedTuple):
    """What an alert is of. subject: the id of a service, leg, printer, screen or flood; OFFICE: of the whole office."""

    kind: Kind
    subject: int


class Cause(NamedTuple):
    """Why there is an alert. label: what people call its subject, where that is the same in every language.

    limit: the office's own, that was passed. share: how much of it is reached, 1 for what has none.
    """

    key: Key
    label: str = ""
    limit: int | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class ServiceSeen:
    """longest_since: since when the first waits, where that is known. left_at: since when no counter serves it.

    left_at: None while one serves it; the beginning of the day where none has served it yet.
    """

    id: int
    waiting: int
    longest_since: datetime | None
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class CounterSeen:
    """A counter with a ticket. served_s: of its running service without its holds; None while it is called."""

    leg_id: int
    number: int
    served_s: float | None
    standard_s: float
    is_unheard: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One moment of an office. printers, screens: those in need of a hand, by id. clock_faults: by a number of each."""

    now: datetime
    is_open: bool  # within its hours: before and after them nobody misses a counter, a screen or a printer
    waiting: int
    services: Sequence[ServiceSeen] = ()
    counters: Sequence[CounterSeen] = ()
    first_arrival: datetime | None = None  # of those who are here still
    printers: Mapping[int, str] | None = None
    screens: Mapping[int, str] | None = None
    floods: Collection[int] = ()
    clock_faults: Collection[int] = ()
    slips: int = 0  # numbers of cut-off kiosks that want a look


class Change(NamedTuple):
    begun: list[Cause]
    ended: list[Key]


OFFICE = 0
WORDS: Mapping[Kind, str] = {  # msgids
    Kind.WAIT: "{name}: the wait is past {limit} minutes",
    Kind.SERVICE: "Counter {label}: the service runs far past its standard",
    Kind.STAY: "Somebody has been here for more than {limit} minutes",
    Kind.LENGTH: "{limit} people or more are waiting",
    Kind.UNSERVED: "{name}: people wait, and no counter serves them",
    Kind.UNHEARD: "Counter {label}: no display spoke the call",
    Kind.PRINTER: "Printer {label} does not print",
    Kind.SCREEN: "{label}: the screen is gone or silent",
    Kind.FLOOD: "Numbers are taken faster than people can",
    Kind.CLOCK: "The server's clock was set, or is wrong",
    Kind.SLIP: "Numbers that a kiosk gave by itself want a look",
}
NAMES: Mapping[str, str] = {  # msgids, of the kind alone
    Kind.WAIT: "a long wait",
    Kind.SERVICE: "a long service",
    Kind.STAY: "a long stay",
    Kind.LENGTH: "many people who wait",
    Kind.UNSERVED: "a service that no counter serves",
    Kind.UNHEARD: "a call that was not heard",
    Kind.PRINTER: "a printer",
    Kind.SCREEN: "a screen",
    Kind.FLOOD: "numbers taken too fast",
    Kind.CLOCK: "the server's clock",
    Kind.SLIP: "numbers that a kiosk gave by itself",
}
_CALM = AMBER_PCT / 100
Rule = Callable[[Sight, Targets], Iterator[Cause]]


def causes(sight: Sight, targets: Targets) -> list[Cause]:
    """All that is near or past a limit, or wants a hand, in the order of RULES: what begins and what goes on."""
    return [cause for kind in Kind for cause in RULES[kind](sight, targets) if cause.share >= _CALM]


def change(standing: Collection[Key], found: Iterable[Cause]) -> Change:
    """What begins and what ends, where these alerts stand and these are the causes (as `causes` answers them)."""
    by_key = {cause.key: cause for cause in found}
    begun = [cause for key, cause in by_key.items() if cause.share >= 1 and key not in standing]
    return Change(begun, [key for key in standing if key not in by_key])


def _wait(sight: Sight, targets: Targets) -> Iterator[Cause]:
    for each in sight.services:
        if each.waiting and each.longest_since:
            share = _minutes(sight.now, each.longest_since) / targets.wait_min
            yield Cause(Key(Kind.WAIT, each.id), limit=targets.wait_min, share=share)


def _service(sight: Sight, targets: Targets) -> Iterator[Cause]:
    for each in sight.counters:
        if each.served_s is not None and each.standard_s:
            share = each.served_s / each.standard_s * 100 / targets.service_pct
            yield Cause(Key(Kind.SERVICE, each.leg_id), str(each.number), targets.service_pct, share)


def _stay(sight: Sight, targets: Targets) -> Iterator[Cause]:
    if sight.first_arrival:
        share = _minutes(sight.now, sight.first_arrival) / targets.stay_min
        yield Cause(Key(Kind.STAY, OFFICE), limit=targets.stay_min, share=share)


def _length(sight: Sight, targets: Targets) -> Iterator[Cause]:
    yield Cause(Key(Kind.LENGTH, OFFICE), limit=targets.waiting, share=sight.waiting / targets.waiting)


def _unserved(sight: Sight, targets: Targets) -> Iterator[Cause]:
    """Counted from when both are so: people wait, and nobody serves them."""
    for each in sight.services:
        if sight.is_open and each.waiting and each.left_at:
            since = max(each.left_at, each.longest_since or each.left_at)
            is_long = _minutes(sight.now, since) >= targets.unserved_min
            # Whole or nothing: it ends when somebody serves them, not when whoever waits longest has left.
            yield Cause(Key(Kind.UNSERVED, each.id), limit=targets.unserved_min, share=1.0 if is_long else _CALM)


def _unheard(sight: Sight, _targets: Targets) -> Iterator[Cause]:
    return (Cause(Key(Kind.UNHEARD, each.leg_id), str(each.number)) for each in sight.counters if each.is_unheard)


def _printer(sight: Sight, _targets: Targets) -> Iterator[Cause]:
    return _named(Kind.PRINTER, sight, sight.printers)


def _screen(sight: Sight, _targets: Targets) -> Iterator[Cause]:
    return _named(Kind.SCREEN, sight, sight.screens)


def _flood(sight: Sight, _targets: Targets) -> Iterator[Cause]:
    return (Cause(Key(Kind.FLOOD, each)) for each in sight.floods)


def _clock(sight: Sight, _targets: Targets) -> Iterator[Cause]:
    return (Cause(Key(Kind.CLOCK, each)) for each in sight.clock_faults)


def _slip(sight: Sight, _targets: Targets) -> Iterator[Cause]:
    if sight.slips:
        yield Cause(Key(Kind.SLIP, OFFICE))


def _named(kind: Kind, sight: Sight, found: Mapping[int, str] | None) -> Iterator[Cause]:
    return (Cause(Key(kind, subject), label) for subject, label in (found or {}).items() if sight.is_open)


def _minutes(now: datetime, since: datetime) -> float:
    return (now - since).total_seconds() / 60


RULES: Mapping[Kind, Rule] = {
    Kind.WAIT: _wait,
    Kind.SERVICE: _service,
    Kind.STAY: _stay,
    Kind.LENGTH: _length,
    Kind.UNSERVED: _unserved,
    Kind.UNHEARD: _unheard,
    Kind.PRINTER: _printer,
    Kind.SCREEN: _screen,
    Kind.FLOOD: _flood,
    Kind.CLOCK: _clock,
    Kind.SLIP: _slip,
}
