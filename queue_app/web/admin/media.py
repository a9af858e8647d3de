"""The playlist of the waiting room and the office's logo: what is shown, in which order, and how it comes in."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.hall import media
from queue_app.actions.hall.media import MB
from queue_app.domain.hall import room
from queue_app.domain.log.errors import LargeFile, MalformedRequest
from queue_app.domain.log.rights import Right
from queue_app.domain.office.plan import OfficePlan
from queue_app.screens import slides
from queue_app.store.hall.media import MediaRow, url
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import translate
from queue_app.web.admin.form.fields import _
from queue_app.web.admin.form.forms import change, places
from queue_app.web.frame import answers
from queue_app.web.frame.address import COUNTED_WHILE_READ, FILE, REDIRECT, TEXT, Address, Schema, any_of, steps
from queue_app.web.frame.auth import officer
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.frame.payloads import answer
from queue_app.web.media import store

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

SILENT: dict[str, str] = {  # slide -> why it has nothing to say
    "figures": _("Nothing to count yet today."),
    "maklumat": _("Its text is still empty: see Texts."),
    "holidays": _("No holiday within 30 days."),
    "closing": _("No opening hours are set."),
}

FORM: Schema = {"type": "object", "properties": {"title": TEXT, "has_sound": TEXT}}


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of the playlist, ready for the page."""

    row: MediaRow
    url: str
    size_mb: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One slide that the program makes itself, ready for the page. hint: why nobody sees it, where that is so."""

    name: str
    title: str
    is_shown: bool
    hint: str


@blueprint.get("/admin/media", endpoint="media")
@Address(Right.SET_UP, "The playlist of the waiting room, and the logo")
def page() -> str:
    with desk().reading() as connection:
        office = office_now(connection, officer().office_id)
        sheets = _sheets(office, slides.silent(connection, office, desk().clock()))
    found = office.media
    return render_template(
        "admin/media.html", here="media", logo=url(found.logo) if found.logo else None, logo_id=found.logo_id,
        playlist=[Shown(each, url(each.file), _mb(each.bytes)) for each in found.playlist],
        sheets=sheets, limit_mb=config().server.largest_upload_mb, title_limit=media.LONGEST_TITLE,
    )  # fmt: skip


@blueprint.post("/admin/media/upload", endpoint="media_upload")
@Address(
    Right.SET_UP,
    "Takes a picture or a video into the playlist",
    body=FILE,
    gives=answers.Taken,
    refuses=(507,),
    query={"title": TEXT},
    limit=COUNTED_WHILE_READ,
)
def upload() -> Response:
    """A picture or video as the request's body; `title` in the address names it."""
    row = media.add(
        desk(), officer().office_id, title=_text("title"), read=_reader(), store=store(), by=officer().officer_id
    )
    return answer({"name": row.title})


@blueprint.post("/admin/media/logo", endpoint="media_logo")
@Address(
    Right.SET_UP,
    "Takes a picture as the logo",
    body=FILE,
    gives=answers.Taken,
    refuses=(507,),
    limit=COUNTED_WHILE_READ,
)
def upload_logo() -> Response:
    media.set_logo(desk(), officer().office_id, read=_reader(), store=store(), by=officer().officer_id)
    return answer({"name": "logo"})


@blueprint.post("/admin/media/<int(max=2147483647):media_id>", endpoint="media_edit")
@Address(Right.SET_UP, "Names a picture or video; says whether it may be heard", body=FORM, gives=REDIRECT)
def edit(media_id: int) -> AnyResponse:
    row = media.edit(
        desk(), officer().office_id, media_id, title=request.form.get("title", ""),
        has_sound="has_sound" in request.form, by=officer().officer_id,
    )  # fmt: skip
    return _done(_("{name}: saved."), row)


@blueprint.post("/admin/media/<int(max=2147483647):media_id>/move", endpoint="media_move")
@Address(Right.SET_UP, "Moves it up or down in the playlist", body=steps(media.WAYS), gives=REDIRECT)
def move(media_id: int) -> AnyResponse:
    way = _way(media.WAYS)
    return _done(_("{name}: moved."), media.move(
        desk(), officer().office_id, media_id, way=way, by=officer().officer_id, places=places()
    ))  # fmt: skip


@blueprint.post("/admin/media/<int(max=2147483647):media_id>/remove", endpoint="media_remove")
@Address(Right.SET_UP, "Takes it off the playlist", gives=REDIRECT)
def remove(media_id: int) -> AnyResponse:
    return _done(
        _("{name}: taken off."), media.take_off(desk(), officer().office_id, media_id, by=officer().officer_id)
    )


@blueprint.post(f"/admin/media/slides/<{any_of(room.SLIDES)}:sheet>")
@Address(Right.SET_UP, "Shows, hides or moves a slide of the office's own data", body=steps(room.WAYS), gives=REDIRECT)
def slide(sheet: str) -> AnyResponse:
    """Shows a slide of the office's own data, hides it, or moves it among the others."""
    way, steps_of_it = _way(room.WAYS), places()

    def edit(plan: OfficePlan) -> OfficePlan:
        after = plan.room.slides
        for _step in range(min(steps_of_it, len(room.SLIDES))):
            after = room.with_slide(after, sheet, way)
        return replace(plan, room=replace(plan.room, slides=after))

    change(edit)
    flash(translate(lang(), "{name}: saved.", name=translate(lang(), room.SLIDES[sheet])))
    return redirect(url_for("admin.media") + "#slides")


def _way(ways: Collection[str]) -> str:
    """Which of the steps the pressed button says. Raises MalformedRequest."""
    way = request.form.get("way", "")
    if way not in ways:
        raise MalformedRequest
    return way


def _done(msgid: str, row: MediaRow) -> AnyResponse:
    name = row.title or translate(lang(), _("Logo") if row.kind == "logo" else _("Without a title"))
    flash(translate(lang(), msgid, name=name))
    return redirect(url_for("admin.media") + ("" if row.kind == "logo" else f"#media-{row.id}"))


def _sheets(office: OfficeNow, silent: frozenset[str]) -> list[Sheet]:
    """Those that are shown, in their order, then the others. silent: those that have nothing to say."""
    shown = office.room.slides.split()
    return [
        Sheet(name, room.SLIDES[name], name in shown, SILENT[name] if name in silent else "")
        for name in dict.fromkeys([*shown, *room.SLIDES])
    ]


def _reader() -> media.Read:
    """Pieces of the request's body. Raises LargeFile before anything is read where its length is told."""
    limit_mb = store().limit_mb
    if (request.content_length or 0) > limit_mb * MB:
        raise LargeFile(limit=limit_mb)
    return request.stream.read


def _text(name: str) -> str:
    return " ".join(request.args.get(name, "").replace("\x00", "").split())


def _mb(size: int) -> str:
    """As people write it in Indonesia: 12,5."""
    return f"{max(size / MB, 0.1):.1f}".replace(".", "," if lang() == "id" else ".")
