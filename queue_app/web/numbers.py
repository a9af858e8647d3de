"""Numbers without a kiosk: staff hand one out, tell how far the roll is, or enter what was written on paper."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from queue_app.actions.citizen import promises
from queue_app.actions.citizen.booking.arrive import arrive
from queue_app.actions.queue import numbers, tickets
from queue_app.actions.queue.tickets import MOST_PEOPLE, Entered, Issued, Origin
from queue_app.domain.log.errors import BadInput, FaultyList, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import LAST_NUMBER, UUID_LIKE, business_date
from queue_app.domain.queue.priority import CATEGORIES
from queue_app.screens import numbers as standing
from queue_app.screens.numbers import Given, PastDay
from queue_app.store.desk import OfficeKey
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.texts import DEFAULT, LANGUAGES, clock_time, long_date, translate
from queue_app.web import newcomers
from queue_app.web.frame.address import Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.day_field import DayField
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang, paper_wish

blueprint = Blueprint("numbers", __name__)

LONGEST_LIST = 20_000  # characters; a list of MOST_LINES has a third of it
LARGEST_ID = 2**31 - 1
LONGEST_CODE = 300  # of a booking, or the link of its page
TABS: dict[str, str] = {  # in the order of the page: form -> msgid
    "hand-out": "Hand out",
    "check-in": "Booked",
    "roll": "Paper roll",
    "list": "After a power cut",
}
FITTING: dict[str, tuple[str, ...]] = {  # the way in which an office gives numbers -> the forms it has use for
    "kiosk": ("hand-out", "list"),
    "roll": ("roll", "list"),
}
SHOWN_AT_ONCE = 12  # numbers that were entered; more are told by the first and the last


def _service() -> IntegerField:
    return IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])


class HandOutForm(FlaskForm):
    key = StringField(validators=[InputRequired(), Regexp(UUID_LIKE)])  # of this very form: a second press gives none
    service = _service()
    priority = RadioField(choices=["", *CATEGORIES], default="")
    party = IntegerField(validators=[InputRequired(), NumberRange(1, MOST_PEOPLE)], default=1)
    paper_lang = RadioField(choices=list(LANGUAGES), default=DEFAULT)


class CheckInForm(FlaskForm):
    code = StringField(validators=[InputRequired(), Length(max=LONGEST_CODE), Regexp(r"[^\x00]+\Z")])
    paper_lang = RadioField(choices=list(LANGUAGES), default=DEFAULT)


class RollForm(FlaskForm):
    service = _service()
    number = IntegerField(validators=[InputRequired(), NumberRange(1, LAST_NUMBER)])


class ListForm(FlaskForm):
    day = DayField(validators=[Optional()])  # on which they were given; left out: today
    text = TextAreaField(validators=[DataRequired(), Length(max=LONGEST_LIST), Regexp(r"[^\x00]+\Z")])


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one form: the number handed out, words of what was done, or why nothing was, line by line."""

    form: str = ""  # one of TABS; "": the first that fits the office
    issued: Issued | None = None
    done: str = ""
    refusal: str = ""
    faults: list[tuple[int, str]] = field(default_factory=list)  # the line of the list, and what is wrong with it
    status: int = 200


@blueprint.get("/numbers")
@Address(Right.SERVE, "Numbers without a kiosk")
def page() -> Response:
    return _shown(Answer())


@blueprint.get("/numbers/hand-out", defaults={"form": "hand-out"})
@blueprint.get("/numbers/check-in", defaults={"form": "check-in"})
@blueprint.get("/numbers/roll", defaults={"form": "roll"})
@blueprint.get("/numbers/list", defaults={"form": "list"})
@Address(Right.SERVE, "One of the ways to give numbers without a kiosk")
def tab(form: str) -> Response:
    return _shown(Answer(form))


@blueprint.post("/numbers/hand-out")
@Address(
    Right.SERVE,
    "Hands a number out; the same key again answers the same number",
    body=HandOutForm,
    refuses=(400, 404, 409),
)
def hand_out() -> Response:
    form, who = HandOutForm(), officer()
    try:
        _check(form, "service", "party")
        issued = tickets.issue(
            desk(), who.office_id, service_id=_of(form.service), press_key=str(form.key.data),
            priority=form.priority.data or None, party=_of(form.party),
            print_it=paper_wish(str(form.paper_lang.data)),
            promise=promises.newcomer(
                desk(), who.office_id, _of(form.service), is_priority=bool(form.priority.data)
            ),
            origin=Origin("reception", who.officer_id),
        )  # fmt: skip
    except QueueError as exc:
        return _refused("hand-out", exc)
    return _shown(Answer("hand-out", issued=issued))


@blueprint.post("/numbers/check-in")
@Address(
    Right.SERVE,
    "Checks a booking in; the same code again answers the same number",
    body=CheckInForm,
    refuses=(400, 404, 409),
)
def check_in() -> Response:
    form, who = CheckInForm(), officer()
    try:
        _check(form, "code")
        issued = arrive(
            desk(), who.office_id, code=str(form.code.data), print_it=paper_wish(str(form.paper_lang.data)),
            officer_id=who.officer_id,
        )  # fmt: skip
    except QueueError as exc:
        return _refused("check-in", exc)
    return _shown(Answer("check-in", issued=issued))


