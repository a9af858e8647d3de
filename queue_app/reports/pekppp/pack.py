"""The pieces behind the levels in one ZIP, each named for the indicator that it is about."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from functools import partial

from sqlalchemy import Connection

from queue_app.domain.citizen.survey import frozen
from queue_app.domain.office.plan import WEEKDAYS, OfficePlan, ServicePlan, StandardPlan
from queue_app.domain.office.standards import COMPONENTS, in_force
from queue_app.reports import complaints
from queue_app.reports.pekppp import words
from queue_app.reports.spreadsheet import Value, csv_text
from queue_app.reports.survey import poster
from queue_app.screens.pekppp import Pekppp
from queue_app.store.citizen.pekppp import pieces
from queue_app.texts import long_date, translate

EARLIEST = (1980, 1, 1, 0, 0, 0)  # a ZIP knows no earlier time; the same pieces are the same bytes
PLAN_HEADINGS = ("Period", "Unsur", "Programme", "Person in charge", "Due", "Done on", "What was done", "Proof")
Piece = tuple[str, str | Callable[[], bytes]]  # name in the ZIP, and what is in it, or what draws it


def gathered(connection: Connection, office_id: int, found: Pekppp, *, lang: str) -> list[Piece]:
    """All of them; a piece that the office does not have is not there."""
    return list(_pieces(connection, office_id, found, lang))


def pack(gathered: Sequence[Piece]) -> bytes:
    """The ZIP. Sheets are drawn now, a tenth of a second each: not while anything else waits."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in gathered:
            drawn = content() if callable(content) else content
            archive.writestr(zipfile.ZipInfo(name, EARLIEST), drawn, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _pieces(connection: Connection, office_id: int, found: Pekppp, lang: str) -> Iterator[Piece]:
    plan, year = found.plan, found.held.year
    yield f"pekppp-{year}.csv", csv_text(words.rows(found, lang))
    yield f"pekppp-{year}.json", json.dumps(words.as_json(found, lang), ensure_ascii=False, indent=2)
    yield from _standards(plan, found.held.until, lang)
    for text in (each.text_id for each in plan.texts if each.key == "maklumat" and each.text_id.strip()):
        yield "05-maklumat.txt", text
    for each in pieces.publications(connection, office_id, year):
        yield from _published(each, lang)
    if plans := pieces.follow_up(connection, office_id, (year - 1, year)):
        yield "08-rtl.csv", csv_text(_plan_rows(plans, lang))
    if found.held.own or found.held.lapor:
        yield "27-complaints.csv", complaints.as_csv(complaints.recap_lines(found.complaints, lang=lang))
    if plan.hours:
        yield "10-hours.csv", csv_text(_hours(plan, lang))
    yield "31-switched-on.csv", csv_text(_switched_on(found))


def _published(each: pieces.Publication, lang: str) -> Iterator[Piece]:
    """As it was frozen, as it was hung up, and as the annex has its processing table."""
    name = f"{each.period}-v{each.version}"
    yield f"06-ikm-{name}.json", each.figures
    yield f"06-ikm-{name}.pdf", partial(_hung_up, each, lang)
    yield f"06-pengolahan-{name}.xlsx", partial(_processed, each)


def _hung_up(each: pieces.Publication, lang: str) -> bytes:
    from queue_app.reports.survey.sheet_pdf import sheet_pdf  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    told = poster.poster(frozen.read(each.figures), lang=lang)
    source = f"{each.period} · {each.version} · {frozen.digest(each.figures)[:16]}"
    return sheet_pdf(told, lang=lang, made_at=each.published_at, source=source)


def _processed(each: pieces.Publication) -> bytes:
    from queue_app.reports.survey.processing import processing_table  # noqa: PLC0415 - xlsxwriter, as above

    return processing_table(frozen.read(each.figures), made_at=each.published_at)


def _standards(plan: OfficePlan, day: date, lang: str) -> Iterator[Piece]:
    for service in (each for each in plan.services if each.is_active):
        if standard := in_force(service.standards, day):
            yield f"01-{service.code}.txt", "\n".join(_sheet(service, standard, lang))


def _sheet(service: ServicePlan, standard: StandardPlan, lang: str) -> Iterator[str]:
    yield f"{service.code} {service.name_en if lang == 'en' else service.name_id}"
    since = long_date(standard.valid_from, lang=lang)
    yield translate(lang, "In force from {day}. Decree: {decree}", day=since, decree=standard.decree or "–")
    for number, (key, component) in enumerate(COMPONENTS.items(), start=1):
        yield f"\n{number}. {translate(lang, component.name)}"
        yield standard.components.get(key, "").strip() or "–"


def _plan_rows(plans: list[pieces.PlanLine], lang: str) -> Iterator[tuple[Value, ...]]:
    yield tuple(translate(lang, each) for each in PLAN_HEADINGS)
    for each in plans:
        yield (
            each.period, each.unsur, each.programme, each.owner, each.due_on.isoformat(),
            each.done_on.isoformat() if each.done_on else "", each.realisation, each.evidence,
        )  # fmt: skip


def _hours(plan: OfficePlan, lang: str) -> Iterator[tuple[Value, ...]]:
    yield (translate(lang, "Hours"), *WEEKDAYS)
    for each in plan.hours:
        yield (each.template, *(getattr(each, weekday) or "–" for weekday in WEEKDAYS))


def _switched_on(found: Pekppp) -> Iterator[tuple[Value, ...]]:
    """What was counted, as programs name it."""
    for name, value in asdict(found.held).items():
        if isinstance(value, bool | int | str):
            yield name, int(value) if isinstance(value, bool) else value
