"""The follow-up table (rencana tindak lanjut, RTL) in the columns of the report of PermenPANRB 14/2017."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

from queue_app.domain.citizen.survey.follow_up import Term, standing
from queue_app.domain.citizen.survey.periods import SurveyPeriod
from queue_app.reports.spreadsheet import Value, fill_column
from queue_app.reports.survey import words
from queue_app.reports.survey.words import NONE, STANDINGS, TERMS
from queue_app.screens.survey.follow_ups import Plan
from queue_app.texts import long_date, translate

TITLE = "FOLLOW-UP PLAN (RTL) OF THE SATISFACTION SURVEY"
COLUMNS = (
    "No.", "Element by priority", "Programme or activity", "TW I", "TW II", "TW III", "TW IV", "Responsible", "Due",
    "Realisation and evidence",
)  # fmt: skip
WIDTHS = (5, 30, 44, 8, 8, 8, 8, 26, 24, 50)


@dataclass(frozen=True, slots=True)
class RtlRow:
    """One line, in words. quarters: TW I to IV, the year in the one it is due in. stands: a value of Standing."""

    id: int
    unsur: str
    programme: str
    owner: str
    quarters: Sequence[str]
    due: str
    term: str
    stands: str
    word: str
    told: str
    evidence: str
    is_withdrawn: bool
    is_public: bool

    def cells(self, number: int) -> list[str]:
        """As COLUMNS."""
        told = "\n".join(each for each in (self.told, self.evidence) if each) or self.word
        return [str(number), self.unsur, self.programme, *self.quarters, self.owner, self.due, told]


def rows(plan: Plan, *, lang: str) -> list[RtlRow]:
    """The lowest element first."""
    found = []
    for each in plan.lines:
        entry, stands = each.entry, standing(each.entry.due_on, each.done_on, plan.today)
        done = long_date(each.done_on, lang=lang) if each.done_on else ""
        found.append(RtlRow(
            each.id, words.unsur(entry.unsur), entry.programme, entry.owner,
            [str(entry.due_on.year) if entry.quarter == place else "" for place in range(1, 5)],
            long_date(entry.due_on, lang=lang), translate(lang, TERMS[Term(each.term)]), stands.value,
            translate(lang, STANDINGS[stands]), f"{done}: {each.realisation}" if done else "", each.evidence,
            each.is_withdrawn, entry.is_public,
        ))  # fmt: skip
    return found


def index_of(plan: Plan, code: str, *, lang: str) -> str:
    """The index of an element, as printed; a dash where nothing may be shown."""
    return words.number(plan.index.unsur[code].shown, 2, lang=lang) if plan.index else NONE


def years(known: Iterable[SurveyPeriod], *, lang: str) -> dict[int, list[tuple[str, str]]]:
    """Year -> code and name of its periods, the longest first."""
    found: dict[int, list[tuple[str, str]]] = {}
    for each in sorted(known, key=lambda each: (-each.year, -each.kind.months, -each.number)):
        found.setdefault(each.year, []).append((each.code, words.period_name(each, lang=lang)))
    return found


def workbook(lines: Sequence[RtlRow], office: str, period: SurveyPeriod, *, lang: str) -> bytes:
    """One sheet; what people typed stays a text."""
    import xlsxwriter  # noqa: PLC0415 - only whoever asks for a workbook pays for it

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("RTL")
    text = book.add_format({"num_format": "@"})
    bold = book.add_format({"num_format": "@", "bold": True, "border": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"num_format": "@", "border": 1, "text_wrap": True, "valign": "top"})
    head = [translate(lang, TITLE), office, words.period_title(period, lang=lang)]
    fill_column(sheet, 0, head, cell_format=text)
    table = [each.cells(number) for number, each in enumerate(standing_lines(lines), 1)]
    for place, (title, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        fill_column(sheet, place, [translate(lang, title)], first_line=4, cell_format=bold)
        column: Sequence[Value] = [each[place] for each in table]
        fill_column(sheet, place, column, first_line=5, cell_format=cell)
        sheet.set_column(place, place, width)
    book.close()
    return file.getvalue()


def standing_lines(lines: Sequence[RtlRow]) -> list[RtlRow]:
    """Without those that were withdrawn."""
    return [each for each in lines if not each.is_withdrawn]
