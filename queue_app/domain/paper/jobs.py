"""Paper: what can become of a print job, what a printer can say of itself, and which printer prints. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


class JobState(StrEnum):
    QUEUED = "queued"  # nothing of it has reached a printer yet, also after a refusal
    SENT = "sent"  # handed to a printer; with sent_at every byte was taken, without it its fate is not known yet
    CONFIRMED = "confirmed"  # the printer said, in its turn, that it had printed it; or an officer saw it
    FAILED = "failed"  # it broke off in the middle: paper may be half printed, and staff decide
    ABANDONED = "abandoned"  # no paper is wanted any more


class Outcome(StrEnum):
    """What one attempt at a printer came to."""

    REFUSED = "refused"  # nothing of the ticket went out: it may be tried again
    BROKEN = "broken"  # some of it may be on paper: never tried again by itself
    TAKEN = "taken"  # every byte was taken, and this printer can tell no more
    CONFIRMED = "confirmed"  # the printer answered after the last line, with paper left


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """What a printer says of itself. condition: a key of CONDITIONS, None: it prints. paper: one of PAPER_LEFT."""

    condition: str | None = None
    paper: str = "unknown"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one try to print. reason: why not, a key of CONDITIONS, where it was refused or broke off."""

    outcome: Outcome
    reason: str | None
    status: PrinterStatus


# What an attempt makes of a job that was handed to a printer.
AFTER: dict[Outcome, JobState] = {
    Outcome.REFUSED: JobState.QUEUED,
    Outcome.BROKEN: JobState.FAILED,
    Outcome.TAKEN: JobState.SENT,
    Outcome.CONFIRMED: JobState.CONFIRMED,
}
UNPRINTABLE = "unprintable"  # a key of CONDITIONS; what failed follows
# Why a printer does not print: code -> what people are told (gettext msgids). A code that is not here is told as it is;
# after "code: " come words of whoever failed.
CONDITIONS: dict[str, str] = {
    "paper_end": "the paper has run out",
    "cover_open": "the printer's cover is open",
    "offline": "the printer is switched to offline",
    "fault": "the printer reports a fault",
    "unreachable": "the printer cannot be reached; is it on and connected?",
    "refused": "the printer refused the connection",
    "dropped": "the printer dropped the connection",
    "silent": "the printer did not answer in time",
    "garbled": "the printer's answers cannot be understood",
    "disk": "the disk of the printer's computer is full or cannot be written",
    "not_there": "the printer's device is not there",
    "not_allowed": "the program is not allowed to write to the printer's device",
    "address": "the printer's address is not known on this network",
    "stopped": "the print queue is stopped or takes no jobs",
    "held_up": "the print queue waits for its printer; is it on and connected?",
    "no_queue": "there is no print queue of that name that this program may use",
    "no_spooler": "the print service CUPS does not run or cannot be reached",
    "no_cups": "the commands of CUPS (lp and lpstat) are not installed",
    "unconfirmed": "the printer took the ticket but did not confirm it",
    "unknown_fate": "nobody knows whether it came out: the program stopped while it printed",
    "interrupted": "the printer's computer stopped while it printed",
    "station_away": "the printer's computer is not connected",
    "gone": "its printer is not in use any more",
    "settings": "the printer is not set up completely",
    UNPRINTABLE: "this paper cannot be made for its printer; look at the layout, the logo and the printer's profile",
}
PAPER_LEFT: dict[str, str] = {"unknown": "not known", "ok": "enough", "near_end": "nearly used up", "end": "none"}
DECISIONS: dict[str, str] = {  # of people who looked
    "came_out": "it came out",
    "left": "it is not wanted any more",
    "moved": "another printer prints it",
    "asked": "staff asked for its first paper",
}
NO_PAPER_PRINTER = "dummy"  # a kind that prints nothing, for a trial without a printer
FIRST_RETRY_S, LONGEST_RETRY_S = 2, 15
LOW_PCT = 10  # of a roll: below it people are told to have a new one at hand


def told(reason: str, words: Callable[[str], str]) -> str:
    """Why something is not printed, for people. words: a msgid in the reader's language."""
    code, _colon, detail = reason.partition(": ")
    if code not in CONDITIONS:
        return reason
    return f"{words(CONDITIONS[code])} ({detail})" if detail else words(CONDITIONS[code])


class Printing(Protocol):
    """What `chosen` must know of a printer."""

    @property
    def id(self) -> int: ...
    @property
    def device_id(self) -> int | None: ...
    @property
    def kind(self) -> str: ...


AnyPrinter = TypeVar("AnyPrinter", bound=Printing)


def chosen(printers: Sequence[AnyPrinter], asked: int | None) -> AnyPrinter | None:
    """The printer for a ticket: the asked one; else the server's; else the only other one; else none.

    A printer that prints nothing is the last choice.
    """
    real = [each for each in printers if each.kind != NO_PAPER_PRINTER] or list(printers)
    of_asked = [each for each in printers if each.id == asked]
    at_server = [each for each in real if each.device_id is None]
    return next(iter(of_asked or at_server or (real if len(real) == 1 else [])), None)


def heir(printers: Sequence[AnyPrinter], prints: Collection[int]) -> AnyPrinter | None:
    """The printer that takes over what waits for one that is gone: the only one that prints; else the usual one.

    prints: ids of the printers that print now. Never one that prints nothing: there a paper would vanish.
    """
    real = [each for each in printers if each.kind != NO_PAPER_PRINTER]
    well = [each for each in real if each.id in prints]
    return well[0] if len(well) == 1 else chosen(real, None)


def retry_after(attempts: int) -> timedelta:
    """How long a job rests after so many attempts: each time twice as long, up to LONGEST_RETRY_S."""
    return timedelta(seconds=min(FIRST_RETRY_S * 2 ** min(attempts - 1, 10), LONGEST_RETRY_S))


def left_pct(roll_mm: int, used_mm: int) -> int | None:
    """How much of the roll is left, 0 to 100; None where nobody told how long a roll is."""
    return max(0, 100 * (roll_mm - used_mm) // roll_mm) if roll_mm else None


def runs_low(paper: str, *, roll_mm: int, used_mm: int) -> bool:
    """Whether a new roll should be at hand: the printer says so, or its counter does."""
    left = left_pct(roll_mm, used_mm)
    return paper in ("near_end", "end") or (left is not None and left < LOW_PCT)


def is_away(seen_at: datetime | None, now: datetime, *, after: timedelta) -> bool:
    """Whether nothing was heard of a printer's computer for so long.

    A time to come says nothing either: the clock was set back since, and a computer that is there says so again soon.
    """
    return seen_at is None or abs(now - seen_at) > after
