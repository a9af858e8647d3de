"""Figures, their aims and their floors: how they are summed up, judged and shown. Nothing is measured in here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

Figures = Mapping[str, float]

# The name of a figure says its unit; the order here is the order in a cell.
FORMS = {  # what stands before the value, and the value
    "per_s": ("", "{:,.0f}/s"),
    "p50_ms": ("p50 ", "{:.1f} ms"),
    "p99_ms": ("p99 ", "{:.1f} ms"),
    "answer_p50_ms": ("after its answer p50 ", "{:.1f} ms"),
    "answer_p99_ms": ("p99 ", "{:.1f} ms"),
    "times": ("", "{:.2f} times"),
    "rss_mb": ("", "{:.0f} MB"),
    "grown_mb": ("", "{:.0f} MB more"),
    "heap_mb": ("", "{:.2f} MB"),
    "back_s": ("", "{:.1f} s"),
    "start_s": ("", "{:.2f} s"),
    "took_s": ("", "{:.2f} s"),
    "longest_s": ("others waited ", "{:.2f} s"),
    "each_us": ("each ", "{:.1f} µs"),
    "cpu_us": ("processor ", "{:.0f} µs a request"),
    "cpu_share": ("of one core ", "{:.0%}"),
    "of_floor": ("", "{:.0%} of the floor"),
    "each_kb": ("each ", "{:.0f} kB"),
    "twice": ("", "{:.0f} numbers twice"),
    "gaps": ("", "{:.0f} left out"),
    "broken": ("", "{:.0f} not whole"),
    "behind": ("", "{:.0f} behind"),
    "cut": ("", "{:.0f} cut"),
    "kb": ("", "{:.1f} kB"),
    "html_kb": ("HTML ", "{:.1f} kB"),
    "html_gzip_kb": ("packed ", "{:.1f} kB"),
    "all_kb": ("everything ", "{:.1f} kB"),
    "all_gzip_kb": ("packed ", "{:.1f} kB"),
}
MORE_IS_BETTER = {"per_s"}
HEADINGS = ("what", "reached", "aim", "met", "floor")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. floor: what the bare machine does in the same run, without any of our code."""

    name: str
    figures: Figures
    aims: Figures = field(default_factory=dict)
    floor: Figures = field(default_factory=dict)
    floor_name: str = ""

    @property
    def is_met(self) -> bool | None:
        """Whether every aim is reached; None where none is set."""
        return all(map(self._reaches, self.aims)) if self.aims else None

    def _reaches(self, name: str) -> bool:
        reached, aim = self.figures[name], self.aims[name]
        return reached >= aim if name in MORE_IS_BETTER else reached <= aim


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]


def latency(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 99th percentile in milliseconds."""
    return {"p50_ms": percentile(seconds, 0.5) * 1000, "p99_ms": percentile(seconds, 0.99) * 1000}


def typical(rounds: Sequence[Figures]) -> dict[str, float]:
    """Each figure's median over the rounds: one disturbed round says nothing about the program."""
    return {name: median(figures[name] for figures in rounds) for name in rounds[0]}


def cell(figures: Figures) -> str:
    """`{"per_s": 812.4, "p99_ms": 48}` as "812/s, p99 48.0 ms"."""
    return ", ".join(_figure(name, figures[name]) for name in FORMS if name in figures)


def table(rows: Iterable[Row]) -> str:
    """All rows under their headings, in columns."""
    lines = [HEADINGS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def as_json(row: Row) -> dict[str, object]:
    """The row for build/bench.json, in full precision."""
    return {
        "name": row.name,
        "reached": dict(row.figures),
        "aim": dict(row.aims),
        "is_met": row.is_met,
        "floor": dict(row.floor),
        "floor_name": row.floor_name,
    }


def _cells(row: Row) -> tuple[str, ...]:
    aim = ", ".join(
        _figure(name, limit, sign="≥ " if name in MORE_IS_BETTER else "≤ ") for name, limit in row.aims.items()
    )
    met = {True: "yes", False: "NO", None: ""}[row.is_met]
    floor = f"{cell(row.floor)} ({row.floor_name})" if row.floor else ""
    return (row.name, cell(row.figures), aim, met, floor)


def _figure(name: str, value: float, *, sign: str = "") -> str:
    label, form = FORMS[name]
    return label + sign + form.format(value)
