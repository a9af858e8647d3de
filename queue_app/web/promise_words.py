"""Promised against kept as people read it: columns with their words, the same on pages and in files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from babel.numbers import format_decimal

from queue_app.domain.citizen.estimate import How
from queue_app.domain.citizen.scored import LEAST, Shares, Sums
from queue_app.domain.citizen.training import Figures, Why
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
WHY: Mapping[Why, str] = {
    Why.FIRST: "the first model",
    Why.BETTER: "taken: better on the last days",
    Why.NOT_BETTER: "not taken: not better on the last days",
    Why.UNKNOWN: "not taken: too few had to wait on the last days",
    Why.FAILED: "failed: the one before goes on",
}
TRAININGS = (
    "What became of the new model", "Days compared", "Calls compared", "Loss of the new one (seconds)",
    "Loss of the one before (seconds)", "Not behind p80 (%)", "Not behind p90 (%)", "Off the median (minutes)",
)  # fmt: skip
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


def trained(figures: Figures, *, lang: str) -> list[str]:
    """One line of TRAININGS; the last three are of the new model."""
    new, before = figures.new, figures.before
    values: list[tuple[float | None, int]] = [(figures.days or None, 0)]
    values += [(new.calls, 0), (new.pinball_s, 1)] if new else [(None, 0)] * 2
    values += [(before.pinball_s if before else None, 1)]
    values += [(100 * new.held_80, 1), (100 * new.held_90, 1), (new.mae_s / 60, 1)] if new else [(None, 0)] * 3
    return [translate(lang, WHY[figures.why]), *(number(value, digits, lang=lang) for value, digits in values)]


def number(value: float | None, digits: int = 0, *, lang: str) -> str:
    """1.234 or 0,9 as the reader's language writes it."""
    if value is None:
        return NOTHING
    return str(format_decimal(value, "#,##0" + ("." + "0" * digits if digits else ""), locale=lang))
