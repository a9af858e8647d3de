"""The recap of a day on one sheet of A4, to be kept, sent and laid into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from queue_app.domain.evidence.day_figures import DayFigures
from queue_app.reports.sheet import table
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.reports.sheet.table import Column, Look
from queue_app.screens.recap import NO_SHOW, NOT_COMPLETED, NOT_SERVED, OUTCOMES, SENT_ON, SERVED, STILL_THERE, Recap
from queue_app.texts import long_date, long_time, translate

TITLE, OFFICE, TEXT, SOFT = Style(17, is_bold=True), Style(10.5, grey=95), Style(9.5), Style(8.5, grey=95)
HEADING = Style(10.5, is_bold=True)
NONE = "–"
# By how much all letters of the table shrink until it fits above the log's head; the last one leaves lines out.
SIZES = (9.0, 8.0, 7.0, 6.0)
BELOW_MM = 68.0  # for everything below the table
COUNTS = ("Arrived", SERVED, SENT_ON, NO_SHOW, NOT_SERVED, STILL_THERE)
COLUMNS = (*COUNTS, "Wait, median", "Wait, P90", "Within standard")
SAID: dict[str, str] = {  # what is told of -> msgid
    "table": "A service counts once a visit. Not served: cancelled, or left when the day ended, begun or not. Waits "
    "are minutes until the first call: half of the people waited at most the median, nine of ten at most the P90.",
    "no_stays": "Nobody's visit was served to its end on this day.",
    "stays": "Of {count} visits that were served, {short} ({share}) were over within 60 minutes of their arrival.",
    "no_standard": "No service was timed that can be held against its standard.",
    "standard": "Of {count} timed services, {within} ({share}) took no longer than their standard.",
    "doubts": "Times marked as inaccurate: {count} of {all} services that were done.",
    "nothing": "Nothing out of the ordinary was noted.",
    "at_end": "The log of this office at the end of this day",
    "at_moment": "The log of this office at this moment",
    "keep": "Keep this sheet. Whoever changes or cuts off the log later is found by it:",
    "head": "{time}: entry {number}, hash:",
}
EXPECT = "antrean verify-log --expect {slug}:{seq}:{hash}"


@dataclass(frozen=True, slots=True)
class OfOffice:
    """What the sheet says of the office."""

    name: str
    slug: str
    time_zone: str


class _Row(NamedTuple):
    name: str
    counts: Sequence[int]
    figures: DayFigures


def recap_pdf(found: Recap, office: OfOffice, *, lang: str) -> bytes:
    """One page, however many services there are; the same recap gives the same bytes."""
    _ = partial(translate, lang)
    day = long_date(found.day, lang=lang)
    sheet = Sheet(
        title=f"{_('Recap of the day')} · {office.name} · {found.day}", lang=lang, made_at=found.at,
        about=f"{office.name} · {day}",
    )  # fmt: skip
    sheet.set_margins(18, 15)
    sheet.add_page()
    _Writer(sheet, found, office, lang).write(day)
    return sheet.finished()


class _Writer:
    def __init__(self, sheet: Sheet, found: Recap, office: OfOffice, lang: str) -> None:
        self._sheet, self._found, self._office, self._lang = sheet, found, office, lang
        self._ = partial(translate, lang)

    def write(self, day: str) -> None:
        sheet = self._sheet
        sheet.paragraph(self._office.name, OFFICE, after=0.5)
        sheet.paragraph(self._("Recap of the day"), OFFICE, after=0.5)
        sheet.paragraph(day, TITLE, after=3)
        sheet.rule(after=3)
        if self._found.fault:
            sheet.paragraph(self._found.fault, HEADING)
        else:
            self._write_figures()
        self._write_happened()
        self._write_head()

    def _write_figures(self) -> None:
        for said in (self._stays(), self._standard(), self._doubts()):
            self._sheet.paragraph(said, TEXT, after=1)
        self._sheet.y += 2
        self._write_table()
        self._sheet.y += 2
        self._sheet.paragraph(self._say("table"), SOFT)

    def _write_table(self) -> None:
        columns, rows = self._columns(), self._rows()
        for size in SIZES:
            look = Look(Style(size - 0.5, is_bold=True), Style(size), is_ruled=False, pad=size / 9)
            height = sum(table.heights(self._sheet, columns, [self._cells(each) for each in rows], look))
            if height <= self._sheet.room - BELOW_MM:
                break
        else:
            rows = self._folded(rows, int((self._sheet.room - BELOW_MM) // (height / (len(rows) + 1))) - 1)
        table.draw(self._sheet, columns, list(map(self._cells, rows)), look, bold=frozenset({len(rows) - 1}))

    def _columns(self) -> list[Column]:
        titles = [each for each in COLUMNS if each != STILL_THERE or not self._found.is_over]
        numbers = [Column(self._(title), 1.4, "right") for title in titles]
        return [Column(self._("Service"), 4.2), *numbers]

    def _rows(self) -> list[_Row]:
        lines = [_Row(f"{each.series} · {each.name}", each.counts, each.figures) for each in self._found.lines]
        return [*lines, _Row(self._("All services"), self._found.totals, self._found.figures)]

    def _folded(self, rows: list[_Row], most: int) -> list[_Row]:
        """The busiest lines in their order, and how many others there are."""
        *lines, total = rows
        kept = sorted(lines, key=lambda each: -sum(each.counts))[: max(0, most - 2)]
        rest = [each for each in lines if each not in kept]
        counts = [sum(each) for each in zip(*(each.counts for each in rest), strict=True)]
        told = self._("{count} more services", count=len(rest))
        nothing = DayFigures(None, None, 0, 0, 0, 0, 0, 0)
        return [*(each for each in lines if each in kept), _Row(told, counts, nothing), total]

    def _cells(self, row: _Row) -> list[str]:
        by = dict(zip(OUTCOMES, row.counts, strict=True))
        counts = [sum(row.counts), by[SERVED], by[SENT_ON], by[NO_SHOW], by[NOT_SERVED] + by[NOT_COMPLETED]]
        if not self._found.is_over:
            counts.append(by[STILL_THERE])
        figures = row.figures
        waits = [_minutes(figures.wait_median_s), _minutes(figures.wait_p90_s)]
        return [row.name, *map(str, counts), *waits, self._share(figures.within, figures.judged)]

    def _stays(self) -> str:
        short, count = self._found.figures.stays_short, self._found.figures.stays
        if not count:
            return self._say("no_stays")
        return self._say("stays", count=count, short=short, share=self._share(short, count))

    def _standard(self) -> str:
        within, count = self._found.figures.within, self._found.figures.judged
        if not count:
            return self._say("no_standard")
        return self._say("standard", count=count, within=within, share=self._share(within, count))

    def _doubts(self) -> str:
        return self._say("doubts", count=self._found.figures.doubted, all=self._found.figures.done)

    def _say(self, name: str, **values: object) -> str:
        return self._(SAID[name], **values)

    def _share(self, count: int, whole: int) -> str:
        return f"{round(100 * count / whole)} %" if whole else NONE

    def _write_happened(self) -> None:
        told = [*self._found.clock_set, *self._found.happened] or [self._say("nothing")]
        self._sheet.paragraph(self._("Notes of the day"), HEADING, after=0.5)
        self._sheet.paragraph(" ".join(told), TEXT, after=3)

    def _write_head(self) -> None:
        found, office = self._found, self._office
        title = self._say("at_end" if found.is_over else "at_moment")
        self._sheet.paragraph(title, HEADING, after=0.5)
        told = long_time(found.at, office.time_zone, lang=self._lang)
        self._sheet.paragraph(self._say("head", time=told, number=found.seq), TEXT, after=0)
        self._sheet.paragraph(found.hash, TEXT, after=2)
        self._sheet.paragraph(self._say("keep"), SOFT, after=0)
        self._sheet.paragraph(EXPECT.format(slug=office.slug, seq=found.seq, hash=found.hash), SOFT, after=0)


def _minutes(seconds: float | None) -> str:
    return NONE if seconds is None else str(round(seconds / 60))
