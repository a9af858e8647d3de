"""The tables of the history: each is what a plot of the page draws, and what its files hold.

A figure for which there are too few cases is empty, its number stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from queue_app.domain.evidence.counted import Share, Times
from queue_app.reports import history_heat
from queue_app.reports.columns import Column, Table, minutes, percent
from queue_app.screens.history import Figures, History, Part, Point
from queue_app.texts import translate

FIRST, LAST = (
    Column[Point]("First day", "day", lambda row: row.first.isoformat()),
    Column[Point]("Last day", "day", lambda row: row.last.isoformat()),
)
PARTS = ("wait", "walk", "service", "stay")  # of a visit, as Figures names them
TITLES: Mapping[str, str] = {  # table -> msgid; also the name of a workbook's sheet, of 31 characters at most
    "under_60": "Done within 60 minutes",
    "times": "Times",
    "wait": "Waiting",
    "walk": "Walk to the counter",
    "service": "Service",
    "stay": "Whole visit",
    "within": "Within the standard",
    "arrivals": "Arrivals",
    "load": "Load",
    "funnel": "From number to end",
    "ends": "How it ended",
    "inaccurate": "Times marked as inaccurate",
    "services": "Each service",
    "counters": "Each counter",
}
FUNNEL: Mapping[str, Callable[[Figures], int]] = {  # stage (a msgid) -> how many reached it
    "Took a number": lambda of: of.arrived - of.on_paper,
    "Called": lambda of: of.called,
    "Service begun": lambda of: of.started,
    "Service done": lambda of: of.done,
}
ENDS: Mapping[str, Callable[[Figures], int]] = {  # a msgid -> of all who came, how many
    "Done": lambda of: of.done,
    "Ended otherwise, as papers missing": lambda of: of.returned.count,
    "Sent on to another service": lambda of: of.sent_on.count,
    "Did not come when called": lambda of: of.no_show.count,
    "Cancelled by an officer": lambda of: of.cancelled.count - of.given_up.count,
    "Cancelled by the citizen": lambda of: of.given_up.count,
    "Left unserved": lambda of: of.left.count,
    "Entered from paper": lambda of: of.on_paper,
    "Not ended yet": lambda of: of.going_on,
}


@dataclass(frozen=True, slots=True)
class Names:
    """What the office calls its services and counters, by id; also those that it has no more."""

    services: Mapping[int, str]
    counters: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose past, of which days (in words), made when (aware), in which language; chosen: what else was asked for.

    pending: days that are in no figure yet.
    """

    office: str
    zone: str
    period: str
    made_at: datetime
    lang: str
    chosen: Mapping[str, str]
    pending: int


PENDING = "{days} days are not in these figures: they are still being counted, or their log is broken."


class PartTimes(NamedTuple):
    name: str
    times: Times


@dataclass(frozen=True, slots=True)
class Count:
    """of: of how many this is a part."""

    name: str
    count: int
    of: int


class Named(NamedTuple):
    name: str
    figures: Figures


def tables(found: History, names: Names, *, lang: str) -> dict[str, Table[Any]]:
    """By the keys of TITLES, in their order."""
    made: tuple[Table[Any], ...] = (
        _shares("under_60", found.points, lambda of: of.under_60),
        _parts(found.figures, lang),
        *(_times(name, found.points) for name in PARTS),
        _shares("within", found.points, lambda of: of.within),
        history_heat.table("arrivals", TITLES["arrivals"], found.arrivals, lang=lang),
        history_heat.table("load", TITLES["load"], found.load, lang=lang),
        _counts("funnel", FUNNEL, found.figures, "Took a number", lang),
        _counts("ends", ENDS, found.figures, None, lang),
        _shares("inaccurate", found.points, lambda of: of.inaccurate),
        _each("services", "Service", found.services, names.services),
        _each("counters", "Counter", found.counters, names.counters),
    )
    return {each.name: each for each in made}


