"""What an office published of its survey, for everyone: sheets to read and to hang up, and what it does about it."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, g, render_template

from queue_app.domain.citizen.survey import frozen as figures
from queue_app.domain.citizen.survey.follow_up import standing
from queue_app.domain.citizen.survey.frozen import recount
from queue_app.domain.citizen.survey.periods import read
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports.survey import poster, words
from queue_app.reports.survey.words import STANDINGS, period_name
from queue_app.store.citizen.survey import follow_ups, publications
from queue_app.store.citizen.survey.publications import Publication
from queue_app.store.desk import OfficeKey
from queue_app.store.office.now import office_now
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("ikm_public", __name__)
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@blueprint.get("/o/<slug>/ikm")
@Address(Right.OPEN, "The satisfaction indices that an office published, and what it does about them", refuses=(404,))
def page(slug: str) -> str:
    office = _office(slug)
    with desk().reading() as connection:
        about = office_now(connection, office.id)
        known = publications.all_of(connection, office.id)
        plan = [each for each in follow_ups.follow_ups(connection, office.id) if _is_told(each)]
    latest = {each.period: each for each in known}
    return render_template(
        "ikm/public.html", office=about, slug=slug, published=[_listed(each) for each in _newest(latest)],
        plan=[_promise(each, _today(office)) for each in plan if each.entry.period in latest],
    )  # fmt: skip


@blueprint.get("/o/<slug>/ikm/<period>")
@Address(Right.OPEN, "The publication sheet of a period, as it counts now", refuses=(404,))
def sheet(slug: str, period: str) -> str:
    return _sheet(slug, period, None)


@blueprint.get("/o/<slug>/ikm/<period>/<int(max=9999):version>")
@Address(Right.OPEN, "One version of it", refuses=(404,))
def version(slug: str, period: str, version: int) -> str:
    return _sheet(slug, period, version)


@blueprint.get("/o/<slug>/ikm/<period>/<int(max=9999):version>.pdf")
@Address(Right.OPEN, "The same on A4, to be hung up", gives=PDF, refuses=(404,))
def pdf(slug: str, period: str, version: int) -> Response:
    office = _office(slug)
    kept, said = _one(office, period, version), lang()
    source = f"{link_base()}/o/{slug}/ikm/{kept.period}/{kept.version} · {kept.digest[:16]}"
    content = _drawn(figures.canonical(kept.frozen), said, kept.published_at, source)
    return _file(content, PDF, f"{poster.made_name(kept.frozen, kept.version)}-{slug}.pdf", way="inline")


@blueprint.get("/ikm/<period>/<int(max=9999):version>.xlsx")
@Address(Right.SURVEYS, "The processing table of a published period", gives=XLSX, refuses=(404,))
def table(period: str, version: int) -> Response:
    from queue_app.reports.survey.processing import processing_table  # noqa: PLC0415 - xlsxwriter, as above

    office = desk().office(officer().office_id)
    kept = _one(office, period, version)
    content = processing_table(kept.frozen, made_at=kept.published_at)
    return _file(content, XLSX, f"pengolahan-{poster.made_name(kept.frozen, kept.version)}-{office.slug}.xlsx")


@lru_cache(maxsize=16)  # nobody keeps the server drawing: what is published never changes
def _drawn(frozen: str, said: str, made_at: datetime, source: str) -> bytes:
    from queue_app.reports.survey.sheet_pdf import sheet_pdf  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    return sheet_pdf(poster.poster(figures.read(frozen), lang=said), lang=said, made_at=made_at, source=source)


def _sheet(slug: str, code: str, version: int | None) -> str:
    office = _office(slug)
    kept = _one(office, code, version)
    with desk().reading() as connection:
        about = office_now(connection, office.id)
        versions = publications.of_period(connection, office.id, kept.period)
        plan = [each for each in follow_ups.follow_ups(connection, office.id, period=kept.period) if _is_told(each)]
    return render_template(
        "ikm/sheet.html", office=about, slug=slug, kept=kept, told=poster.poster(kept.frozen, lang=lang()),
        published=_day(kept, office), others=[(each.version, _day(each, office)) for each in versions if each != kept],
        is_latest=kept.version == versions[-1].version, plan=[_promise(each, _today(office)) for each in plan],
    )  # fmt: skip


def _one(office: OfficeKey, code: str, version: int | None) -> Publication:
    """Raises NotFound."""
    with desk().reading() as connection:
        return publications.one(connection, office.id, read(code).code, version)


def _newest(latest: dict[str, Publication]) -> list[Publication]:
    periods = {read(code): each for code, each in latest.items()}
    return [periods[each] for each in sorted(periods, key=lambda each: (each.last, each.kind.months), reverse=True)]


def _listed(each: Publication) -> dict[str, str]:
    found = recount(each.frozen)
    if found is None:
        raise NotFound(what="publication")
    return {
        "code": each.period, "name": period_name(read(each.period), lang=lang()),
        "index": words.number(found.shown, 2, lang=lang()), "grade": found.grade,
        "n": words.number(found.n, lang=lang()),
    }  # fmt: skip


def _is_told(each: follow_ups.KeptFollowUp) -> bool:
    return each.entry.is_public and not each.is_withdrawn


def _promise(each: follow_ups.KeptFollowUp, today: date) -> dict[str, str]:
    """What was promised, by whom and when, and what became of it."""
    stands = standing(each.entry.due_on, each.done_on, today)
    return {
        "unsur": words.unsur(each.entry.unsur), "programme": each.entry.programme, "owner": each.entry.owner,
        "due": long_date(each.entry.due_on, lang=lang()), "stands": stands.value,
        "word": translate(lang(), STANDINGS[stands]), "realisation": each.realisation, "evidence": each.evidence,
        "done": long_date(each.done_on, lang=lang()) if each.done_on else "",
    }  # fmt: skip


def _office(slug: str) -> OfficeKey:
    office = desk().office_called(slug)
    g.time_zone = office.time_zone
    return office


def _today(office: OfficeKey) -> date:
    return business_date(desk().clock(), office.time_zone)


def _day(kept: Publication, office: OfficeKey) -> str:
    return long_date(kept.published_at.astimezone(ZoneInfo(office.time_zone)).date(), lang=lang())


def _file(content: bytes, kind: str, name: str, *, way: str = "attachment") -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    return response
