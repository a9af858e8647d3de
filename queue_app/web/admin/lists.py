"""One list, one form and a few buttons for everything of an office that comes in lists; SECTIONS says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.office import second_factor, setup
from queue_app.domain.log.errors import FaultyPlan, MalformedRequest, NotFound, WeakPassword
from queue_app.domain.log.rights import Right
from queue_app.domain.log.sign_in_errors import CommonPassword
from queue_app.domain.office.plan import OfficePlan, key_of
from queue_app.domain.queue.numbering import business_date
from queue_app.texts import translate
from queue_app.web.admin.form import standard_time
from queue_app.web.admin.form.edits import added, edited, field_of, index_of, moved, removed, switched, values_of
from queue_app.web.admin.form.fields import Blank, Line, _
from queue_app.web.admin.form.forms import (
    Edit,
    SetupForm,
    attempt,
    change,
    current,
    faults_of,
    make_form,
    placed,
    places,
)
from queue_app.web.admin.form.section import Column, Section, by_lang
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.frame.address import REDIRECT, Address, Way, always, any_of, steps
from queue_app.web.frame.auth import officer
from queue_app.web.frame.errors import message
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name

LISTED = any_of(["groups", "services", "zones", "officers"])  # those with a list of their own in the menu
SECTION = any_of(SECTIONS)
PASSWORD = Blank("password", _("New password"), Line, _("At least 10 characters. Tell it to nobody else."), options={
    "is_needed": True, "render_kw": {"autocomplete": "off"}})  # fmt: skip


def is_of_people(way: Way) -> bool:
    """Whether it makes administrators: who does it gives the code again."""
    return way["section"] == "officers"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing as a list shows it."""

    key: str
    name: str
    cells: Sequence[tuple[Column, str]]
    thing: Any
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Table:
    """One list as a page shows it. slug: a key of SECTIONS. heads: a heading ("" for none) and the rows under it."""

    slug: str
    section: Section
    columns: Sequence[Column]
    heads: Sequence[tuple[str, Sequence[Row]]]


def today(plan: OfficePlan) -> date:
    """The office's own date."""
    return business_date(desk().clock(), plan.time_zone)


def table(slug: str, plan: OfficePlan, things: Sequence[Any] | None = None) -> Table:
    """The list of a section, or these things of it."""
    section = SECTIONS[slug]
    rows = [_row(slug, plan, each) for each in (section.things(plan) if things is None else things)]
    heads: list[tuple[str, list[Row]]] = [("", rows)]
    if slug == "services":
        heads = [(by_lang(group), [row for row in rows if row.thing.group == group.code]) for group in plan.groups]
    return Table(slug, section, section.columns, [each for each in heads if each[1]])


@blueprint.get(f"/admin/<{LISTED}:section>")
@Address(Right.SET_UP, "A list of the set-up")
def listing(section: str) -> str:
    plan = current()
    series = [
        (letter, [by_lang(each) for each in plan.services if each.series == letter and each.is_active])
        for letter in sorted(plan.series())
    ]
    return render_template("admin/list.html", here=section, plan=plan, table=table(section, plan), series=series,
                           by_lang=by_lang)  # fmt: skip


@blueprint.route(f"/admin/<{SECTION}:section>/add", methods=["GET", "POST"])
@Address(
    Right.SET_UP, "Adds one", body=lambda way: SECTIONS[way["section"]].blanks("add"), gives=REDIRECT,
    fresh=is_of_people,
)  # fmt: skip
def add(section: str) -> AnyResponse:
    kind, plan = SECTIONS[section], current()
    form = make_form(kind.blanks("add"), plan, values=kind.ask(plan, None))
    if request.method != "POST":
        return make_response(form_page(section, form))
    change_it = added(kind, form.values)
    others = attempt(form, change_it, field_of=field_of(kind, None, change_it))
    if others is not None:
        return make_response(form_page(section, form, others=others), 400)
    return done(section, _("{name}: added."), kind.things(change_it(plan))[-1])


@blueprint.route(f"/admin/<{SECTION}:section>/edit/<path:key>", methods=["GET", "POST"])
@Address(
    Right.SET_UP, "Changes one", body=lambda way: SECTIONS[way["section"]].blanks("edit"), gives=REDIRECT,
    fresh=is_of_people,
)  # fmt: skip
def edit(section: str, key: str) -> AnyResponse:
    kind, plan = SECTIONS[section], current()
    form = make_form(kind.blanks("edit"), plan, values=values_of(kind, plan, key))
    if request.method != "POST":
        return make_response(form_page(section, form, key))
    change_it = edited(kind, key, form.values)
    others = attempt(form, change_it, field_of=field_of(kind, key, change_it))
    if others is not None:
        return make_response(form_page(section, form, key, others=others), 400)
    answer = done(section, _("{name}: saved."), kind.things(change_it(plan))[index_of(kind, plan, key)])
    for text in standard_time.changed(plan, change_it(plan)):
        flash(text)
    return answer


@blueprint.post(f"/admin/<{SECTION}:section>/use/<path:key>")
@Address(Right.SET_UP, "Takes one out of use, or puts it back", gives=REDIRECT, fresh=is_of_people)
def use(section: str, key: str) -> AnyResponse:
    """Out of use what is in use, and back."""
    kind, plan = SECTIONS[section], current()
    thing = kind.things(plan)[index_of(kind, plan, key)]
    if kind.switch is None:
        raise NotFound(what="page")
    return _pressed(section, key, switched(kind, key, is_active=not thing.is_active), _("{name}: saved."))


