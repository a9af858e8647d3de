"""The record of a forum (berita acara): to be printed, signed by both sides and kept."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from queue_app.domain.citizen.forum import words
from queue_app.reports.sheet.a4 import Sheet
from queue_app.reports.sheet.setting import Style
from queue_app.store.citizen.forum.forums import KeptForum
from queue_app.texts import long_date, translate

TITLE, OFFICE, HEADING, TEXT = Style(16, is_bold=True), Style(10.5, grey=95), Style(11, is_bold=True), Style(10.5)


def forum_record(kept: KeptForum, office: str, *, lang: str, made_at: datetime) -> bytes:
    """As many pages as its minutes need; who came stands in numbers, names only on the signed list."""
    _, forum = partial(translate, lang), kept.forum
    sheet = Sheet(title=f"{_('Record of the forum')} · {forum.title}", lang=lang, made_at=made_at, about=office)
    sheet.add_page()
    sheet.paragraph(office, OFFICE, after=0.5)
    sheet.paragraph(_("Record of the forum"), TITLE, after=1)
    sheet.paragraph(f"{_(words.KINDS[forum.kind])} · {forum.title}", HEADING, after=1)
    sheet.paragraph(f"{long_date(forum.held_on, lang=lang)} · {forum.place}", TEXT, after=4)
    came = [f"{_(words.GROUPS[group])}: {people}" for group, people in kept.counts.items()]
    promised = [
        f"{number}. {each.text} – {each.owner}, {long_date(each.due_on, lang=lang)}"
        for number, each in enumerate(kept.promises.values(), 1)
    ]
    for title, lines in (
        (_("Who came"), came),
        (_("Minutes of the forum"), forum.minutes.splitlines()),
        (_("Promised"), promised),
    ):
        sheet.paragraph(title, HEADING, after=1)
        for line in lines or ["–"]:
            sheet.paragraph(line, TEXT, after=1)
        sheet.y += 3
    sheet.ensure(40)
    sheet.paragraph(_("For the office: {line}    For the citizens: {line}", line=24 * "_"), TEXT)
    return sheet.finished()
