"""The form on paper: for who writes by hand; what is written on it is entered by whoever handles complaints."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from queue_app.domain.citizen.complaints.kinds import INTEGRITY, Category, Kind
from queue_app.domain.citizen.complaints.words import CATEGORIES, KINDS
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.texts import translate

TITLE, OFFICE, HEADING = Style(17, is_bold=True), Style(10.5, grey=95), Style(11, is_bold=True)
TEXT, SOFT = Style(10.5), Style(8.5, grey=95)
BROUGHT = (Kind.COMPLAINT, Kind.INFORMATION, Kind.IDEA, Kind.THANKS)
LINE_MM, BOX_MM = 8.5, 4.0
WHO = ("Anonymous", "Confidential", "With my name")


def complaint_form(office: str, address: str, *, lang: str, made_at: datetime) -> bytes:
    """One sheet to copy and lay out; the slip at its foot is torn off and given back with date and signature."""
    _ = partial(translate, lang)
    sheet = Sheet(title=f"{_('Your voice')} · {office}", lang=lang, made_at=made_at, about=office)
    sheet.add_page()
    sheet.paragraph(f"{office} · {address}" if address else office, OFFICE, after=0.5)
    sheet.paragraph(_("Your voice"), TITLE, after=3)
    _asked(sheet, _("What do you bring?"), (_(KINDS[each]) for each in BROUGHT))
    _asked(sheet, _("What is it about?"), (_(CATEGORIES[each]) for each in Category if each not in INTEGRITY))
    _asked(sheet, _("About honesty: bribes, corruption, abuse"), (_(CATEGORIES[each]) for each in INTEGRITY))
    sheet.paragraph(
        _("For these, close the sheet in an envelope and write “Integrity” on it: nobody else opens it."), SOFT
    )
    _blank(sheet, _("Service, day and counter, if you know them"), 1)
    _blank(sheet, _("What happened?"), 8)
    _blank(sheet, _("What do you wish for?"), 2)
    _asked(sheet, _("Your name"), map(_, WHO))
    _blank(sheet, _("Name, phone, e-mail or address"), 2)
    sheet.rule(grey=80, after=2)
    sheet.paragraph(_("Receipt"), HEADING, after=1)
    sheet.paragraph(_("Received on {line}, by {line} (name and signature). Code: {line}", line=16 * "_"), TEXT)
    return sheet.finished()


def _asked(sheet: Sheet, title: str, answers: Iterable[str]) -> None:
    """A row of boxes to tick, over as many lines as they need."""
    sheet.paragraph(title, HEADING, after=1)
    x, end = sheet.l_margin, sheet.w - sheet.r_margin
    for each in answers:
        width = BOX_MM + 2 + sheet.measure(each, TEXT) + 6
        if x + width > end:
            x, sheet.y = sheet.l_margin, sheet.y + 6
        sheet.set_draw_color(60)
        sheet.rect(x, sheet.y + 0.6, BOX_MM, BOX_MM)
        sheet.draw_line(sheet.lines(each, 200, TEXT)[0], x + BOX_MM + 2, sheet.y, 200, TEXT)
        x += width
    sheet.y += 8


def _blank(sheet: Sheet, title: str, lines: int) -> None:
    sheet.paragraph(title, HEADING, after=0)
    sheet.set_draw_color(150)
    for _line in range(lines):
        sheet.y += LINE_MM
        sheet.line(sheet.l_margin, sheet.y, sheet.w - sheet.r_margin, sheet.y)
    sheet.y += 3
