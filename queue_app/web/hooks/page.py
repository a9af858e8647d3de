"""Receivers of news: which programs are told what happens, how that goes, and what to do where it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.office.hooks import setting
from queue_app.actions.office.hooks.setting import LONGEST_NAME, Wish
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.domain.office.hooks import pacing, reached
from queue_app.domain.office.hooks.kinds import KINDS, PAUSES
from queue_app.store.log.chain import head_seq
from queue_app.store.office.hooks import rows
from queue_app.store.office.hooks.rows import DeliveryRow, HookRow
from queue_app.texts import long_time, translate
from queue_app.web.frame.address import REDIRECT, ROW, TEXT, Address, Schema, any_of
from queue_app.web.frame.address import words as one_of
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.hooks import words

blueprint = Blueprint("hooks", __name__)

ONE = "/admin/hooks/<int(max=2147483647):hook_id>"
CHOICE: Schema = {"type": "array", "items": one_of(KINDS)}
NEW: Schema = {
    "type": "object",
    "properties": {"name": TEXT, "address": TEXT, "told": CHOICE},
    "required": ["name", "address", "told"],
}
FROM: Schema = {"type": "object", "properties": {"seq": ROW}, "required": ["seq"]}
NOTHING: Schema = {"type": "object", "properties": {}}
Press = Callable[..., None]


def _remove(office_id: int, hook_id: int, by: int) -> str:
    setting.remove(desk(), office_id, hook_id, by=by)
    return "/admin/hooks"


def _pressed(act: Press) -> Callable[[int, int, int], str]:
    def press(office_id: int, hook_id: int, by: int) -> str:
        act(desk(), office_id, hook_id, by=by)
        return f"/admin/hooks/{hook_id}"

    return press


def _test(office_id: int, hook_id: int, _by: int) -> str:
    setting.ask_test(desk(), office_id, hook_id)
    return f"/admin/hooks/{hook_id}"


WAYS: Mapping[str, Callable[[int, int, int], str]] = {  # button -> what it does; answers the page that comes then
    "pause": _pressed(setting.pause),
    "resume": _pressed(setting.resume),
    "leave-out": _pressed(setting.resume_without_held),
    "test": _test,
    "remove": _remove,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A hook in words. stands: ok, wait or paused. why: why it is paused."""

    id: int
    name: str
    address: str
    kinds: list[str]
    stands: str
    why: str
    behind: int  # events of the log that are behind the place up to where it was told
    held: int
    next_at: str
    is_testing: bool


@blueprint.get("/admin/hooks")
@Address(Right.SET_UP, "Programs that are told what happens")
def page() -> Response:
    return _list()


@blueprint.post("/admin/hooks")
@Address(Right.SET_UP, "Adds a program; its secret is shown once", body=NEW, refuses=(400,))
def add() -> Response:
    form, by = request.form, officer()
    wish = Wish(form.get("name", ""), form.get("address", "").strip(), form.getlist("told"))
    try:
        secret = setting.add(
            desk(), by.office_id, wish, by=by.officer_id, allow_private=config().hooks.allow_private
        )  # fmt: skip
    except BadInput as refused:
        return _list(refusal=_refusal(refused), typed=wish, status=400)
    return _list(secret=secret)


# Before the POST of the same address: of a number beyond all, werkzeug would say 405.
@blueprint.get(ONE)
@Address(Right.SET_UP, "One of these programs, and what it was told lately", refuses=(404,))
def one(hook_id: int) -> Response:
    return _one(hook_id)


@blueprint.post(f"{ONE}/<{any_of(WAYS)}:way>")
@Address(Right.SET_UP, "Pauses, resumes, tests or removes it", body=NOTHING, gives=REDIRECT, refuses=(404,))
def press(hook_id: int, way: str) -> AnyResponse:
    return redirect(WAYS[way](officer().office_id, hook_id, officer().officer_id))


@blueprint.post(f"{ONE}/secret")
@Address(Right.SET_UP, "Makes it a new secret, which is shown once", body=NOTHING, refuses=(404,))
def rotate(hook_id: int) -> Response:
    by = officer()
    return _one(hook_id, secret=setting.rotate(desk(), by.office_id, hook_id, by=by.officer_id))


