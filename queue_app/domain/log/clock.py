"""Whether a computer's clock can be right, by what was noted already and by the machine's other clock.

A small computer keeps no time while it is off: where it finds no network in the morning, its day begins in the past.
And whoever may set the clock may bend every time that is noted. So each transaction compares: the clock on the wall,
which people can set, with the one that only counts since the machine began, and with the last time in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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

    @property
    def said_s(self) -> float:
        """What its clock on the wall said, in seconds since 1970."""
        return self.s + self.offset_s


@dataclass(frozen=True, slots=True)
class Jump:
    """The clock was set by so many seconds (negative: back) since the last event. how: a key of KNOWN_BY."""

    by_s: float
    how: str


class ClockSet(NamedTuple):
    """A jump as the log keeps it: from `at` on the clock says `by_s` seconds more than it would have."""

    at: datetime
    by_s: float


def compared(
    now: datetime, steady: Steady | None, *, last_at: datetime | None, seen: Sequence[Seen]
) -> tuple[Jump | None, tuple[Seen, ...]]:
    """Whether the clock was set since the last event, and what to remember, the machine of last first.

    steady: None where the machine has no such clock. last_at: of the log's last event; None before the first.
    seen: as it was remembered. The same boot tells each step beyond STEP_S, forwards too; many small ones add up, for
    what is remembered follows no faster than a clock is drawn along. Of another boot only a fall below `last_at` is
    known. Two machines that disagree are each compared with themselves, so that their turns are no jumps; one whose
    clock the last event shows to be set already, as another program of the same computer told it, tells nothing.
    """
    if steady is None:
        return _fallen(now, last_at), tuple(seen)
    own = Seen(steady.boot, steady.s, _seconds(now) - steady.s)
    before = next((each for each in seen if each.boot == steady.boot), None)
    others = [each for each in seen if each.boot != steady.boot]
    jump = _fallen(now, last_at)
    if before is not None:
        jump, own = _stepped(before, own, last_at=last_at), _drawn(before, own)
    return jump, (own, *others)[:MACHINES]


def _stepped(before: Seen, own: Seen, *, last_at: datetime | None) -> Jump | None:
    """The step since this machine's last event, unless another machine has told of it since then."""
    by_s, passed_s = own.offset_s - before.offset_s, own.s - before.s
    if abs(by_s) <= STEP_S:
        return None
    last_s = before.said_s if last_at is None else _seconds(last_at)
    since_last_s = own.said_s - last_s
    is_own = abs(last_s - before.said_s) <= STEP_S
    is_told = not 0 <= since_last_s - by_s <= passed_s and 0 <= since_last_s <= passed_s
    return None if is_told and not is_own else Jump(round(by_s, 3), STEADY)


def _drawn(before: Seen, own: Seen) -> Seen:
    """What to remember: a clock that was drawn along is followed no faster than it can be, so that steps add up."""
    off_s, most_s = own.offset_s - before.offset_s, SLEWING * abs(own.s - before.s)
    return own if abs(off_s) > STEP_S else own._replace(offset_s=before.offset_s + max(-most_s, min(most_s, off_s)))


def _seconds(at: datetime) -> float:
    return at.astimezone(UTC).timestamp()


def _fallen(now: datetime, last_at: datetime | None) -> Jump | None:
    by_s = 0.0 if last_at is None else (now - last_at).total_seconds()
    return Jump(round(by_s, 3), LOG) if by_s < -STEP_S else None


def set_since(moment: datetime, now: datetime, jumps: Iterable[ClockSet]) -> float:
    """By how many seconds the clock was set between `moment`, as the clock said it then, and `now`.

    jumps: the newest first. `now - moment` minus this is the time that passed. A moment that the clock showed twice,
    as it was set back, is taken for the later of the two.
    """
    by_s, since = 0.0, now
    for jump in jumps:
        if jump.at <= moment <= since:
            break
        by_s += jump.by_s
        since = jump.at - timedelta(seconds=jump.by_s)
    return by_s


def jumped_until(until: datetime | None, at: datetime, by_s: float) -> datetime:
    """Up to which time something may have been noted before the last jump: whatever says a later one came after it.

    until: the same before this jump. at: of its event. by_s: how far it was.
    """
    return max(each for each in (until, at, at - timedelta(seconds=by_s)) if each is not None)


def stands_behind(now: datetime, noted: datetime | None) -> bool:
    """Whether the clock that says `now` surely is wrong. noted: the latest time in the log; None before the first."""
    return noted is not None and noted - now > BEHIND
