"""What stands around the form: its sheet of paper, the code that leads to it, and the pictures for who handles them."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response

from queue_app.domain.citizen.complaints.sight import Viewer
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.screens.complaints import office as screen
from queue_app.store.citizen.complaints import files
from queue_app.web.frame.address import Address, words
from queue_app.web.frame.auth import officer
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.frame.qr import qr_svg
from queue_app.web.voice.page import DOORS, door, of

blueprint = Blueprint("voice_files", __name__)


@blueprint.get("/voice/<slug>/form.pdf")
@Address(Right.OPEN, "The form on paper", gives="application/pdf")
def paper(slug: str) -> Response:
    from queue_app.reports.complaint_form import complaint_form  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    office, said, now = of(slug), lang(), desk().clock()
    made = desk().offload(lambda: complaint_form(office.name, office.address, lang=said, made_at=now))
    assert isinstance(made, bytes)  # noqa: S101 - as it was asked for
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="suara-{office.slug}.pdf"'
    return response


@blueprint.get("/voice/<slug>/qr.svg")
@Address(Right.OPEN, "The code that leads a phone to the form", gives="image/svg+xml", query={"via": words(DOORS)})
def qr(slug: str) -> Response:
    base = link_base()
    if not base:
        raise NotFound(what="page")
    return Response(qr_svg(f"{base}/voice/{of(slug).slug}?via={door()}"), mimetype="image/svg+xml")


@blueprint.get("/complaints-files/<int(max=4611686018427387903):file_id>")
@Address(Right.COMPLAINTS, "A picture that came with a complaint, for those who may see it", gives="*/*",
         refuses=(404,))  # fmt: skip
def picture(file_id: int) -> Response:
    who = officer()
    with desk().reading() as connection:
        row = files.one(connection, who.office_id, file_id)
    screen.one(desk(), who.office_id, Viewer(who.officer_id, who.role), row.complaint_id)  # or there is none
    folder, seal = Path(config().server.files_dir), desk().seal
    content = desk().offload(lambda: files.read(folder, seal, row))
    assert isinstance(content, bytes)  # noqa: S101 - as it was asked for
    response = Response(content, mimetype=row.kind)
    suffix = row.kind.rpartition("/")[2]
    response.headers["Content-Disposition"] = f'attachment; filename="lampiran.{suffix}"'
    response.headers["Cache-Control"] = "no-store"
    return response
