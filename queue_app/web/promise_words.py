"""Promised against kept as people read it: columns with their words, the same on pages and in files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from babel.numbers import format_decimal

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.scored import LEAST, Shares, Sums
from queue_app.reports.spreadsheet import Value
from queue_app.texts import translate

NOTHING = "–"
PUBLIC_HEADS = ("Month", "Service")
STAFF_HEADS = ("Day", "Service", "Estimate", "Promise")
HOW: Mapping[How, str] = {
    How.EARLY: "first estimate",
    How.LEARNED: "learned from the past",
    How.NONE: "no estimate",
}
GIVEN: Mapping[bool, str] = {True: "with the number", False: "followed later"}


class Column(NamedTuple):
    """title: a msgid. of: its figure; None where too few promises are behind it. digits: behind the point."""

    title: str
    of: Callable[[Sums], float | None]
    digits: int = 0


def _share(part: str) -> Callable[[Sums], float | None]:
    def of(sums: Sums) -> float | None:
        shares: Shares | None = sums.shares if sums.judged >= LEAST else None
        return None if shares is None else 100 * float(getattr(shares, part))

    return of


def _timed(name: str) -> Callable[[Sums], float | None]:
    return lambda sums: sums.per_timed(name) if sums.timed >= LEAST else None


def _minutes(value: float | None) -> float | None:
    return None if value is None else value / 60


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value


KEPT: Sequence[Column] = (
    Column("Judged", lambda sums: sums.judged),
    Column("Kept (%)", _share("kept"), 1),
    Column("Called earlier (%)", _share("earlier"), 1),
    Column("Called later (%)", _share("later"), 1),
    Column("Width of the range (minutes)", lambda sums: sums.width if sums.shown >= LEAST else None, 1),
)
BESIDE: Sequence[Column] = (
    Column("Given a number without a promise", lambda sums: sums.without),
    Column("Left before it was known", lambda sums: sums.unknown),
    Column("Asked to be called later", lambda sums: sums.wished),
    Column("Call taken back", lambda sums: sums.undone),
    Column("Clock was set", lambda sums: sums.clock),
    Column("Entered from paper", lambda sums: sums.entered),
    Column("Taken by nobody", lambda sums: sums.flood),
    Column("Among the later: never called", lambda sums: sums.gone),
    Column("Among the rest: called and not there", lambda sums: sums.absent),
)
LOSSES: Sequence[Column] = (
    Column("Not behind p80 (%)", lambda sums: _percent(_timed("held_80")(sums)), 1),
    Column("Not behind p90 (%)", lambda sums: _percent(_timed("held_90")(sums)), 1),
    Column("Off the median (minutes)", lambda sums: _minutes(_timed("off_s")(sums)), 1),
    Column("Pinball loss of p80 (seconds)", _timed("pinball_80"), 1),
)
COUNTS: Sequence[Column] = (
    Column("Promised", lambda sums: sums.shown),
    Column("Kept", lambda sums: sums.kept),
    Column("Called earlier", lambda sums: sums.earlier),
    Column("Called later", lambda sums: sums.later),
)


def titles(columns: Sequence[Column], *, lang: str) -> list[str]:
    """The heads of a table."""
    return [translate(lang, each.title) for each in columns]


def shown(columns: Sequence[Column], sums: Sums, *, lang: str) -> list[str]:
    """One line of a page."""
    return [number(each.of(sums), each.digits, lang=lang) for each in columns]


def numbers(columns: Sequence[Column], sums: Sums) -> list[Value]:
    """One line of a file; empty where too few are behind a figure."""
    found = [(each.of(sums), each.digits) for each in columns]
    return [None if value is None else round(value, digits or None) for value, digits in found]


def number(value: float | None, digits: int = 0, *, lang: str) -> str:
    """1.234 or 0,9 as the reader's language writes it."""
    if value is None:
        return NOTHING
    return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=lang))
