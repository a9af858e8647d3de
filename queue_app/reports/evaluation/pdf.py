"""The letter about an officer as a PDF: a letter in full sentences, and behind it the table of the SKP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from queue_app.domain.evidence.letter import Letter, Said, canonical, read, sha256
from queue_app.domain.office.nip import LENGTH, grouped
from queue_app.reports.evaluation import told
from queue_app.reports.evaluation.words import DISPUTES, NONE, SAID, SERVICES, SKP, STATES, Words, realisation
from queue_app.reports.sheet import table
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.reports.sheet.table import Column, Look
from queue_app.texts import translate

OFFICE, ADDRESS = Style(14, is_bold=True), Style(9, grey=80)
TITLE, HEADING, TEXT = Style(13, is_bold=True), Style(10.5, is_bold=True), Style(10)
SMALL, LABEL, NAME = Style(8.5, grey=80), Style(10, grey=80), Style(10, is_bold=True)
TABLE = Look(Style(8.5, is_bold=True), Style(9))
ANNEX = Look(Style(8, is_bold=True), Style(8.5))
BLANK = "." * 34
HALF_GAP, BOX_MM = 8.0, 26.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where the assessor's signature stands: the page, from 1, and millimetres from its upper left corner."""

    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """The unsigned file, and where a signature is to stand in it."""

    pdf: bytes
    sign_at: Place


def pdf_of(letter: Letter, *, lang: str) -> bytes:
    """The unsigned file; the same letter gives the same bytes. Some tenths of a second: not within a transaction."""
    return drawn(letter, lang=lang).pdf


def drawn(letter: Letter, *, lang: str) -> Drawn:
    """The same, with the place for a signature."""
    told_in_order = read(canonical(letter))  # of whatever order its reasons and breaks came in
    writer = _Writer(told_in_order, Words(lang, letter.office.time_zone))
    place = writer.write()
    return Drawn(writer.sheet.finished(), place)


