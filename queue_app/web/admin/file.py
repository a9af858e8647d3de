"""The whole set-up as one file: out of the office, and back in after a look at what it would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, flash, make_response, redirect, render_template, url_for
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response as AnyResponse
from wtforms import HiddenField

from queue_app.actions.office import setup
from queue_app.domain.log.errors import FaultyPlan, MalformedRequest
from queue_app.domain.log.rights import Right
from queue_app.domain.office.faults import Fault
from queue_app.domain.office.file_text import decoded
from queue_app.domain.office.plan import OfficePlan
from queue_app.domain.office.plan_changes import Difference, differences, with_what_was_removed
from queue_app.domain.office.plan_check import check
from queue_app.domain.office.plan_file import MOST_TOLD
from queue_app.domain.office.standards import COMPONENTS
from queue_app.texts import translate
from queue_app.web.admin.form import standard_time
from queue_app.web.admin.form.forms import change, current, faults_of, words
from queue_app.web.admin.form.places import label, place
from queue_app.web.admin.form.section import NONE, YES_NO
from queue_app.web.admin.lists import today
from queue_app.web.admin.ticket import written
from queue_app.web.frame.address import LARGE, REDIRECT, Address, always
from queue_app.web.frame.pages import lang
from queue_app.web.journal.words import SETUP

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name
TWICE_WRITTEN = 2 * LARGE  # bytes: the file once more, as a form's field writes it


class UploadForm(FlaskForm):
    file = FileField()


class ApplyForm(FlaskForm):
    text = HiddenField()  # of the file that was looked at
    found = HiddenField()  # how many differences were shown: others have changed something where it is another number


@blueprint.get("/admin/file", endpoint="file")
@Address(Right.SET_UP, "The set-up as a file, out and in", fresh=always)
def page() -> str:
    return _shown()


@blueprint.get("/admin/file/set-up.toml", endpoint="file_download")
@Address(Right.SET_UP, "The set-up as TOML", gives="application/toml")
def download() -> Response:
    plan = current()
    response = Response(setup.export(plan), mimetype="application/toml")
    response.headers["Content-Disposition"] = f'attachment; filename="{plan.slug}-{today(plan)}.toml"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/admin/file/look", endpoint="file_look")
@Address(Right.SET_UP, "What a file would change", body=UploadForm, limit=LARGE + 4096)
def look() -> AnyResponse:
    """What a file would change, or every fault of it. Nothing is changed."""
    form = UploadForm()
    if not form.validate() or not form.file.data:
        return make_response(_shown(refusal=translate(lang(), "Choose a file first.")), 400)
    try:
        text = decoded(form.file.data.read())
    except UnicodeDecodeError:
        return make_response(_shown(refusal=translate(lang(), "This file is no text in UTF-8.")), 400)
    return _looked_at(text)


@blueprint.post("/admin/file/apply", endpoint="file_apply")
@Address(
    Right.SET_UP, "Applies it", body=ApplyForm, gives=REDIRECT, statuses=(200, 302), limit=TWICE_WRITTEN, fresh=always
)
def apply() -> AnyResponse:
    """The second press. The file is looked at again where the set-up has been changed meanwhile."""
    form = ApplyForm()
    if not form.validate() or form.text.data is None or form.found.data is None:
        raise MalformedRequest
    text = form.text.data.replace("\r\n", "\n")
    try:
        plan, wanted, whole = _read(text)
        count = len(differences(plan, whole))
        if str(count) != form.found.data:
            return _looked_at(text)
        change(lambda _plan: wanted)
    except FaultyPlan as exc:
        return _faulty(faults_of(exc), exc.data["count"])
    flash(translate(lang(), "The file was applied: {count} changes.", count=count))
    for said in standard_time.changed(plan, whole):
        flash(said)
    return redirect(url_for("admin.file"))


def _looked_at(text: str) -> AnyResponse:
    try:
        plan, wanted, whole = _read(text)
    except FaultyPlan as exc:
        return _faulty(faults_of(exc), exc.data["count"])
    if faults := check(whole, today=today(plan), before=plan):
        return _faulty(faults, len(faults))
    found = differences(plan, whole)
    form = ApplyForm(formdata=None, text=text, found=str(len(found)))
    passwords = [each.username for each in wanted.officers if each.password]
    return make_response(_shown(found=[_line(each) for each in found], form=form, passwords=passwords))


def _read(text: str) -> tuple[OfficePlan, OfficePlan, OfficePlan]:
    """The set-up as it is, what the file says, and what the set-up would be with it. Raises FaultyPlan."""
    wanted, plan = setup.parse_sent_plan(text), current()
    return plan, wanted, with_what_was_removed(plan, wanted)


def _shown(**more: Any) -> str:
    return render_template("admin/file.html", here="file", upload=UploadForm(formdata=None), **more)


def _faulty(faults: Sequence[Fault], count: object) -> AnyResponse:
    """The first faults of so many."""
    return make_response(_shown(faults=_fault_rows(faults[:MOST_TOLD]), count=count), 400)


def _fault_rows(faults: Sequence[Fault]) -> list[tuple[int | None, str, str, object]]:
    """Line, place and words of each fault, and what the parser of the file said."""
    return [
        (each.line, place(each.where, each.of, lang=lang()), words(each), each.values.get("reason", ""))
        for each in faults
    ]


def _line(difference: Difference) -> tuple[str, str, str, list[tuple[str, str, str]]]:
    """What, which one, whether it is new, gone or changed, and each field with its two values."""
    sort = "new" if not difference.before else "gone" if not difference.after else "changed"
    what = translate(lang(), SETUP.get(difference.what, difference.what))
    told = [
        (label(difference.what, name, lang=lang()), _text(difference.before, name), _text(difference.after, name))
        for name in difference.field_names.split()
    ]
    return what, difference.key, sort, told


def _text(values: Mapping[str, Any], name: str) -> str:
    """A value as people read it; a NIP shows that it is another, not which."""
    value = values.get(name)
    if value in (None, "", [], {}):
        return NONE
    if name == "nip":
        return f"··· {str(value)[-4:]}"
    if isinstance(value, bool):
        return translate(lang(), YES_NO[value])
    if isinstance(value, dict):
        return "; ".join(f"{_component(key)}: {each}" for key, each in value.items())
    if isinstance(value, list):
        return "; ".join(written(each, lang=lang()) if isinstance(each, dict) else str(each) for each in value)
    return str(value)


def _component(key: str) -> str:
    return translate(lang(), COMPONENTS[key].name) if key in COMPONENTS else key
