"""Training ("Diklat"): the officer's own courses, the register of the team, what changed, and what to suggest."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request
from werkzeug.wrappers import Response

from queue_app.actions.evidence import courses as actions
from queue_app.domain.evidence.course_entry import LONGEST_NOTE, LONGEST_TOPIC, MOST_HOURS, CourseEntry
from queue_app.domain.evidence.gaps import GAPS, TOPICS, Gap
from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.rights import Right
from queue_app.domain.office import typed
from queue_app.reports.evaluation.words import Words
from queue_app.screens import courses
from queue_app.screens.survey.changes import around_course
from queue_app.texts import translate
from queue_app.web.frame.address import DAY, REDIRECT, ROW, TEXT, Address, Schema
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang
from queue_app.web.ikm.changes import told

blueprint = Blueprint("courses", __name__)
FAULTS: dict[str, str] = {  # field -> msgid
    "topic": "The topic has 1 to {topic} characters.",
    "day": "The day of a course is today, or a day that is over.",
    "hours": "Lesson hours are a whole number from 1 to {hours}.",
    "note": "The note has at most {note} characters.",
    "services": "One of the services is none of this office.",
    "attendees": "Tick at least one officer who attended.",
}
MOST = {"topic": LONGEST_TOPIC, "hours": MOST_HOURS, "note": LONGEST_NOTE}
MANY: Schema = {"type": "array", "items": ROW}
BLANKS: dict[str, Schema] = {
    "topic": TEXT, "day": DAY, "hours": ROW, "note": TEXT, "services": MANY, "attendees": MANY,
}  # fmt: skip
ENTRY: Schema = {"type": "object", "properties": BLANKS, "required": ["topic", "day", "hours", "attendees"]}
OF_GAPS: Schema = {"type": "object", "properties": {gap.value: TEXT for gap in Gap}}
NOTHING: Schema = {"type": "object", "properties": {}}


@blueprint.get("/courses/own")
@Address(Right.OWN_EVIDENCE, "The courses that the officer attended")
def own() -> str:
    found = courses.own(desk(), officer().office_id, officer().officer_id)
    years: dict[int, int] = {}
    for each in found:
        years[each.entry.day.year] = years.get(each.entry.day.year, 0) + each.entry.hours
    return render_template(
        "people/own_courses.html", office_name=office_name(), found=found, years=years, w=_words(),
    )  # fmt: skip


@blueprint.get("/courses")
@Address(Right.TEAM, "The training register of the office, and what its figures suggest")
def page() -> str:
    return _page()


@blueprint.post("/courses")
@Address(Right.EVALUATE, "Enters a course into the register", body=ENTRY, gives=REDIRECT, refuses=(400,))
def note() -> Response:
    try:
        actions.note(desk(), officer().office_id, _entry(), by=officer().officer_id)
    except BadInput as exc:
        fault = translate(lang(), FAULTS[str(exc.data["field"])], **MOST)
        return make_response(_page(fault=fault), 400)
    return redirect("/courses#register")


@blueprint.get("/courses/<int(max=2147483647):course_id>")
@Address(Right.TEAM, "What changed with a course, of the group that attended", refuses=(404,))
def effect(course_id: int) -> str:
    office = desk().office(officer().office_id)
    found = courses.effect(desk(), office, course_id, lang=lang())
    return render_template(
        "people/course.html", office_name=office_name(), found=found, w=_words(),
        may_withdraw=Right.EVALUATE in officer().rights,
        survey=None if found.course.is_withdrawn else told(around_course(desk(), office, course_id)),
    )  # fmt: skip


@blueprint.post("/courses/<int(max=2147483647):course_id>/withdraw")
@Address(Right.EVALUATE, "Withdraws an entry of the register", body=NOTHING, gives=REDIRECT, refuses=(404,))
def withdraw(course_id: int) -> Response:
    actions.withdraw(desk(), officer().office_id, course_id=course_id, by=officer().officer_id)
    return redirect("/courses#register")


@blueprint.post("/courses/topics")
@Address(Right.EVALUATE, "Sets the topics that are suggested for gaps", body=OF_GAPS, gives=REDIRECT, refuses=(400,))
def topics() -> Response:
    wanted = {gap.value: request.form.get(gap.value, "") for gap in Gap}
    actions.set_topics(desk(), officer().office_id, wanted, by=officer().officer_id)
    return redirect("/courses#suggestions")


def _page(fault: str = "") -> str:
    """Who sees only the team as a whole is shown no name. fault: why an entry was not taken; what was typed stands."""
    who = officer()
    office = desk().office(who.office_id)
    kept: dict[str, Any] = {name: request.form.getlist(name) for name in BLANKS} if fault else {}
    return render_template(
        "people/courses.html", office_name=office_name(), fault=fault, kept=kept, most=MOST,
        found=courses.register(desk(), office.id, lang=lang()), keeps=Right.EVALUATE in who.rights,
        suggested=courses.suggestions(desk(), office, lang=lang()), topics=courses.topics(desk(), office.id),
        gaps=GAPS, usual=TOPICS, w=_words(),
    )  # fmt: skip


def _words() -> Words:
    return Words(lang(), desk().office(officer().office_id).time_zone)


def _entry() -> CourseEntry:
    """What was typed; in place of what is no date or number stands one that the register refuses."""
    form = request.form
    return CourseEntry(
        form.get("topic", ""), typed.day(form.get("day", "")) or date.max, _number(form.get("hours", "")),
        form.get("note", ""), _numbers("services"), _numbers("attendees"),
    )  # fmt: skip


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 9 else 0


def _numbers(name: str) -> frozenset[int]:
    return frozenset(map(_number, request.form.getlist(name)))
