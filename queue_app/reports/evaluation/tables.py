"""What letters say as tables: for people in a workbook, for programs as CSV. A row for each officer, by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from queue_app.domain.evidence.letter import Letter, RatioTold, canonical, sha256
from queue_app.domain.office.nip import LENGTH, grouped
from queue_app.reports.evaluation.words import SKP, Words, realisation
from queue_app.reports.spreadsheet import Sheet, Value, csv_text, fill_column
from queue_app.texts import translate

TEXT, COUNT, HOURS, RATIO, SHARE = "@", "0", "0.0", "0.000", "0.0 %"
A4 = 9  # Excel's number for the paper


@dataclass(frozen=True)
class Column:
    """title: a msgid. form: how a spreadsheet shows it."""

    title: str
    form: str
    of: Callable[[Letter], Value]


def _of_ratio(name: str) -> Callable[[Letter], Value]:
    def found(letter: Letter) -> Value:
        ratio: RatioTold | None = letter.figures.ratio
        return None if ratio is None else getattr(ratio, name)

    return found


def _share(letter: Letter) -> Value:
    told = letter.figures
    return round(told.within / told.judged, 4) if told.judged >= letter.parameters.least else None


COLUMNS = (
    Column("Officer", TEXT, lambda letter: letter.officer.name),
    Column("NIP", TEXT, lambda letter: nip_text(letter.officer.nip)),
    Column("Employed as", TEXT, lambda letter: letter.officer.employment),
    Column("Unit", TEXT, lambda letter: letter.office.name),
    Column("Period", TEXT, lambda letter: letter.period.code),
    Column("State", TEXT, lambda letter: letter.state),
    Column("Services done", COUNT, lambda letter: letter.figures.volume),
    Column("For citizens with priority", COUNT, lambda letter: letter.figures.priority),
    Column("Ended otherwise than done", COUNT, lambda letter: letter.figures.returned),
    Column("Taken up again by a colleague", COUNT, lambda letter: letter.figures.rework),
    Column("Days at a counter", COUNT, lambda letter: letter.figures.desk.days),
    Column("Hours at a counter", HOURS, lambda letter: round(letter.figures.desk.open_s / 3600, 2)),
    Column("Hours in service", HOURS, lambda letter: round(letter.figures.service_s / 3600, 2)),
    Column("Hours on hold", HOURS, lambda letter: round(letter.figures.held_s / 3600, 2)),
    Column("Held against the standard", COUNT, lambda letter: letter.figures.judged),
    Column("Within standard", SHARE, _share),
    Column("U6", RATIO, lambda letter: letter.figures.u6),
    Column("U7", RATIO, lambda letter: letter.figures.u7),
    Column("In the ratio", COUNT, lambda letter: letter.figures.n),
    Column("Time ratio", RATIO, _of_ratio("ratio")),
    Column("Interval from", RATIO, _of_ratio("low")),
    Column("Interval to", RATIO, _of_ratio("high")),
    Column("In no ratio", COUNT, lambda letter: letter.figures.untimed),
    Column("Shorter than the limit", COUNT, lambda letter: letter.figures.short),
    Column("Last entry of the log", COUNT, lambda letter: letter.log.seq),
    Column("Hash of the entry", TEXT, lambda letter: letter.log.hash),
    Column("Hash of the report", TEXT, lambda letter: sha256(canonical(letter))),
)


def nip_text(number: str | None) -> str:
    """As it is printed, in four groups: what a spreadsheet opens as a text, and keeps to the last digit."""
    return grouped(number) if number and len(number) == LENGTH else number or ""


def in_order(letters: Sequence[Letter]) -> list[Letter]:
    """By the officer's name; the order says nothing else."""
    return sorted(letters, key=lambda letter: (letter.officer.name.casefold(), letter.officer.id))


def made_at(letters: Sequence[Letter]) -> datetime:
    """What a file says of its time: that of the newest figures, so that nothing else changes its bytes."""
    return max((each.made_at for each in letters), default=datetime(2026, 1, 1, tzinfo=UTC)).astimezone(UTC)


def csv_of(letters: Sequence[Letter], *, lang: str) -> str:
    """With the mark of UTF-8; see csv_text. Numbers have a point."""
    titles = [translate(lang, column.title) for column in COLUMNS]
    return csv_text([titles, *([column.of(each) for column in COLUMNS] for each in in_order(letters))])


def xlsx_of(letters: Sequence[Letter], *, lang: str) -> bytes:
    """Two sheets: the figures, and the SKP's rows with what the log answers. The same letters make the same bytes."""
    import xlsxwriter  # noqa: PLC0415 - only whoever asks for a workbook pays for it

    ordered, file = in_order(letters), BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True})
    workbook.set_properties({"title": translate(lang, "Evidence of performance"), "created": made_at(ordered)})
    title = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    forms = {
        form: workbook.add_format({"num_format": form, "valign": "top"}) for form in (TEXT, COUNT, HOURS, RATIO, SHARE)
    }
    wrapped = workbook.add_format({"num_format": TEXT, "valign": "top", "text_wrap": True})
    figures = workbook.add_worksheet(translate(lang, "Figures"))
    for place, column in enumerate(COLUMNS):
        fill_column(figures, place, [translate(lang, column.title)], cell_format=title)
        fill_column(figures, place, [column.of(each) for each in ordered], first_line=1, cell_format=forms[column.form])
    _lay_out(figures, widths=[30, 23, *([13] * (len(COLUMNS) - 2))])
    rows = workbook.add_worksheet(translate(lang, "SKP"))
    for place, values in enumerate(zip(*_skp(ordered, lang), strict=True)):
        fill_column(rows, place, values[:1], cell_format=title)
        fill_column(rows, place, values[1:], first_line=1, cell_format=wrapped)
    _lay_out(rows, widths=[30, 23, 6, 32, 32, 12, 32, 18, 26, 40])
    workbook.close()
    return file.getvalue()


def _skp(letters: Sequence[Letter], lang: str) -> list[list[Value]]:
    found: list[list[Value]] = [[translate(lang, "Officer"), "NIP", *SKP]]
    for letter in letters:
        words = Words(lang, letter.office.time_zone)
        feedback = letter.feedback.text if letter.feedback else ""
        found += (
            [
                letter.officer.name, nip_text(letter.officer.nip), str(number), each.leader_plan, each.plan,
                words.aspect(each.aspect), each.indicator, each.target, realisation(each.realised, words), feedback,
            ]
            for number, each in enumerate(letter.targets, start=1)
        )  # fmt: skip
    return found


def _lay_out(sheet: Sheet, *, widths: Sequence[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
