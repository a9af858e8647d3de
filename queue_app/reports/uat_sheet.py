"""The sheet of the acceptance test (UAT): each device by its name with what people are to see, hear and reach; signed.

What a program can find out by itself, the doctor has found and stands there already. The boxes are for what only people
can: whether the paper can be read, whether the last row hears the call, whether a key of a safe really fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.doctor.checkup import Checkup
from queue_app.doctor.finding import LEVELS, Level
from queue_app.domain.log.rights import DeviceKind
from queue_app.reports.sheet import table
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.reports.sheet.table import Column, Look
from queue_app.screens.equipment import Equipment, equipment
from queue_app.store.backup import shelf
from queue_app.store.backup.shelf import Rehearsal
from queue_app.store.desk import OfficeKey
from queue_app.store.log import reading
from queue_app.store.log.reading import Place
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import OfficeRow
from queue_app.texts import long_time, translate

TITLE, HEADING, NAME = Style(16, is_bold=True), Style(12, is_bold=True), Style(10, is_bold=True)
TEXT, SOFT = Style(9.5), Style(8.5, grey=95)
BOX, INDENT, LINE = 3.4, 6.0, 9.0  # millimetres: a box's side, what stands beside it, a line to write on
BLANKS = 2  # devices that nobody has named yet are written in by hand
SIGNERS = ("Head of the office", "Administrator", "Whoever installed it")
TITLES: dict[str, str] = {
    DeviceKind.KIOSK: "Kiosks", DeviceKind.DISPLAY: "Displays", DeviceKind.PRINTER: "Ticket printers",
    DeviceKind.SURVEY: "Survey tablets",
}  # fmt: skip
TESTS: dict[str, tuple[str, ...]] = {  # what people look at, of each device of a kind: msgids
    DeviceKind.KIOSK: (
        "A number was taken; its paper came out and can be read.",
        "The code on the paper was scanned with a phone and opened the page of that number.",
        "The topmost key that is needed was reached from a wheelchair.",
        "The words were read by somebody over 60, and in the second language.",
    ),
    DeviceKind.DISPLAY: (
        "A call was heard in every part of its zone, with the room as loud as in the morning.",
        "Number and counter were read from the last row of seats.",
        "The clock on it is right.",
        "Its network was pulled out and put in again; it went on by itself.",
    ),
    DeviceKind.PRINTER: (
        "A paper came out whole, was cut, and can be read.",
        "The cover was opened during a print; the number was not lost.",
    ),
    DeviceKind.SURVEY: ("An answer was given on it and thanked for.",),
}
COUNTERS = (
    "A number was called, called again, served and finished at every counter.",
    "A priority number was called as the office's order says.",
    "A number was taken back within ten seconds.",
)
KEPT = (
    "The server's plug was pulled during a call; it came back by itself and lost no number.",
    "A restore of the newest backup was rehearsed on the date written here: ____________________",
    "The key to what citizens confided ({file}) was copied to: ____________________",
    "The key of the backups was copied to a place where no backup lies: ____________________",
    "A backup lies on another disk or computer, and somebody knows how to put it back.",
    "The head of the log is kept by somebody outside of the office: ____________________",
)
SAID: dict[str, str] = {
    "title": "Acceptance test (UAT)",
    "about": "Tick what was seen, heard or reached. Whatever was not: leave the box empty and write why.",
    "state": "Version {version}. The log of {office} ends at entry {seq}, {hash}.",
    "at": "Printed on {at}",
    "counters": "Counters",
    "kept": "That nothing is lost",
    "found": "What the doctor found",
    "level": "Result",
    "part": "Part",
    "finding": "Finding",
    "nothing": "Nothing: all {count} checks are well.",
    "rest": "All right besides: {count} checks.",
    "remarks": "Remarks",
    "signed": "We saw, heard and tried what is ticked above.",
    "rehearsed": "The last rehearsal that the program knows of was on {at}.",
    "unnamed": "Name: ______________________________",
    "name": "Name",
    "nip": "NIP",
    "date": "Date",
    "signature": "Signature",
}


class Seen(NamedTuple):
    """What the sheet says of one office at one moment."""

    office: OfficeRow
    head: Place
    devices: Equipment
    checkup: Checkup
    rehearsal: Rehearsal | None
    seal_file: str


def file_name(slug: str, day: date) -> str:
    """The name of the file: uat-medan-2026-11-23.pdf."""
    return f"uat-{slug}-{day}.pdf"


def gathered(
    connection: Connection, office_id: int, found: Checkup, *, backups: str, seal_file: str, lang: str
) -> Seen:  # fmt: skip
    """Everything that stands on the sheet of the office. backups: their folder; "" for none."""
    office = catalogue.office(connection, office_id)
    key = OfficeKey(office.id, office.slug, office.time_zone, office.pairs_devices)
    devices = equipment(connection, key, now=found.at, build="", version=found.version, lang=lang)
    rehearsal = shelf.rehearsal(Path(backups)) if backups else None
    return Seen(office, reading.head(connection, office.id), devices, found, rehearsal, seal_file)


def drawn(seen: Seen, *, lang: str) -> bytes:
    """The sheet as a PDF; the same findings give the same bytes."""
    _ = partial(translate, lang)
    at = long_time(seen.checkup.at, seen.office.time_zone, lang=lang)
    sheet = Sheet(
        title=f"{_(SAID['title'])} · {seen.office.name}", lang=lang, made_at=seen.checkup.at,
        about=f"{seen.office.name} · {at}", pages="{number} / {all}",
    )  # fmt: skip
    sheet.add_page()
    _Writer(sheet, seen, lang).write(at)
    return sheet.finished()


class _Writer:
    def __init__(self, sheet: Sheet, seen: Seen, lang: str) -> None:
        self._sheet, self._seen, self._lang = sheet, seen, lang

    def _say(self, msgid: str, **values: object) -> str:
        return translate(self._lang, msgid, **values)

    def write(self, at: str) -> None:
        seen, sheet = self._seen, self._sheet
        sheet.paragraph(seen.office.name, SOFT, after=0.5)
        sheet.paragraph(self._say(SAID["title"]), TITLE, after=1.5)
        sheet.paragraph(self._say(SAID["at"], at=at), TEXT, after=0.5)
        where = {"seq": seen.head.seq, "hash": seen.head.hash}
        sheet.paragraph(
            self._say(SAID["state"], version=seen.checkup.version, office=seen.office.slug, **where), SOFT, after=2
        )
        sheet.paragraph(self._say(SAID["about"]), TEXT, after=2)
        for kind, names in self._devices().items():
            self._devices_of(kind, names)
        self._part(SAID["counters"], map(self._say, COUNTERS))
        self._part(SAID["kept"], [self._say(each, file=seen.seal_file) for each in KEPT])
        if seen.rehearsal:
            told = long_time(seen.rehearsal.at, seen.office.time_zone, lang=self._lang)
            sheet.paragraph(self._say(SAID["rehearsed"], at=told), SOFT)
        self._findings()
        self._remarks()
        self._signatures()

    def _devices(self) -> Mapping[str, list[str]]:
        """Kind -> the names of its devices, in the order of the sheet."""
        known = self._seen.devices
        named: dict[str, list[str]] = {
            kind: sorted(each.name for each in known.screens if each.kind == kind) for kind in TITLES
        }
        named[DeviceKind.PRINTER] = sorted(each.name for each in known.printers)
        return {kind: names for kind, names in named.items() if names or kind != DeviceKind.SURVEY}

    def _devices_of(self, kind: str, names: Sequence[str]) -> None:
        tests = [self._say(each) for each in TESTS[kind]]
        self._sheet.ensure(HEADING.line_mm + NAME.line_mm + 3 * LINE)
        self._sheet.paragraph(self._say(TITLES[kind]), HEADING, after=0.5)
        for name in names or [self._say(SAID["unnamed"])] * BLANKS:
            self._sheet.ensure(NAME.line_mm + len(tests) * (TEXT.line_mm + 1))
            self._sheet.paragraph(name, NAME, after=0.5)
            self._boxes(tests)
            self._sheet.y += 1.5
        self._sheet.y += 1

    def _part(self, title: str, tests: Iterable[str]) -> None:
        self._sheet.ensure(HEADING.line_mm + 3 * LINE)
        self._sheet.paragraph(self._say(title), HEADING, after=1)
        self._boxes(tests)
        self._sheet.y += 2.5

    def _boxes(self, tests: Iterable[str]) -> None:
        sheet = self._sheet
        for each in tests:
            lines = sheet.lines(each, sheet.epw - INDENT, TEXT)
            sheet.ensure(len(lines) * TEXT.line_mm + 1)
            sheet.set_draw_color(60)
            sheet.rect(sheet.l_margin, sheet.y + (TEXT.line_mm - BOX) / 2, BOX, BOX)
            for line in lines:
                sheet.draw_line(line, sheet.l_margin + INDENT, sheet.y, sheet.epw - INDENT, TEXT)
                sheet.y += TEXT.line_mm
            sheet.y += 1

    def _findings(self) -> None:
        found = self._seen.checkup
        urgent = [each for each in found.told if each.found.level is not Level.OK]
        self._sheet.ensure(HEADING.line_mm + 3 * LINE)
        self._sheet.paragraph(self._say(SAID["found"]), HEADING, after=1)
        well = found.count(Level.OK)
        if not urgent:
            self._sheet.paragraph(self._say(SAID["nothing"], count=well), TEXT)
            return
        columns = [
            Column(self._say(SAID[title]), share) for title, share in (("level", 1), ("part", 1.6), ("finding", 6))
        ]
        rows = [
            [self._say(LEVELS[each.found.level]), self._say(each.name), each.found.said(self._lang, found.zone)]
            for each in urgent
        ]
        look = Look(SOFT, Style(8.5))
        faults = frozenset(place for place, each in enumerate(urgent) if each.found.level is Level.FAULT)
        table.draw(self._sheet, columns, rows, look, bold=faults)
        self._sheet.y += 1.5
        self._sheet.paragraph(self._say(SAID["rest"], count=well), SOFT)

    def _remarks(self) -> None:
        self._sheet.ensure(HEADING.line_mm + 4 * LINE)
        self._sheet.paragraph(self._say(SAID["remarks"]), HEADING, after=LINE)
        for _line in range(3):
            self._sheet.rule(grey=180, after=LINE)

    def _signatures(self) -> None:
        sheet, width = self._sheet, self._sheet.epw / len(SIGNERS)
        blanks = [self._say(SAID[each]) for each in ("name", "nip", "date", "signature")]
        sheet.ensure(NAME.line_mm * 2 + (len(blanks) + 1) * LINE)
        sheet.paragraph(self._say(SAID["signed"]), TEXT, after=3)
        top = sheet.y
        for place, signer in enumerate(SIGNERS):
            x = sheet.l_margin + place * width
            for line in sheet.lines(self._say(signer), width - 5, NAME)[:1]:
                sheet.draw_line(line, x, top, width - 5, NAME)
            for row, blank in enumerate(blanks):
                y = top + NAME.line_mm + (row + 1) * LINE + (LINE if row == len(blanks) - 1 else 0)
                for line in sheet.lines(blank, width - 5, SOFT)[:1]:
                    sheet.draw_line(line, x, y - SOFT.line_mm - 0.5, width - 5, SOFT)
                sheet.set_draw_color(120)
                sheet.line(x + 21, y, x + width - 5, y)
