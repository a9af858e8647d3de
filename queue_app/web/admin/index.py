"""The administrator's pages: the first of them, and the parts that hold the others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, current_app, render_template, url_for

from queue_app.actions.hall import devices
from queue_app.domain.log.rights import Right
from queue_app.domain.office.plan import OfficePlan
from queue_app.texts import long_date, translate, zone_label
from queue_app.web.admin import calendar, counters, file, lists, look, media, menu, settings, standards, ticket, voice
from queue_app.web.admin.doubts import Doubt, doubts
from queue_app.web.admin.first import pages, people, screens, services
from queue_app.web.admin.first.checklist import TOLD_BY_STEPS, in_sight
from queue_app.web.admin.form.forms import current
from queue_app.web.admin.form.sections import SECTIONS
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.forwarded import is_forwarded
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.hooks.page import paused_by_itself
from queue_app.web.hooks.words import LOOK_AFTER, STEP

blueprint = Blueprint("admin", __name__)
PARTS = (
    settings, look, lists, counters, calendar, standards, ticket, voice, media, file, pages, people, services, screens,
)  # fmt: skip


@blueprint.get("/admin")
@Address(Right.SET_UP, "The set-up, and what is doubtful in it")
def page() -> str:
    plan = current()
    day = lists.today(plan)
    paired = {each.kind for each in devices.screens(desk(), officer().office_id).paired}
    steps = in_sight(plan)
    found = _receivers() + [
        each
        for each in doubts(plan, day, paired=paired, is_forwarded=is_forwarded(), backup_fault=_backup_fault())
        if not (steps and each.endpoint in TOLD_BY_STEPS)
    ]
    return render_template(
        "admin/overview.html", here="overview", plan=plan, zone=zone_label(plan.time_zone), tiles=_tiles(plan),
        list=steps, limit_mb=config().server.largest_upload_mb,
        faults=[_line(each) for each in found if each.is_fault],
        blocking=[_line(each) for each in found if each.blocks and not each.is_fault],
        doubts=[_line(each) for each in found if not each.blocks],
    )  # fmt: skip


def _backup_fault() -> str:
    """Why there is no backup of today; "" where there is one, or nobody wants any."""
    return str(getattr(current_app.extensions.get("antrean.keeping"), "trouble", ""))


def _receivers() -> list[Doubt]:
    """That a program is told nothing any more, though nobody paused it."""
    is_paused = paused_by_itself(officer().office_id) > 0
    return [Doubt(LOOK_AFTER, "hooks.page", step=STEP)] if is_paused else []


def _tiles(plan: OfficePlan) -> list[tuple[str, int, str]]:
    """What there is in use: its name, how many, and its page."""
    counted: dict[str, Sequence[Any]] = {
        "services": plan.services,
        "counters": plan.counters,
        "officers": plan.officers,
    }
    return [
        (translate(lang(), SECTIONS[name].title), sum(each.is_active for each in things), url_for_section(name))
        for name, things in counted.items()
    ]


def url_for_section(name: str) -> str:
    return url_for("admin.counters") if name == "counters" else url_for("admin.listing", section=name)


def _line(doubt: Doubt) -> tuple[str, str, str]:
    """The words, the address of the page that mends it, and what to do there."""
    days = {name: long_date(value, lang=lang()) for name, value in doubt.values.items() if isinstance(value, date)}
    text = translate(lang(), doubt.text, **{**doubt.values, **days})
    return text, url_for(doubt.endpoint, **dict(doubt.way)), doubt.step


for _part in PARTS:  # into one blueprint: an endpoint is admin.hours, wherever its view stands
    for _route in _part.blueprint.deferred_functions:
        blueprint.record(_route)
blueprint.context_processor(menu.frame)
