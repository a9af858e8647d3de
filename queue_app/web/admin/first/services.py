"""Several services on one page, by name: what an office that starts empty does first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.domain.log.errors import FaultyPlan
from queue_app.domain.log.rights import Right
from queue_app.domain.office import limits, typed
from queue_app.domain.office.new_services import Named, with_named
from queue_app.domain.office.plan import ServicePlan
from queue_app.texts import translate
from queue_app.web.admin.first import rows as rows_of
from queue_app.web.admin.form.fields import said
from queue_app.web.admin.form.forms import change, current
from queue_app.web.frame.address import LARGE, REDIRECT, Address, Schema
from queue_app.web.frame.pages import lang

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

ROWS = 4  # to begin with; the page adds more
MOST = 40
USUAL_MINUTES = "10"
FIELDS = ("name_id", "name_en", "standard_minutes")
_TEXTS: Schema = {"type": "array", "items": {"type": "string"}}
BODY: Schema = {"type": "object", "properties": dict.fromkeys(FIELDS, _TEXTS)}


@dataclass(frozen=True, slots=True)
class Row:
    """One service as typed. wrong: field -> why."""

    name_id: str = ""
    name_en: str = ""
    standard_minutes: str = USUAL_MINUTES
    wrong: dict[str, str] = field(default_factory=dict)


@blueprint.route("/admin/services/several", endpoint="several_services", methods=["GET", "POST"])
@Address(Right.SET_UP, "Adds several services by name", body=BODY, gives=REDIRECT, limit=LARGE)
def page() -> AnyResponse:
    if request.method != "POST":
        return make_response(_asked([Row()] * ROWS))
    rows = [row for row in _typed() if row.name_id or row.name_en]
    named, wrong = [_named(row) for row in rows], any(row.wrong for row in rows)
    if not rows:
        rows, wrong = [replace(Row(), wrong={"name_id": said("empty")}), *[Row()] * (ROWS - 1)], True
    if wrong:
        return make_response(_asked(rows), 400)
    try:
        change(lambda plan: with_named(plan, named))
    except FaultyPlan as exc:
        return make_response(_refused(exc, rows), 400)
    flash(translate(lang(), "{count} services were added. Every counter does all of them at first.", count=len(named)))
    return redirect(url_for("admin.page"))


def _typed() -> Iterator[Row]:
    for name_id, name_en, minutes in rows_of.sent(FIELDS, most=MOST):
        yield Row(name_id.strip(), name_en.strip(), minutes.strip())


def _named(row: Row) -> Named:
    minutes = typed.plain(row.standard_minutes)
    if not minutes.isdecimal() or len(minutes) > 9:
        row.wrong["standard_minutes"] = said("must_be_number")
        return Named(row.name_id, row.name_en, 1)
    return Named(row.name_id, row.name_en, int(minutes))


def _refused(error: FaultyPlan, rows: Sequence[Row]) -> str:
    """The rows as they were typed, each with what is wrong in it."""
    others = rows_of.mark(error, rows, table="service", first=len(current().services), fields=FIELDS)
    return _asked(rows, others)


def _asked(rows: Sequence[Row], others: Sequence[str] = ()) -> str:
    return render_template(
        "admin/first/services.html", here="services", rows=rows, others=others, most=MOST, usual=USUAL_MINUTES,
        longest=limits.longest(ServicePlan, "name_id"),
    )  # fmt: skip