@blueprint.post("/numbers/roll")
@Address(Right.SERVE, "All numbers up to one were torn off the roll", body=RollForm, refuses=(400, 404, 409))
def roll() -> Response:
    form, who = RollForm(), officer()
    try:
        _check(form, "service", "number")
        given = numbers.torn_off(
            desk(), who.office_id, service_id=_of(form.service), number=_of(form.number), officer_id=who.officer_id
        )
    except QueueError as exc:
        return _refused("roll", exc)
    return _shown(Answer("roll", done=translate(lang(), "Waiting now: {numbers}.", numbers=_listed(given))))


@blueprint.post("/numbers/list")
@Address(Right.SERVE, "Enters the numbers that were given on paper, all or none", body=ListForm, refuses=(400,))
def enter_list() -> Response:
    form, who = ListForm(), officer()
    try:
        _check(form, "text", "day")
        entered = numbers.enter_list(
            desk(), who.office_id, text=str(form.text.data), officer_id=who.officer_id, day=form.day.data
        )
    except QueueError as exc:
        return _refused("list", exc)
    return _shown(Answer("list", done=_entered(entered) if entered else ""))


def _entered(entered: list[Entered]) -> str:
    """What was entered; of a day that is over, of which."""
    day, listed = entered[0].day, _listed(entered)
    if day == business_date(desk().clock(), desk().office(officer().office_id).time_zone):
        return translate(lang(), "Entered: {numbers}.", numbers=listed)
    told = long_date(day, lang=lang())
    return translate(lang(), "Entered for {day}: {numbers}. Nobody waits.", day=told, numbers=listed)


def _of(number: IntegerField) -> int:
    """A number that was checked."""
    return int(number.data or 0)


def _check(form: FlaskForm, *names: str) -> None:
    """Raises BadInput with the field as the page calls it."""
    if form.validate():
        return
    name = next((each for each in names if each in form.errors), "")
    label, expected = BLANKS[name]
    raise BadInput(field=translate(lang(), label), expected=expected)


BLANKS: dict[str, tuple[str, str]] = {  # field -> its name on the page (a msgid), and what it takes
    "service": ("Service", "–"),
    "party": ("People who came together", f"1-{MOST_PEOPLE}"),
    "code": ("Code of the booking", "ABCD-2345"),
    "number": ("Last number torn off", f"1-{LAST_NUMBER}"),
    "text": ("Numbers on paper", "A012 08.15"),
    "day": ("Day", "–"),
    "": ("Form", "–"),  # what no hand can have typed
}


def _listed(entered: list[Entered]) -> str:
    shown = [each.shown for each in entered]
    if len(shown) > SHOWN_AT_ONCE:
        return translate(lang(), "{count} numbers, {first} to {last}", count=len(shown), first=shown[0], last=shown[-1])
    return ", ".join(shown)


def _refused(form: str, error: QueueError) -> Response:
    faults = error.data["faults"] if isinstance(error, FaultyList) else []
    assert isinstance(faults, list)  # noqa: S101 - whoever raises it gives a list
    told = [(each.line, translate(lang(), each.message, **each.values)) for each in faults]
    return _shown(Answer(form, refusal=message(error), faults=told, status=STATUS[type(error)]))


def _shown(found: Answer) -> Response:
    with desk().reading() as connection:
        office = office_now(connection, officer().office_id)
        given = standing.given_today(connection, office, now=desk().clock())
        services = catalogue.services(connection, office.id)
        past = standing.past_days(connection, office, now=desk().clock())
    fitting = (*FITTING[office.room.numbering], *(("check-in",) if office.booking.takes_bookings else ()))
    here = found.form or fitting[0]
    days = _days(office, past)
    return make_response(
        render_template(
            "numbers.html",
            here=here,
            tabs=[(form, name) for form, name in TABS.items() if form in {*fitting, here}],
            found=found,
            expected=newcomers.told(found.issued.promised, office) if found.issued else None,
            sent=_sent(found),
            key=secrets.token_urlsafe(16),
            services=[(each.id, each.letter, each.name(lang())) for each in services],
            days=days,
            known=_known(given, days, found),
            last=[
                (each.letter, each.last, each.last_at and clock_time(each.last_at, office.time_zone)) for each in given
            ],
            many=[each for each in given if len(each.services) > 1],
            categories=CATEGORIES,
            most_people=MOST_PEOPLE,
            office_name=office.name,
        ),
        found.status,
    )


def _known(given: Sequence[Given], days: Sequence[tuple[date, str, str]], found: Answer) -> dict[str, Any]:
    """What the rows of a list count on with: the services of each letter, its last number a day, and what was wrong."""
    today, *past = days
    last = {today[0].isoformat(): [each.last for each in given if each.last]}
    return {
        "services": {each.letter: [[one.code, one.name(lang())] for one in each.services] for each in given},
        "last": last | {day.isoformat(): numbers.split(" · ") for day, _name, numbers in past},
        "faults": found.faults if found.form == "list" else [],
    }


def _days(office: OfficeKey, past: list[PastDay]) -> list[tuple[date, str, str]]:
    """The days of a list: today, then those that are over, each in words and with its last numbers."""
    today = business_date(desk().clock(), office.time_zone)
    first = (today, translate(lang(), "Today, {day}", day=long_date(today, lang=lang())), "")
    return [first, *((each.day, long_date(each.day, lang=lang()), " · ".join(each.last)) for each in past)]


def _sent(found: Answer) -> Mapping[str, Any]:
    """What was typed into a form that was refused: it stays there to be mended."""
    return request.form.to_dict() if found.refusal else {}
