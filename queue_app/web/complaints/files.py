"""The year's recap, and the file by which a complaint is handed on to SP4N-LAPOR!."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from flask_wtf import FlaskForm

from queue_app.actions.citizen.complaints import handle
from queue_app.domain.citizen.complaints.recap import Recap
from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.reports import complaints as report
from queue_app.reports.complaints import Lines
from queue_app.screens.complaints import office as screen
from queue_app.store.citizen.complaints import recap as figures
from queue_app.store.office import catalogue
from queue_app.texts import translate
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("complaint_files", __name__)

FIRST_YEAR, LAST_YEAR = 2020, 9999
FORMS = {"pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


@blueprint.get("/complaints/recap")
@Address(Right.COMPLAINTS, "A year of complaints in figures", query={"year": {"type": "integer"}}, refuses=(404,))
def recap() -> str:
    year = _year()
    lines = report.recap_lines(_recap(year), lang=lang())
    return render_template("complaints/recap.html", office_name=office_name(), year=year, lines=lines)


@blueprint.get('/complaints/recap/<int(min=2020,max=9999):year>.<any("pdf", "csv"):form>')
@Address(Right.COMPLAINTS, "The same as a file", gives="*/*", refuses=(404,))
def recap_file(year: int, form: str) -> Response:
    lines = report.recap_lines(_recap(year), lang=lang())
    return _file(lines, form, title=f"{translate(lang(), 'Complaints')} {year}", name=f"pengaduan-{year}")


@blueprint.post('/complaints/<int(max=4611686018427387903):complaint_id>/file/<any("pdf", "csv"):form>')
@Address(
    Right.COMPLAINTS, "What is keyed in at SP4N-LAPOR!; a name in it is opened, and that is noted", body=FlaskForm,
    gives="*/*", refuses=(403, 404),
)  # fmt: skip
def forward_file(complaint_id: int, form: str) -> Response:
    found = screen.one(desk(), officer().office_id, _viewer(), complaint_id)
    lodged, identity = found.line.lodged, None
    if found.has_identity and not lodged.is_confidential:
        identity = handle.open_identity(desk(), officer().office_id, complaint_id, by=_viewer())
    with desk().reading() as connection:
        services = catalogue.names(catalogue.all_services(connection, officer().office_id), lang())
    lines = report.forward_lines(
        lodged, identity, received_on=found.line.received_on, service=services.get(lodged.service_id or 0, ""),
        lang=lang(),
    )  # fmt: skip
    return _file(lines, form, title=translate(lang(), "For SP4N-LAPOR!"), name="sp4n-lapor")


def _file(lines: Lines, form: str, *, title: str, name: str) -> Response:
    made = {
        "csv": lambda: report.as_csv(lines).encode(),
        "pdf": lambda: report.as_pdf(lines, title=title, office=office_name(), made_at=desk().clock(), lang=lang()),
    }
    answer = Response(made[form](), content_type=FORMS[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer


def _recap(year: int) -> Recap:
    office = desk().office(officer().office_id)
    today = business_date(desk().clock(), office.time_zone)
    with desk().reading() as connection:
        return figures.recap(connection, desk().seal, office.id, year, time_zone=office.time_zone, today=today)


def _year() -> int:
    today = business_date(desk().clock(), desk().office(officer().office_id).time_zone)
    typed = request.args.get("year", str(today.year))
    if not (typed.isascii() and typed.isdecimal() and len(typed) == 4 and int(typed) >= FIRST_YEAR):
        raise NotFound(what="page")
    return int(typed)


def _viewer() -> Viewer:
    return Viewer(officer().officer_id, officer().role)
