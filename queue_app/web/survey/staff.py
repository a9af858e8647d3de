"""How many citizens were asked, how many answered, and how: for whoever is answerable for the survey."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from flask import Blueprint, render_template, request

from queue_app.actions.citizen.survey.answer import FACES
from queue_app.domain.citizen.survey import periods
from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.citizen.survey.periods import PeriodKind, SurveyPeriod
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.survey import turnout
from queue_app.store.citizen.survey import batches
from queue_app.texts import long_period, short_date, translate
from queue_app.web.frame.address import TEXT, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.pages import desk, lang, picture

blueprint = Blueprint("surveys", __name__)
MONTHS = 12  # that the page offers
LAST_BATCHES = 10
CHANNELS: dict[Channel, str] = {  # msgids
    Channel.PAGE: "Citizen's page",
    Channel.TABLET: "Tablet",
    Channel.KIOSK: "Kiosk",
    Channel.PAPER: "Paper",
    Channel.IMPORT: "Imported file",
}
SCORES: dict[int, str] = {1: "Bad", 2: "Fair", 3: "Good", 4: "Very good"}


@blueprint.get("/surveys")
@Address(Right.SURVEYS, "How many citizens answered the survey", query={"period": TEXT}, refuses=(404,))
def page() -> str:
    who, today = officer(), today_of()
    code = request.args.get("period", "")
    period = periods.read(code) if code else periods.of(today, PeriodKind.MONTH)
    if period.first > today or period.year < today.year - MONTHS:
        raise NotFound(what="period")
    with desk().reading() as connection:
        found = turnout.told(connection, who.office_id, period, today=today, lang=lang())
        taken = batches.batches(connection, who.office_id, most=LAST_BATCHES)
    return render_template(
        "survey/turnout.html", office_name=office_name(), found=found, period=period, name=name, share=share,
        offered=list(_offered(today)), channels=CHANNELS, scores=SCORES, faces=FACES, batches=taken, day=_day,
        is_on=picture(who.office_id).rules.survey_is_on, may_enter=Right.ENTER_FORMS in who.rights,
    )  # fmt: skip


def today_of() -> date:
    """The business date of the office of whoever asks."""
    return business_date(desk().clock(), desk().office(officer().office_id).time_zone)


def name(period: SurveyPeriod) -> str:
    """The period in words."""
    if period.kind is PeriodKind.YEAR:
        return str(period.year)
    if period.kind is PeriodKind.SEMESTER:
        return translate(lang(), "half {number} of {year}", number="I" * period.number, year=period.year)
    return long_period(period.code, lang=lang())


def share(part: Fraction | None) -> str:
    """Of a hundred, in whole percent."""
    return "–" if part is None else f"{int(part * 100 + Fraction(1, 2))} %"


def _day(of: date) -> str:
    return short_date(of, lang=lang())


def _offered(today: date) -> Iterator[SurveyPeriod]:
    period = periods.of(today, PeriodKind.MONTH)
    for _ in range(MONTHS):
        yield period
        period = period.before()
