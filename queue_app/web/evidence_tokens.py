"""The page where a supervisor makes tokens for other programs, and takes them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, Response, make_response, redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from queue_app.actions.evidence import tokens as actions
from queue_app.actions.evidence.tokens import Wish
from queue_app.domain.evidence.api_tokens import LONGEST_DAYS, LONGEST_NAME, USUAL_DAYS
from queue_app.domain.log.errors import BadInput, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.queue.numbering import business_date
from queue_app.store.evidence import period, tokens
from queue_app.store.evidence.tokens import TokenRow
from queue_app.texts import long_date, long_time, translate
from queue_app.web.frame.address import REDIRECT, ROW, Address
from queue_app.web.frame.auth import office_name, officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import desk, lang

blueprint = Blueprint("evidence_tokens", __name__)

OFFICE = ""  # in the form: reports of the whole office


class TokenForm(FlaskForm):
    name = StringField(validators=[InputRequired(), Length(max=LONGEST_NAME)])
    days = IntegerField(validators=[InputRequired(), NumberRange(1, LONGEST_DAYS)], default=USUAL_DAYS)
    officer = SelectField(default=OFFICE, validate_choice=False)


@dataclass(frozen=True, slots=True)
class Line:
    """A token in words. works: whether it opens anything today."""

    id: int
    name: str
    reads: str
    last_day: str
    used: str
    works: bool


@blueprint.get("/evidence/tokens")
@Address(Right.EVALUATE, "Tokens by which other programs read reports")
def page() -> Response:
    return _shown(TokenForm(formdata=None))


@blueprint.post("/evidence/tokens")
@Address(Right.EVALUATE, "Makes a token, which is shown once", body=TokenForm, refuses=(400, 404))
def make() -> Response:
    form = TokenForm()
    try:
        made = actions.make(desk(), officer().office_id, _wish(form), by=officer().officer_id)
    except QueueError as exc:
        return _shown(form, refusal=message(exc), status=STATUS[type(exc)])
    return _shown(TokenForm(formdata=None), made=made)


@blueprint.post("/evidence/tokens/<token_id>/revoke")
@Address(
    Right.EVALUATE, "Takes a token back", gives=REDIRECT, statuses=(302,), refuses=(404,), blanks={"token_id": ROW}
)
def revoke(token_id: str) -> AnyResponse:
    number = int(token_id) if token_id.isdecimal() and len(token_id) <= len(str(2**31)) - 1 else 0
    actions.revoke(desk(), officer().office_id, number, by=officer().officer_id)
    return redirect(url_for("evidence_tokens.page"))


def _wish(form: TokenForm) -> Wish:
    """Raises BadInput with the field as the page calls it."""
    if not form.validate():
        label, expected = BLANKS["days" if "days" in form.errors else "name"]
        raise BadInput(field=translate(lang(), label), expected=expected)
    chosen = str(form.officer.data or OFFICE)
    whose = int(chosen) if chosen.isdecimal() else None if chosen == OFFICE else 0
    return Wish(str(form.name.data), int(form.days.data or 0), whose)


BLANKS: dict[str, tuple[str, str]] = {  # field -> its name on the page (a msgid), and what it takes
    "name": ("Name of the program", f"1-{LONGEST_NAME}"),
    "days": ("Days it works", f"1-{LONGEST_DAYS}"),
}


def _shown(form: TokenForm, *, made: str = "", refusal: str = "", status: int = 200) -> Response:
    office = desk().office(officer().office_id)
    with desk().reading() as connection:
        names = {each.id: each.name for each in period.officers(connection, office.id).values()}
        found = tokens.of_office(connection, office.id)
    today = business_date(desk().clock(), office.time_zone)
    everybody = translate(lang(), "All officers of the office")
    form.officer.choices = [(OFFICE, everybody), *((str(key), name) for key, name in _by_name(names))]
    address = f"{link_base()}/api/offices/{office.slug}/evidence/{today.year}-{today.month:02}"
    response = make_response(
        render_template(
            "evidence_tokens.html", office_name=office_name(), form=form, revoke_form=FlaskForm(formdata=None),
            made=made, refusal=refusal, address=address, longest_days=LONGEST_DAYS, longest_name=LONGEST_NAME,
            lines=[_line(each, names, today, office.time_zone) for each in found],
        ),
        status,
    )  # fmt: skip
    response.headers["Cache-Control"] = "no-store"
    return response


def _by_name(names: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(names.items(), key=lambda each: (each[1].casefold(), each[0]))


def _line(token: TokenRow, names: dict[int, str], today: date, zone: str) -> Line:
    never = translate(lang(), "never")
    return Line(
        token.id,
        token.name,
        translate(lang(), "All officers of the office") if token.officer_id is None else names[token.officer_id],
        long_date(token.last_day, lang=lang()),
        long_time(token.used_at, zone, lang=lang()) if token.used_at else never,
        token.revoked_at is None and today <= token.last_day,
    )