@blueprint.post(f"{ONE}/again")
@Address(Right.SET_UP, "Tells it from an event of the log on", body=FROM, gives=REDIRECT, refuses=(400, 404))
def again(hook_id: int) -> AnyResponse:
    by, typed = officer(), request.form.get("seq", "").strip()
    seq = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= len(str(2**31)) else 0
    try:
        setting.tell_from(desk(), by.office_id, hook_id, seq, by=by.officer_id)
    except BadInput as refused:
        return _one(hook_id, refusal=_refusal(refused), status=400)
    return redirect(f"/admin/hooks/{hook_id}")


def paused_by_itself(office_id: int) -> int:
    """How many of an office's programs are told nothing, though nobody paused them."""
    with desk().reading() as connection:
        return rows.paused_by_itself(connection, office_id)


def _refusal(refused: BadInput) -> str:
    field = str(refused.data["field"])
    said = words.PRIVATE if field == "address" and config().hooks.allow_private else words.BLANKS[field]
    return translate(lang(), said)


def _list(*, secret: str = "", refusal: str = "", typed: Wish | None = None, status: int = 200) -> Response:
    office_id = officer().office_id
    with desk().reading() as connection:
        found = rows.of_office(connection, office_id)
        held, head = rows.held_counts(connection, office_id), head_seq(connection, office_id)
    return _shown(
        "hooks/list.html", status, secret=secret, refusal=refusal, typed=typed or Wish("", "", list(KINDS)),
        hooks=[_told(each, held, head) for each in found], most=pacing.MOST_HOOKS, groups=_groups(),
    )  # fmt: skip


def _one(hook_id: int, *, secret: str = "", refusal: str = "", status: int = 200) -> Response:
    office_id = officer().office_id
    with desk().reading() as connection:
        found = rows.one(connection, office_id, hook_id)
        held, head = rows.held_counts(connection, office_id), head_seq(connection, office_id)
        deliveries = rows.deliveries(connection, hook_id)
    return _shown(
        "hooks/one.html", status, secret=secret, refusal=refusal, hook=_told(found, held, head), head=head,
        told_seq=found.told_seq, lines=[_line(each) for each in deliveries], old_until=_old_until(found),
    )  # fmt: skip


def _shown(template: str, status: int, **what: Any) -> Response:
    what |= {"office_name": office_name(), "kinds": KINDS, "longest_name": LONGEST_NAME}
    response = make_response(render_template(template, **what), status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The kinds under what they are of."""
    return [
        (words.GROUPS[of], list(kinds)) for of, kinds in groupby(KINDS.items(), lambda each: each[0].partition(".")[0])
    ]


def _told(hook: HookRow, held: Mapping[int, int], head: int) -> Told:
    is_waiting = hook.next_at is not None or held.get(hook.id, 0) > 0
    stands = "paused" if hook.paused_at else "wait" if is_waiting else "ok"
    return Told(
        hook.id, hook.name, reached.shown(hook.address),
        [translate(lang(), KINDS[each]) for each in hook.kinds.split()], stands,
        PAUSES.get(hook.paused_why or "", ""), head - hook.told_seq, held.get(hook.id, 0),
        _time(hook.next_at) if hook.next_at and not hook.paused_at else "", hook.test_asked is not None,
    )  # fmt: skip


def _line(each: DeliveryRow) -> dict[str, Any]:
    name = words.TEST if each.seq is None else KINDS.get(each.kind, each.kind)
    became = words.SENT if each.fault is None else pacing.FAULTS[each.fault]
    return {
        "seq": each.seq, "name": name, "at": _time(each.at), "status": each.status or "–", "became": became,
        "is_taken": each.fault is None, "took_ms": each.took_ms,
    }  # fmt: skip


def _old_until(found: HookRow) -> str:
    return _time(found.old_until) if found.old_until and desk().clock() < found.old_until else ""


def _time(moment: Any) -> str:
    return long_time(moment, desk().office(officer().office_id).time_zone, lang=lang())
