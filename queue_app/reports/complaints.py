"""Files about complaints: the year's recap, and what is keyed in at SP4N-LAPOR!. Lines of a name and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from queue_app.domain.citizen.complaints import words
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.citizen.complaints.recap import TOLD_FROM, Part, Recap
from queue_app.reports import spreadsheet
from queue_app.texts import translate

Lines = Sequence[tuple[str, str]]
NOTHING = "–"


def recap_lines(found: Recap, *, lang: str) -> Lines:
    """The year's figures."""
    _ = partial(translate, lang)
    untold = _("fewer than {count}", count=TOLD_FROM) if found.is_over else _("told once the year is over")
    return [
        *_part(_("Own channel"), found.own, lang),
        *_part("SP4N-LAPOR!", found.lapor, lang),
        *((_(words.KINDS[kind]), str(count)) for kind, count in found.kinds.items()),
        *((_(words.CATEGORIES[category]), str(count)) for category, count in found.categories.items()),
        (_("Integrity, and reports about those who lead"), untold if found.apart is None else str(found.apart)),
    ]


def forward_lines(lodged: Lodged, identity: Identity | None, *, received_on: date, service: str, lang: str) -> Lines:
    """What is keyed in at SP4N-LAPOR!. identity None: it goes on as an anonymous one."""
    _ = partial(translate, lang)
    who = [(_("Name"), identity.name), (_("Contact"), identity.contact)] if identity else []
    return [
        (_("Kind"), _(words.KINDS[lodged.kind])),
        (_("Category"), _(words.CATEGORIES[lodged.category])),
        (_("Received"), received_on.isoformat()),
        (_("Day of the service"), lodged.happened_on.isoformat() if lodged.happened_on else NOTHING),
        (_("Service"), service or NOTHING),
        (_("What was said"), lodged.text),
        (_("What the sender asks for"), lodged.wish or NOTHING),
        *(who or [(_("Sender"), _("anonymous"))]),
    ]


def as_csv(lines: Lines) -> str:
    """One line for each."""
    return spreadsheet.csv_text(lines, delimiter=";")


def as_pdf(lines: Lines, *, title: str, office: str, made_at: datetime, lang: str) -> bytes:
    """The same on sheets of A4."""
    from queue_app.reports.sheet.a4 import Sheet  # noqa: PLC0415 - fpdf2 is slow to load, and most pages make no file
    from queue_app.reports.sheet.setting import Style  # noqa: PLC0415

    sheet = Sheet(title=f"{title} · {office}", lang=lang, made_at=made_at, about=f"{office} · {title}")
    sheet.add_page()
    sheet.paragraph(office, Style(10.5, grey=95), after=0.5)
    sheet.paragraph(title, Style(17, is_bold=True), after=3)
    sheet.rule(after=3)
    for name, text in lines:
        sheet.paragraph(name, Style(9, grey=95), after=0.5)
        sheet.paragraph(text or NOTHING, Style(11), after=2.5)
    return sheet.finished()


def _part(name: str, part: Part, lang: str) -> Lines:
    _ = partial(translate, lang)
    return [
        (f"{name}: {_('received')}", str(part.received)),
        (f"{name}: {_('in process')}", str(part.in_process)),
        (f"{name}: {_('done')}", _of(part.done, part.done_pct, lang)),
        (f"{name}: {_('done within the deadline')}", _of(part.within, part.within_pct, lang)),
    ]


def _of(count: int, share: Decimal | None, lang: str) -> str:
    if share is None:
        return str(count)
    return f"{count} ({str(share).replace('.', ',' if lang == 'id' else '.')} %)"
