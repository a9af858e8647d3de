"""Where the parts of the plots stand, in units of their own: lines over days, heat maps, bars. Templates draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from queue_app.reports import history_heat
from queue_app.reports.history import Count
from queue_app.screens.history import Heat

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 220, 48, 20, 22, 30
STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 240, 480)
TICKS, LABELS = 5, 6
CELL, ROW, HOURS = 78, 26, 62  # of a heat map: a cell's width and height, and the room for the half hours
LEVELS = 5
BAR, BAR_ROOM = 46, 420


@dataclass(frozen=True, slots=True)
class Line:
    """path: of SVG; dots: where a value stands without neighbours. kind: a number that the style knows."""

    name: str
    kind: int
    path: str
    dots: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LinePlot:
    """ticks: y and value. labels: x, anchor and day. notes: x and number. top: the highest value of the axis."""

    height: int
    base: float
    ticks: Sequence[tuple[float, int]]
    labels: Sequence[tuple[float, str, date]]
    notes: Sequence[tuple[float, int]]
    lines: Sequence[Line]
    top: int


def line_plot(
    days: Sequence[date], lines: Sequence[tuple[str, Sequence[float | None]]], *, top: int | None,
    notes: Sequence[tuple[int, date]] = (),
) -> LinePlot:  # fmt: skip
    """days: of each value, in order. top: of the axis; None: above the highest value. notes: number and day."""
    highest = max((each for _name, values in lines for each in values if each is not None), default=0.0)
    step = next((step for step in STEPS if step * TICKS >= (top or highest)), STEPS[-1])
    reach = top or max(1, -int(-highest // step)) * step
    base = float(HEIGHT - BOTTOM)
    first, span = days[0].toordinal(), max(1, (days[-1] - days[0]).days)

    def x(day: date) -> float:
        share = (day.toordinal() - first) / span if len(days) > 1 else 0.5
        return round(LEFT + min(1.0, max(0.0, share)) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(base - value / reach * (base - TOP), 1)

    places = [x(day) for day in days]
    drawn = [
        _line(
            name,
            kind,
            [None if value is None else (place, y(value)) for place, value in zip(places, values, strict=True)],
        )
        for kind, (name, values) in enumerate(lines)
    ]
    ticks = [(y(value), value) for value in range(0, reach + 1, step)]
    return LinePlot(
        HEIGHT, base, ticks, _labels(days, places), [(x(day), number) for number, day in notes], drawn, reach
    )


def _line(name: str, kind: int, places: Sequence[tuple[float, float] | None]) -> Line:
    """Where a value is missing the line is broken."""
    path, before = [], None
    for place in places:
        if place:
            path.append(f"{'L' if before else 'M'}{place[0]} {place[1]}")
        before = place
    around = [None, *places, None]
    alone = [
        now for (was, now), then in zip(pairwise(around), around[2:], strict=False) if now and not was and not then
    ]
    return Line(name, kind, "".join(path), alone)


def _labels(days: Sequence[date], places: Sequence[float]) -> list[tuple[float, str, date]]:
    step = max(1, -(-len(days) // LABELS))
    chosen = range(0, len(days), step)
    anchors = {0: "start", len(days) - 1: "end"} if len(days) > 1 else {}
    return [(places[each], anchors.get(each, "middle"), days[each]) for each in chosen]


@dataclass(frozen=True, slots=True)
class HeatCell:
    """level: 0 to LEVELS - 1, of how much of the highest value it is; None: no value."""

    x: int
    y: int
    value: float | None
    level: int | None


@dataclass(frozen=True, slots=True)
class HeatPlot:
    """days: x and weekday; hours: y and half hour."""

    width: int
    height: int
    days: Sequence[tuple[int, int]]
    hours: Sequence[tuple[int, str]]
    cells: Sequence[HeatCell]


def heat_plot(heat: Heat) -> HeatPlot:
    """A column for each weekday, a row for each half hour."""
    days, slots = history_heat.days(heat), history_heat.slots(heat)
    highest = max((heat.values[day][slot] or 0.0 for day in days for slot in slots), default=0.0)
    cells = [
        HeatCell(HOURS + CELL * column, ROW * (row + 1), value, _level(value, highest))
        for column, day in enumerate(days)
        for row, slot in enumerate(slots)
        for value in [heat.values[day][slot]]
    ]
    return HeatPlot(
        HOURS + CELL * len(days), ROW * (len(slots) + 1) + 4,
        [(HOURS + CELL * column + CELL // 2, day) for column, day in enumerate(days)],
        [(ROW * (row + 1), history_heat.time_of(slot)) for row, slot in enumerate(slots)], cells,
    )  # fmt: skip


def _level(value: float | None, highest: float) -> int | None:
    if value is None:
        return None
    return min(LEVELS - 1, int(LEVELS * value / highest)) if highest else 0


@dataclass(frozen=True, slots=True)
class BarPlot:
    """bars: y, width and what it tells."""

    height: int
    bars: Sequence[tuple[int, float, Count]]


def bar_plot(rows: Sequence[Count]) -> BarPlot:
    """One bar below the other, as wide as its share of the whole."""
    bars = [
        (BAR * place, round(BAR_ROOM * (row.count / row.of if row.of else 0), 1), row) for place, row in enumerate(rows)
    ]
    return BarPlot(BAR * len(rows), bars)
