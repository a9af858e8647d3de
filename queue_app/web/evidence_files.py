"""Reports about officers as files: the officer's own, the supervisor's of the team, the head's behind a reason.

None is made of anything but letters, and of a locked one the PDF is the same bytes for ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict

from flask import Blueprint, Response

from queue_app.actions.evidence import frozen_pdfs
from queue_app.domain.evidence import periods
from queue_app.domain.evidence.cycle import State
from queue_app.domain.evidence.letter import Letter, OfOffice, canonical
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports.evaluation import rekap, tables
from queue_app.store.evidence import cycle, cycle_words, letters
from queue_app.store.evidence import period as people
from queue_app.store.evidence.letters import Whose
from queue_app.store.office import catalogue
from queue_app.web.frame.address import Address, any_of
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import config, desk, lang

blueprint = Blueprint("evidence_files", __name__)

PDF, JSON, CSV = "application/pdf", "application/json", "text/csv"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMS = any_of(("pdf", "json"))
TABLES: dict[str, tuple[str, Callable[..., bytes]]] = {  # how a file's name ends -> media type, and what makes it
    "xlsx": (XLSX, tables.xlsx_of),
    "csv": (CSV, lambda found, *, lang: tables.csv_of(found, lang=lang).encode()),
}


@blueprint.get(f"/evidence/files/own/<period>.<{FORMS}:form>")
@Address(Right.OWN_EVIDENCE, "The own report of a period as a file", gives="*/*", refuses=(404,))
def own(period: str, form: str) -> Response:
    return _one(officer().officer_id, period, form)


@blueprint.get(f"/evidence/files/team/<int(max=2147483647):officer_id>/<period>.<{FORMS}:form>")
@Address(Right.EVALUATE, "The report of an officer of the team as a file", gives="*/*", refuses=(404,))
def team(officer_id: int, period: str, form: str) -> Response:
    return _one(officer_id, period, form)


@blueprint.get(f"/evidence/files/unit/<int(max=2147483647):officer_id>/<period>.<{FORMS}:form>")
@Address(Right.AGGREGATES, "One officer's report, for whoever has given a reason today", gives="*/*", refuses=(404,))
def unit(officer_id: int, period: str, form: str) -> Response:
    read, who = periods.read(period), officer()
    today = business_date(desk().clock(), desk().office(who.office_id).time_zone)
    with desk().reading() as connection:
        if officer_id not in people.officers(connection, who.office_id):
            raise NotFound(what="officer")
        opened = cycle_words.Reading(officer_id, read.code, who.officer_id, today)
        if not cycle_words.is_open_to(connection, opened):
            raise NotFound(what="report")
    return _one(officer_id, period, form)


@blueprint.get(f"/evidence/files/team/<period>.<{any_of(TABLES)}:form>")
@Address(Right.EVALUATE, "All published reports of a period as a table", gives="*/*", refuses=(404,))
def table(period: str, form: str) -> Response:
    kind, make = TABLES[form]
    found = published(officer().office_id, period)
    words = lang()  # what is handed to another thread knows nothing of the request
    content = desk().offload(lambda: make(found, lang=words))
    return _file(content, kind, f"bukti-dukung-{_slug()}-{period}.{form}")


@blueprint.get("/evidence/files/team/<period>/rekap.xlsx")
@Address(
    Right.EVALUATE, "The recap of the team in the columns of e-Kinerja, without ratings", gives=XLSX, refuses=(404,)
)
def team_recap(period: str) -> Response:
    return _rekap(period)


@blueprint.get("/evidence/files/unit/<period>/rekap.xlsx")
@Address(Right.AGGREGATES, "The same for the head of the unit", gives=XLSX, refuses=(404,))
def unit_recap(period: str) -> Response:
    return _rekap(period)


def _rekap(period: str) -> Response:
    found, office_id = published(officer().office_id, period), officer().office_id
    with desk().reading() as connection:
        row = catalogue.office(connection, office_id)
    office = OfOffice(id=row.id, slug=row.slug, name=row.name, address=row.address, time_zone=row.time_zone)
    content = desk().offload(lambda: rekap.rekap_of(found, office, periods.read(period)))
    return _file(content, XLSX, f"rekap-penilaian-{row.slug}-{period}.xlsx")


def published(office_id: int, code: str, *, officer_id: int | None = None) -> list[Letter]:
    """All letters of a period that are published, or those of one officer. Raises NotFound for no such period."""
    read = periods.read(code)
    with desk().reading() as connection:
        wanted = [each for each in cycle.of_period(connection, office_id, read.code) if officer_id in {None, each}]
        days = config().evidence.dispute_days
        found = (letters.published(connection, Whose(office_id, each, read, days)) for each in wanted)
        return [each for each in found if each is not None]


def _one(officer_id: int, code: str, form: str) -> Response:
    who, read = officer(), periods.read(code)
    found = published(who.office_id, code, officer_id=officer_id)
    if not found:
        raise NotFound(what="report")
    (letter,) = found
    name = f"bukti-dukung-{_slug()}-{officer_id}-{code}.{form}"
    if form == "json":
        return _file(canonical(letter), JSON, name)
    whose = Whose(who.office_id, officer_id, read, config().evidence.dispute_days)
    return _file(_pdf(whose, letter), PDF, name)


def _pdf(whose: Whose, letter: Letter) -> bytes:
    """Of a locked letter the kept file, signed if the settings say by whom; of another one as it is now."""
    from queue_app.reports.evaluation import pdf, signing  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    if letter.state != State.LOCKED:
        return _drawn(letter)[0]
    kept = frozen_pdfs.pdf(desk(), whose, letter, lang=lang(), draw=_drawn)
    place = pdf.Place(**json.loads(kept.sign_at))
    return signing.PROVIDERS[config().sign.provider](kept.content, at=place)


def _drawn(letter: Letter) -> tuple[bytes, str]:
    from queue_app.reports.evaluation import pdf  # noqa: PLC0415 - as above

    words = lang()
    made = desk().offload(lambda: pdf.drawn(letter, lang=words))
    assert isinstance(made, pdf.Drawn)  # noqa: S101 - as it was asked for
    return made.pdf, json.dumps(asdict(made.sign_at))


def _slug() -> str:
    return desk().office(officer().office_id).slug


def _file(content: object, kind: str, name: str) -> Response:
    """To be saved; nobody's cache keeps what is said of a person."""
    assert isinstance(content, bytes)  # noqa: S101 - as it was asked for
    response = Response(content, mimetype=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response