def _shares(name: str, points: Sequence[Point], share: Callable[[Figures], Share]) -> Table[Point]:
    of, count, pct = SHARE_TITLES
    columns = (
        FIRST,
        LAST,
        Column[Point](of, "count", lambda row: share(row.figures).of),
        Column[Point](count, "count", lambda row: share(row.figures).count),
        Column[Point](pct, "percent", lambda row: percent(share(row.figures).pct)),
    )
    return Table(name, TITLES[name], columns, points)


def _times(name: str, points: Sequence[Point]) -> Table[Point]:
    def of(row: Point) -> Times:
        found: Times = getattr(row.figures, name)
        return found

    return Table(name, TITLES[name], (FIRST, LAST, *_quantiles(of)), points)


def _quantiles(of: Callable[[Any], Times], *, title: str = "") -> tuple[Column[Any], ...]:
    """title: a msgid before those of the columns, where one table holds several parts; "" else."""
    said = QUANTILES[title]
    return (
        Column(said[0], "count", lambda row: of(row).n),
        Column(said[1], "minutes", lambda row: minutes(of(row).median_s)),
        Column(said[2], "minutes", lambda row: minutes(of(row).p90_s)),
    )


SHARE_TITLES = ("Of how many (n)", "Among them", "Share (%)")
QUANTILES: Mapping[str, tuple[str, str, str]] = {
    "": ("Measured (n)", "Median (minutes)", "P90 (minutes)"),
    "wait": ("Waits (n)", "Wait, median (minutes)", "Wait, P90 (minutes)"),
    "service": ("Services (n)", "Service, median (minutes)", "Service, P90 (minutes)"),
}
PART_COLUMNS = (
    Column[PartTimes]("Part of the visit", "text", lambda row: row.name),
    *_quantiles(lambda row: row.times),
)
COUNT_COLUMNS = (
    Column[Count]("Services", "text", lambda row: row.name),
    Column[Count]("How many (n)", "count", lambda row: row.count),
    Column[Count]("Share (%)", "percent", lambda row: percent(100 * row.count / row.of) if row.of else None),
)
EACH_COLUMNS = (
    Column[Named]("Came (n)", "count", lambda row: row.figures.arrived),
    *_quantiles(lambda row: row.figures.wait, title="wait"),
    *_quantiles(lambda row: row.figures.service, title="service"),
    Column[Named]("Within standard (%)", "percent", lambda row: percent(row.figures.within.pct)),
    Column[Named]("Did not come (%)", "percent", lambda row: percent(row.figures.no_show.pct)),
    Column[Named]("Asked to be called later (n)", "count", lambda row: row.figures.asked_later.count),
    Column[Named]("Marked inaccurate (%)", "percent", lambda row: percent(row.figures.inaccurate.pct)),
)


def _parts(figures: Figures, lang: str) -> Table[PartTimes]:
    rows = [PartTimes(translate(lang, TITLES[name]), getattr(figures, name)) for name in PARTS]
    return Table("times", TITLES["times"], PART_COLUMNS, rows)


def _counts(
    name: str, lines: Mapping[str, Callable[[Figures], int]], figures: Figures, whole: str | None, lang: str
) -> Table[Count]:
    """whole: the line of which the others are parts; None: all who came."""
    of = lines[whole](figures) if whole else figures.arrived
    rows = [Count(translate(lang, msgid), count(figures), of) for msgid, count in lines.items()]
    return Table(name, TITLES[name], COUNT_COLUMNS, rows)


def _each(name: str, title: str, found: Iterable[Part], names: Mapping[int, str]) -> Table[Named]:
    """In the office's own order; what it has no name for comes last."""
    order = {number: place for place, number in enumerate(names)}
    rows = sorted(found, key=lambda each: (order.get(each.id, len(order)), each.id))
    first = Column[Named](title, "text", lambda row: row.name)
    return Table(
        name,
        TITLES[name],
        (first, *EACH_COLUMNS),
        [Named(names.get(each.id, f"# {each.id}"), each.figures) for each in rows],
    )
