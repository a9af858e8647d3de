"""The recap of a day, to be printed and kept: figures, and the head of the log."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request

from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.recap import OUTCOMES, recap
from queue_app.texts import long_date
from queue_app.web.frame.address import DAY, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("recap", __name__)


@blueprint.get("/recap")
@Address(Right.WATCH, "The recap of a day, with the head of the log", query={"day": DAY})
def page() -> str:
    office = desk().office(officer().office_id)
    today = business_date(desk().clock(), office.time_zone)
    found = recap(desk(), office, _day(request.args.get("day", ""), today), lang=lang())
    return render_template(
        "recap.html", office_name=office_name(), slug=office.slug, found=found, today=today,
        day=long_date(found.day, lang=lang()), outcomes=list(OUTCOMES),
    )  # fmt: skip


def _day(text: str, today: date) -> date:
    """The day that was asked for, today at the latest."""
    try:
        asked = date.fromisoformat(text)
    except ValueError:
        return today
    return asked if date.min.year < asked.year and asked <= today else today
