"""Forums for those who hold them: the invitation, who came in numbers, minutes, promises and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.forum import holding
from queue_app.domain.citizen.complaints.attachments import LARGEST_MB, MB
from queue_app.domain.citizen.forum import words
from queue_app.domain.citizen.forum.forums import Became, Forum, ForumKind, Group, standing
from queue_app.domain.log.errors import BadInput, NotFound, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.store.citizen.complaints.files import FileRow, read
from queue_app.store.citizen.forum import forums
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import DAY, REDIRECT, ROW, TEXT, Address, Schema
from queue_app.web.frame.address import words as one_of
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import config, desk, lang, picture

blueprint = Blueprint("forum", __name__)

TEXTS: dict[str, Schema] = {
    "title": TEXT, "kind": one_of(ForumKind), "held_on": DAY, "place": TEXT, "invitation": TEXT, "minutes": TEXT,
}  # fmt: skip
NEW: Schema = {"type": "object", "properties": TEXTS, "required": ["title", "kind", "held_on", "place"]}
WHOLE: Schema = {**NEW, "properties": {**TEXTS, **{f"people_{group}": ROW for group in Group}}}
PROMISE: Schema = {
    "type": "object",
    "properties": {"text": TEXT, "owner": TEXT, "due_on": DAY},
    "required": ["text", "owner", "due_on"],
}
END: Schema = {
    "type": "object",
    "properties": {"became": one_of((Became.KEPT, Became.DROPPED)), "result": TEXT},
    "required": ["became"],
}
NOTHING: Schema = {"type": "object", "properties": {}}
ONE = "/forums/<int(max=2147483647):forum_id>"
FAULT = "Please look at the blanks again: each forum has a title, a day and a place; each promise an owner and a day."


@blueprint.get("/forums")
@Address(Right.PUBLISH, "Forums with citizens, and the form for a new one")
def page() -> str:
    return _list()


@blueprint.post("/forums")
@Address(Right.PUBLISH, "Writes a new forum down", body=NEW, gives=REDIRECT, refuses=(400,))
def begin() -> AnyResponse:
    try:
        forum_id = holding.begin(desk(), officer().office_id, forum=_typed(), by=officer().officer_id)
    except BadInput:
        return Response(_list(translate(lang(), FAULT)), 400)
    return redirect(f"/forums/{forum_id}")


@blueprint.get(ONE)
@Address(Right.PUBLISH, "One forum", refuses=(404,))
def one(forum_id: int) -> str:
    return _one(forum_id)


@blueprint.post(ONE)
@Address(Right.PUBLISH, "Writes a forum anew", body=WHOLE, gives=REDIRECT, refuses=(400, 404))
def write(forum_id: int) -> AnyResponse:
    def act() -> None:
        counts = {group: _whole(f"people_{group}") for group in Group}
        holding.write(desk(), officer().office_id, forum_id, forum=_typed(), counts=counts, by=officer().officer_id)

    return _acted(forum_id, act)


@blueprint.post(f"{ONE}/publish")
@Address(Right.PUBLISH, "Shows a forum to everybody", body=NOTHING, gives=REDIRECT, refuses=(404,))
def publish(forum_id: int) -> AnyResponse:
    return _acted(forum_id, lambda: holding.publish(desk(), officer().office_id, forum_id, by=officer().officer_id))


@blueprint.post(f"{ONE}/promises")
@Address(Right.PUBLISH, "Writes down what was promised", body=PROMISE, gives=REDIRECT, refuses=(400, 404))
def promise(forum_id: int) -> AnyResponse:
    form = request.form
    return _acted(
        forum_id,
        lambda: holding.promise(
            desk(), officer().office_id, forum_id, text=form.get("text", ""), owner=form.get("owner", ""),
            due_on=_day("due_on"), by=officer().officer_id,
        ),
    )  # fmt: skip


@blueprint.post(f"{ONE}/promises/<int(max=2147483647):promise_id>")
@Address(Right.PUBLISH, "Says what became of a promise", body=END, gives=REDIRECT, refuses=(400, 404))
def end(forum_id: int, promise_id: int) -> AnyResponse:
    became = request.form.get("became", "")
    return _acted(
        forum_id,
        lambda: holding.end(
            desk(), officer().office_id, forum_id, promise_id=promise_id,
            became=Became(became) if became in words.BECAME else Became.OPEN, result=request.form.get("result", ""),
            by=officer().officer_id,
        ),
    )  # fmt: skip


# Before the POST of the same address: of a number beyond all, werkzeug would say 405.
@blueprint.get(f"{ONE}/list")
@Address(Right.PUBLISH, "The signed list of a forum", gives="*/*", refuses=(404,))
def signed_list(forum_id: int) -> Response:
    with desk().reading() as connection:
        kept = forums.one(connection, officer().office_id, forum_id)
    if kept.list_stored_as is None:
        raise NotFound(what="file")
    row = FileRow(0, 0, str(kept.list_kind), 0, kept.list_stored_as)
    response = Response(read(Path(config().server.files_dir), desk().seal, row), mimetype=row.kind)
    response.headers["Content-Disposition"] = 'attachment; filename="daftar-hadir"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post(f"{ONE}/list")
@Address(Right.PUBLISH, "Keeps the signed list of a forum, sealed", body=NOTHING, gives=REDIRECT,
         refuses=(400, 404, 413, 507), limit=(LARGEST_MB + 1) * MB)  # fmt: skip
def keep_list(forum_id: int) -> AnyResponse:
    sent = request.files.get("list")
    content = sent.stream.read() if sent else b""
    folder = Path(config().server.files_dir)
    return _acted(
        forum_id, lambda: holding.keep_list(desk(), officer().office_id, forum_id, content=content, folder=folder)
    )


@blueprint.get(f"{ONE}/minutes.pdf")
@Address(Right.PUBLISH, "The record of a forum (berita acara), to be signed", gives="application/pdf",
         refuses=(404,))  # fmt: skip
def record(forum_id: int) -> Response:
    from queue_app.reports.forum_record import forum_record  # noqa: PLC0415 - fpdf2 takes memory and a while to load

    with desk().reading() as connection:
        kept = forums.one(connection, officer().office_id, forum_id)
    office, said, now = picture(officer().office_id), lang(), desk().clock()
    made = desk().offload(lambda: forum_record(kept, office.name, lang=said, made_at=now))
    assert isinstance(made, bytes)  # noqa: S101 - as it was asked for
    response = Response(made, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="berita-acara-{kept.forum.held_on}.pdf"'
    return response


def _acted(forum_id: int, act: Callable[[], object]) -> AnyResponse:
    try:
        act()
    except NotFound:
        raise
    except BadInput:
        return Response(_one(forum_id, translate(lang(), FAULT)), 400)
    except QueueError as refusal:
        return Response(_one(forum_id, message(refusal)), STATUS.get(type(refusal), 400))
    return redirect(f"/forums/{forum_id}")


def _list(told: str = "") -> str:
    with desk().reading() as connection:
        found = forums.all_of(connection, officer().office_id)
    return render_template("forum/list.html", found=found, told=told, **_frame(request.form))


def _one(forum_id: int, told: str = "") -> str:
    with desk().reading() as connection:
        kept = forums.one(connection, officer().office_id, forum_id)
    return render_template("forum/one.html", kept=kept, told=told, **_frame({}))


def _frame(typed: Mapping[str, str]) -> dict[str, object]:
    office = picture(officer().office_id)
    today = business_date(desk().clock(), office.time_zone)
    return {
        "office_name": office_name(), "slug": office.slug, "words": words, "typed": typed,
        "stands": lambda each: standing(each, today), "day": lambda day: long_date(day, lang=lang()),
    }  # fmt: skip


def _typed() -> Forum:
    form, kind = request.form, request.form.get("kind", "")
    if kind not in set(ForumKind):
        raise BadInput(field="kind", expected=", ".join(ForumKind))
    return Forum(
        form.get("title", ""), ForumKind(kind), _day("held_on"), form.get("place", ""), form.get("invitation", ""),
        form.get("minutes", ""),
    )  # fmt: skip


def _day(name: str) -> date:
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError as exc:
        raise BadInput(field=name, expected="a day") from exc


def _whole(name: str) -> int:
    typed = request.form.get(name, "").strip()
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) <= 5):
        raise BadInput(field=name, expected="0-10000")
    return int(typed or 0)