@blueprint.post(f"/admin/<{SECTION}:section>/move/<path:key>")
@Address(Right.SET_UP, "Moves one up or down", body=steps(["up", "down"]), gives=REDIRECT)
def move(section: str, key: str) -> AnyResponse:
    """Up in the order of the kiosk's buttons, or down."""
    kind, way = SECTIONS[section], request.form.get("way")
    if not kind.is_ordered or way not in {"up", "down"}:
        raise MalformedRequest
    by = places() * (-1 if way == "up" else 1)
    return _pressed(section, key, moved(kind, key, by=by), _("{name}: moved."))


@blueprint.post(f"/admin/<{SECTION}:section>/remove/<path:key>")
@Address(Right.SET_UP, "Deletes one", gives=REDIRECT)
def remove(section: str, key: str) -> AnyResponse:
    return _pressed(section, key, removed(SECTIONS[section], key), _("{name}: deleted."))


def done(section: str, msgid: str, thing: Any) -> AnyResponse:
    """Back to the list, which tells what was done. msgid: with {name}."""
    kind = SECTIONS[section]
    flash(translate(lang(), msgid, name=kind.name(thing)))
    ways: dict[str, dict[str, Any]] = {
        "": {"section": section},
        "holidays": {"year": getattr(thing, "day", date.min).year},
    }
    return redirect(url_for(f"admin.{kind.home or 'listing'}", **ways.get(kind.home, {})))


def _pressed(section: str, key: str, change_it: Edit, msgid: str) -> AnyResponse:
    """What a button of the list does; where it cannot be, the thing's own form tells why."""
    kind, plan = SECTIONS[section], current()
    thing = kind.things(plan)[index_of(kind, plan, key)]
    try:
        change(change_it)
    except FaultyPlan as exc:
        form = make_form(kind.blanks("edit"), plan, values=values_of(kind, plan, key), is_sent=False)
        others = placed(form, faults_of(exc), field_of=field_of(kind, key, change_it))
        return make_response(form_page(section, form, key, others=others), 400)
    return done(section, msgid, thing)


def form_page(
    section: str,
    form: SetupForm,
    key: str | None = None,
    *,
    others: Sequence[str] = (),
    secret: SetupForm | None = None,
) -> str:
    """The page of one thing (key None: of a new one) with its form. others: faults that belong to no field."""
    kind, plan = SECTIONS[section], current()
    thing = kind.things(plan)[index_of(kind, plan, key)] if key else None
    return render_template(
        "admin/edit.html", here=kind.home or section, section=section, kind=kind, form=form, key=key, thing=thing,
        name=kind.name(thing) if thing else "", others=others, secret=secret or password_form(plan),
        password=PASSWORD, lacks="" if key else kind.lacks(plan), told=kind.told(plan, thing),
        has_code=section == "officers" and key is not None and second_factor.is_asked(desk(), username=key),
    )  # fmt: skip


def password_form(plan: OfficePlan) -> SetupForm:
    """Of an officer's page; for nothing else."""
    return make_form([PASSWORD], plan, values={}, is_sent=request.endpoint == "admin.password")


@blueprint.post("/admin/officers/password/<key>")
@Address(
    Right.SET_UP, "Gives an officer a new password", body=lambda _way: [PASSWORD], gives=REDIRECT,
    fresh=always,
)  # fmt: skip
def password(key: str) -> AnyResponse:
    """A new password for an officer: whoever is signed in with the old one is signed out."""
    kind, plan = SECTIONS["officers"], current()
    thing = kind.things(plan)[index_of(kind, plan, key)]
    secret = password_form(plan)
    try:
        if secret.read():
            setup.set_password(
                desk(), officer().office_id, username=key, password=secret["password"].data, by=officer().officer_id
            )
            return done("officers", _("{name}: a new password was set."), thing)
    except (WeakPassword, CommonPassword) as exc:
        secret["password"].errors = [message(exc)]
    form = make_form(kind.blanks("edit"), plan, values=values_of(kind, plan, key), is_sent=False)
    return make_response(form_page("officers", form, key, secret=secret), 400)


@blueprint.post("/admin/officers/second-factor/<key>")
@Address(Right.SET_UP, "Takes the code from an officer who lost the phone", gives=REDIRECT, fresh=always)
def reset_second_factor(key: str) -> AnyResponse:
    """The officer signs in with the password alone, is told so, and sets another up."""
    kind, plan = SECTIONS["officers"], current()
    thing = kind.things(plan)[index_of(kind, plan, key)]
    second_factor.reset(desk(), officer().office_id, username=key, by=officer().officer_id)
    return done("officers", _("{name}: no code is asked until another is set up."), thing)


def _row(slug: str, plan: OfficePlan, thing: Any) -> Row:
    section, day = SECTIONS[slug], today(plan)
    cells = [(column, column.of(plan, thing, day)) for column in section.columns]
    return Row(key_of(section.table, thing), section.name(thing), cells, thing, section.may_remove(plan, thing))