class _Writer:
    def __init__(self, letter: Letter, words: Words) -> None:
        self._letter, self._words = letter, words
        mark = sha256(canonical(letter))[:12]
        self.sheet = Sheet(
            title=f"{words.head('title')} · {letter.officer.name} · {letter.period.code}", lang=words.lang,
            made_at=(letter.locked.at if letter.locked else letter.made_at),
            about=f"{mark} · {words.days(letter)} · {letter.officer.name}",
            pages=translate(words.lang, SAID["page"]),
        )  # fmt: skip

    def write(self) -> Place:
        self.sheet.add_page()
        self._write_head()
        self._write_parties()
        self.sheet.paragraph(told.opening(self._letter, self._words), TEXT, after=3)
        self._write_figures()
        self._write_words()
        self._write_source()
        place = self._write_signatures()
        if rows := self._targets():
            self._write_annex(rows)
        return place

    def _write_head(self) -> None:
        sheet, letter, words = self.sheet, self._letter, self._words
        sheet.paragraph(letter.office.name, OFFICE, align="centre", after=0.5)
        sheet.paragraph(letter.office.address, ADDRESS, align="centre", after=1.5)
        sheet.rule(grey=40, after=0.8)
        sheet.rule(grey=40, after=6)
        sheet.paragraph(words.head("title").upper(), TITLE, align="centre", after=0.5)
        sheet.paragraph(words.days(letter), TEXT, align="centre", after=0.5)
        sheet.paragraph(words.of(STATES, letter.state), SMALL, align="centre", after=5)

    def _write_parties(self) -> None:
        words, officer = self._words, self._letter.officer
        own = [("name", officer.name), ("nip", _nip(officer.nip)), ("employment", officer.employment.replace("_", " "))]
        other = [("name", self._assessor() or BLANK), ("nip", BLANK)]
        unit = ("unit", self._letter.office.name)
        width = (self.sheet.epw - HALF_GAP) / 2
        top, left = self.sheet.y, self.sheet.l_margin
        ends = []
        for place, (title, pairs) in enumerate((("officer", [*own, unit]), ("assessor", [*other, unit]))):
            self.sheet.y = top
            x = left + place * (width + HALF_GAP)
            self._write_at(x, width, words.head(title), HEADING)
            for name, value in pairs:
                self._write_pair(x, width, words.label(name), value)
            ends.append(self.sheet.y)
        self.sheet.y = max(ends) + 4

    def _write_pair(self, x: float, width: float, label: str, value: str) -> None:
        top = self.sheet.y
        self._write_at(x, 26, label, LABEL)
        end, self.sheet.y = self.sheet.y, top
        self._write_at(x + 27, width - 27, value or NONE, TEXT)
        self.sheet.y = max(end, self.sheet.y)

    def _write_at(self, x: float, width: float, text: str, style: Style) -> None:
        for line in self.sheet.lines(text, width, style):
            self.sheet.draw_line(line, x, self.sheet.y, width, style)
            self.sheet.y += style.line_mm

    def _write_figures(self) -> None:
        letter, words = self._letter, self._words
        targets = [] if letter.targets else [words.say("no_targets")]
        self._write_part("work", [*told.work(letter, words), *targets])
        self._write_part("quality", told.quality(letter, words))
        self._write_part("time", [*told.time(letter, words), *told.beside_time(letter, words)])
        rows = told.services(letter, words)
        if rows:
            titles = [translate(words.lang, msgid) for msgid in SERVICES]
            columns = [Column(titles[0], 4), *(Column(title, 1.3, "right") for title in titles[1:])]
            table.draw(self.sheet, columns, rows, TABLE, bold=frozenset())
            self.sheet.y += 3
        outages = [told.outages(letter, words)] if letter.parameters.outages else []
        self._write_part("left_out", [*told.left_out(letter, words), *outages])
        found = list(told.signals(letter, words))
        if found:
            self._write_part("signals", [words.say("signals"), *found])

    def _write_words(self) -> None:
        letter, words = self._letter, self._words
        for name, said in (("note", letter.note), ("feedback", letter.feedback)):
            if said:
                self._write_said(name, said)
        rows = told.disputes(letter, words)
        if rows:
            titles = [translate(words.lang, msgid) for msgid in DISPUTES]
            columns = [Column(title, share) for title, share in zip(titles, (1.3, 2, 1.7), strict=True)]
            self._write_heading("disputes", room=30)
            table.draw(self.sheet, columns, rows, TABLE, bold=frozenset())
            self.sheet.y += 3
        found = list(told.steps(letter, words))
        if found:
            self._write_part("discussed", found)

    def _write_said(self, name: str, said: Said) -> None:
        self._write_heading(name, room=16)
        self.sheet.paragraph(said.text, TEXT, after=0.5)
        self.sheet.paragraph(self._words.say("by", by=said.by, at=self._words.time(said.at)), SMALL, after=3)

    def _write_source(self) -> None:
        self._write_heading("source", room=30)
        for text in (*told.source(self._letter, self._words), self._words.say("use")):
            self.sheet.paragraph(text, SMALL, after=0.8)
        self.sheet.y += 3

    def _write_signatures(self) -> Place:
        """Two boxes beside each other, never parted from each other; the right one is the assessor's."""
        sheet, words = self.sheet, self._words
        sheet.ensure(BOX_MM + 34)
        if self._letter.state != "locked":
            sheet.paragraph(words.say("draft"), NAME, after=2)
        width, top = (sheet.epw - HALF_GAP) / 2, sheet.y
        for place, (title, name, nip) in enumerate(self._signers()):
            x = sheet.l_margin + place * (width + HALF_GAP)
            sheet.y = top
            self._write_at(x, width, f"{words.label('date')}: {BLANK}", SMALL)
            self._write_at(x, width, words.head(title), TEXT)
            box = Place(sheet.page_no(), x, sheet.y + 1, width, BOX_MM)
            self._draw_box(box)
            sheet.y += BOX_MM + 2
            self._write_at(x, width, name, NAME)
            self._write_at(x, width, f"{words.label('nip')} {nip}", SMALL)
        return box

    def _signers(self) -> list[tuple[str, str, str]]:
        officer = self._letter.officer
        return [("officer", officer.name, _nip(officer.nip)), ("assessor", self._assessor() or BLANK, BLANK)]

    def _draw_box(self, box: Place) -> None:
        self.sheet.set_draw_color(190)
        self.sheet.rect(box.x, box.y, box.width, box.height)
        line = self.sheet.lines(self._words.label("signature"), box.width - 4, SMALL)[0]
        self.sheet.draw_line(line, box.x + 2, box.y + 1, box.width - 4, SMALL)

    def _write_annex(self, rows: list[list[str]]) -> None:
        """On pages of its own, lying: eight columns want the room."""
        sheet, letter, words = self.sheet, self._letter, self._words
        sheet.add_page(orientation="landscape")
        sheet.set_margins(15, 15)  # after the foot of the page before
        sheet.set_xy(15, 15)
        sheet.paragraph(words.head("annex"), HEADING, after=0.5)
        sheet.paragraph(f"{letter.officer.name} · {_nip(letter.officer.nip)} · {words.days(letter)}", SMALL, after=3)
        shares = (0.5, 2.1, 2.3, 1.1, 2.3, 1.4, 2.1, 2.5)
        table.draw(sheet, list(map(Column, SKP, shares)), rows, ANNEX, bold=frozenset())

    def _targets(self) -> list[list[str]]:
        words, feedback = self._words, self._letter.feedback
        return [
            [
                str(number), each.leader_plan or NONE, each.plan, words.aspect(each.aspect), each.indicator,
                each.target, realisation(each.realised, words), (feedback.text if feedback and number == 1 else ""),
            ]
            for number, each in enumerate(self._letter.targets, start=1)
        ]  # fmt: skip

    def _write_part(self, name: str, sentences: Iterable[str]) -> None:
        self._write_heading(name, room=16)
        self.sheet.paragraph(" ".join(sentences), TEXT, after=3)

    def _write_heading(self, name: str, *, room: float) -> None:
        """room: millimetres of what follows that must stand on the same page."""
        self.sheet.ensure(HEADING.line_mm + room)
        self.sheet.paragraph(self._words.head(name), HEADING, after=0.5)

    def _assessor(self) -> str:
        """Who evaluates: who gave feedback, or else who published it."""
        said = self._letter.supervisor_discussed or self._letter.feedback or self._letter.published
        return said.by if said else ""


def _nip(number: str | None) -> str:
    return NONE if not number else grouped(number) if len(number) == LENGTH else number
