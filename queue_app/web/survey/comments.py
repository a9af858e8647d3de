"""What citizens wrote: read, searched and tagged by people, never scored."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from queue_app.actions.citizen.survey import tagging
from queue_app.actions.citizen.survey.tagging import LONGEST_TAG, MOST_TAGS
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.screens.survey import comments
from queue_app.texts import long_period
from queue_app.web.frame.address import REDIRECT, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang
from queue_app.web.survey.staff import today_of

blueprint = Blueprint("survey_comments", __name__)
LONGEST_ID = 19  # digits
_TAGS: Schema = {
    "type": "object",
    "properties": {"comment": {"type": "string", "pattern": "^[0-9]{1,19}$"}, "tags": TEXT, "q": TEXT, "tag": TEXT},
    "required": ["comment", "tags"],
}


@blueprint.get("/surveys/comments")
@Address(Right.SURVEYS, "What citizens wrote beside the survey", query={"q": TEXT, "tag": TEXT})
def page() -> str:
    search, tag = request.args.get("q", "").strip(), request.args.get("tag", "")
    with desk().reading() as connection:
        found = comments.read(
            connection, officer().office_id, today=today_of(), lang=lang(), search=search, tag=tag
        )  # fmt: skip
    return render_template(
        "survey/comments.html", office_name=office_name(), found=found, search=search, tag=tag, month=_month,
        longest=MOST_TAGS * (LONGEST_TAG + 2), most=MOST_TAGS,
    )  # fmt: skip


@blueprint.post("/surveys/comments")
@Address(Right.SURVEYS, "Sets the tags of a comment", body=_TAGS, gives=REDIRECT, refuses=(400, 404))
def tag() -> Response:
    typed = request.form.get("comment", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_ID and int(typed) < 2**63):
        raise BadInput(field="comment", expected="1-9223372036854775807")
    tagging.tag(desk(), officer().office_id, int(typed), request.form.get("tags", ""))
    asked: dict[str, Any] = {key: value for key in ("q", "tag") if (value := request.form.get(key, ""))}
    return redirect(url_for("survey_comments.page", **asked))


def _month(code: str) -> str:
    return long_period(code, lang=lang())
