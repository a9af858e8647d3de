"""Whether a computer's clock can be right, by what was noted already and by the machine's other clock.

A small computer keeps no time while it is off: where it finds no network in the morning, its day begins in the past.
And whoever may set the clock may bend every time that is noted. So each transaction compares: the clock on the wall,
which people can set, with the one that only counts since the machine began, and with the last time in the log.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

BEHIND = timedelta(minutes=10)  # so far a clock is set back, or one server's behind another's, and nothing is wrong
STEP_S = 2.0  # a clock that is this far from where it must be was set, not drawn along
SLEWING = 500e-6  # so much of the elapsed time a clock is drawn along at most, by NTP; Linux knows no more
MACHINES = 8  # of so many it is remembered how their clocks stood: workers on several of them take turns
STEADY, LOG = "steady", "log"
KNOWN_BY: dict[str, str] = {  # how a jump was noticed -> msgid
    STEADY: "noticed by the machine's own steady clock",
    LOG: "noticed by the last entry of the log",
}


class Steady(NamedTuple):
    """What a machine's steady clock says: seconds that nobody can set, of one boot of one machine."""

    boot: str
    s: float


class Seen(NamedTuple):
    """How one machine's clocks stood at its last event: `offset_s` is its clock on the wall minus the steady one."""

    boot: str
    s: float
    offset_s: float


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock was set by so many seconds (negative: back) since the last event. how: a key of KNOWN_BY."""

    by_s: float
    how: str


def compared(
    now: datetime, steady: Steady | None, *, last_at: datetime | None, seen: Sequence[Seen]
) -> tuple[Jump | None, tuple[Seen, ...]]:
    """Whether the clock was set since the last event, and what to remember, the machine of last first.

    steady: None where the machine has no such clock. last_at: of the log's last event; None before the first.
    seen: as it was remembered. The same boot tells each step beyond STEP_S, forwards too; many small ones add up, for
    what is remembered follows no faster than a clock is drawn along. Of another boot only a fall below `last_at` is
    known. Two machines that disagree are each compared with themselves, so that their turns are no jumps.
    """
    if steady is None:
        return _fallen(now, last_at), tuple(seen)
    wall_s = now.astimezone(UTC).timestamp()
    before = next((each for each in seen if each.boot == steady.boot), None)
    others = [each for each in seen if each.boot != steady.boot]
    jump, offset_s = _fallen(now, last_at), wall_s - steady.s
    if before is not None:
        off_s = offset_s - before.offset_s
        jump = Jump(round(off_s, 3), STEADY) if abs(off_s) > STEP_S else None
        if jump is None:
            drawn_s = SLEWING * abs(steady.s - before.s)
            offset_s = before.offset_s + max(-drawn_s, min(drawn_s, off_s))
    return jump, (Seen(steady.boot, steady.s, offset_s), *others)[:MACHINES]


def _fallen(now: datetime, last_at: datetime | None) -> Jump | None:
    by_s = 0.0 if last_at is None else (now - last_at).total_seconds()
    return Jump(round(by_s, 3), LOG) if by_s < -STEP_S else None


def stands_behind(now: datetime, noted: datetime | None) -> bool:
    """Whether the clock that says `now` surely is wrong. noted: the latest time in the log; None before the first."""
    return noted is not None and noted - now > BEHIND
