"""What the page of the history draws: each figure with its words, its plot, its table and its definition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from queue_app.domain.evidence.counted import Share, Times
from queue_app.domain.evidence.definitions import DEFINITIONS, Definition
from queue_app.reports.columns import Table, minutes
from queue_app.reports.history import PARTS, Names, tables
from queue_app.screens.history import Heat, History
from queue_app.store.evidence.answers import By
from queue_app.store.evidence.day_notes import WrittenDayNote
from queue_app.texts import translate
from queue_app.web.history import words
from queue_app.web.history.drawings import BarPlot, HeatPlot, LinePlot, bar_plot, heat_plot, line_plot

SHARES: Mapping[str, str] = {  # measure -> msgid of what is said of it
    "under_60": "{value} % of {n} visits were done within 60 minutes.",
    "within": "{value} % of {n} services were within their standard.",
    "inaccurate": "{value} % of {n} measured times are doubted.",
}
HEATS: Mapping[str, str] = {
    "arrivals": "{n} people came on {days} days. Each field: how many in this half hour, on an average day.",
    "load": "{n} first calls on {days} days. Each field: calls in an hour of one open counter.",
}
SMALL = {"inaccurate"}  # shares so far from a whole that its axis would hide them
NO_HOURS = "Nothing is known of the hours in which counters were open."
QUANTILES = ("Median", "P90")
HALF = "Half took at most {value} minutes, nine of ten at most {p90}. n = {n}"


@dataclass(frozen=True, slots=True)
class Figure:
    """lead: what it says, in words; n: of how many cases it tells. rows: the table as people read it."""

    key: str
    title: str
    lead: str
    n: int
    definition: Definition
    titles: Sequence[tuple[str, bool]]  # and whether texts stand below it
    rows: Sequence[Sequence[str]]
    lines: LinePlot | None = None
    heat: HeatPlot | None = None
    bars: BarPlot | None = None


Notes = Sequence[tuple[int, WrittenDayNote]]


def figures(found: History, names: Names, notes: Notes, *, lang: str) -> dict[str, Figure]:
    """By the keys of reports.history.TITLES. notes: numbered, in order."""
    made = tables(found, names, lang=lang)
    draw = _Drawing(found, notes, lang)
    drawn = {
        **{name: partial(draw.shares, name) for name in SHARES},
        **{name: partial(draw.times, name) for name in PARTS},
        **{name: partial(draw.heat, name) for name in HEATS},
    }
    return {
        name: _figure(table, lang=lang, **(drawn[name]() if name in drawn else draw.plain(table)))
        for name, table in made.items()
    }


def for_script(found: History, drawn: Mapping[str, Figure], notes: Notes, *, lang: str) -> dict[str, Any]:
    """What a script needs to draw the lines anew. at: seconds since 1970 of each day's midnight in UTC."""
    at = [_second(point.first) for point in found.points]
    return {
        "lang": lang,
        "day": translate(lang, "Day" if found.by == By.DAY else "From"),
        "few": translate(lang, words.TOO_FEW),
        "notes": [{"at": _second(note.business_date), "number": number} for number, note in notes],
        "lines": {
            name: {
                "at": at, "top": each.lines.top, "values": values(found, name),
                "names": [line.name or each.title for line in each.lines.lines],
            }
            for name, each in drawn.items() if each.lines
        },
    }  # fmt: skip


def _second(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def values(found: History, name: str) -> list[list[float | None]]:
    """The values of each line of a measure, point by point: percent, or minutes."""
    of = [getattr(point.figures, name) for point in found.points]
    if name in SHARES:
        return [[_rounded(each.pct) for each in of]]
    return [[minutes(each.median_s) for each in of], [minutes(each.p90_s) for each in of]]


def _rounded(pct: float | None) -> float | None:
    return None if pct is None else round(pct, 1)


class _Drawing:
    def __init__(self, found: History, notes: Notes, lang: str) -> None:
        self._found, self._lang = found, lang
        self._days = [point.first for point in found.points]
        self._marks = [(number, note.business_date) for number, note in notes]

    def shares(self, name: str) -> dict[str, Any]:
        share: Share = getattr(self._found.figures, name)
        told = partial(translate, self._lang, SHARES[name])
        return {
            "n": share.of, "lines": self._lines(name, ("",), top=None if name in SMALL else 100),
            "lead": self._or_too_few(share.pct, share.of, told),
        }  # fmt: skip

    def times(self, name: str) -> dict[str, Any]:
        times: Times = getattr(self._found.figures, name)
        told = partial(translate, self._lang, HALF)
        p90 = self._shown(minutes(times.p90_s) or 0.0)
        return {
            "n": times.n, "lines": self._lines(name, QUANTILES, top=None),
            "lead": self._or_too_few(minutes(times.median_s), times.n, partial(told, p90=p90)),
        }  # fmt: skip

    def heat(self, name: str) -> dict[str, Any]:
        heat: Heat = getattr(self._found, name)
        n = sum(map(sum, heat.counts))
        if not any(map(any, heat.of)):
            return {"n": n, "lead": translate(self._lang, NO_HOURS)}
        lead = translate(self._lang, HEATS[name], n=self._shown(n), days=self._found.days)
        return {"n": n, "heat": heat_plot(heat), "lead": lead}

    def plain(self, table: Table[Any]) -> dict[str, Any]:
        n = self._found.figures.arrived
        bars = bar_plot(table.rows) if table.name in {"funnel", "ends"} else None
        return {"n": n, "bars": bars, "lead": translate(self._lang, "{n} people came.", n=self._shown(n))}

    def _lines(self, name: str, called: Sequence[str], *, top: int | None) -> LinePlot | None:
        """None where no point has enough cases."""
        told = values(self._found, name)
        if all(each is None for line in told for each in line):
            return None
        titles = [each and translate(self._lang, each) for each in called]
        return line_plot(self._days, list(zip(titles, told, strict=True)), top=top, notes=self._marks)

    def _or_too_few(self, value: float | None, n: int, told: Callable[..., str]) -> str:
        return words.too_few(n, lang=self._lang) if value is None else told(value=self._shown(value), n=self._shown(n))

    def _shown(self, value: float) -> str:
        return words.decimal(value, lang=self._lang)


def _figure(table: Table[Any], *, lang: str, **more: Any) -> Figure:
    cells = [[words.shown(value, column.unit, lang=lang) for value in table.values(column)] for column in table.columns]
    return Figure(
        key=table.name, title=translate(lang, table.title), definition=DEFINITIONS[table.name],
        titles=[(translate(lang, each.title), each.unit in {"text", "day"}) for each in table.columns],
        rows=list(zip(*cells, strict=True)), **more,
    )  # fmt: skip
