"""The administrator's page of devices: pair one by the code on its screen, rename it, unpair it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, make_response, redirect, render_template
from flask_wtf import FlaskForm
from limits import RateLimitItemPerSecond
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Regexp

from queue_app.actions import devices
from queue_app.domain.errors import BadInput, QueueError, TooManyTries, UnknownCode
from queue_app.domain.numbering import business_date
from queue_app.store.accounts import SignedIn
from queue_app.store.devices import DeviceRow
from queue_app.texts import clock_time, long_date, translate
from queue_app.web import admin_menu
from queue_app.web.auth import officer
from queue_app.web.errors import STATUS, message
from queue_app.web.journal_words import DEVICES
from queue_app.web.pages import desk, lang
from queue_app.web.throttle import throttle

blueprint = Blueprint("devices", __name__)
blueprint.context_processor(admin_menu.frame)

TRIES = RateLimitItemPerSecond(10, 300)  # of an administrator: a slip or two for each of a hall's screens
SEEN_JUST_NOW = timedelta(minutes=2)  # "last seen" itself is a minute stale, and the beats come between
NO_NUL = r"[^\x00]+\Z"  # PostgreSQL has no text with it


@dataclass(frozen=True, slots=True)
class Line:
    """One device as the page shows it."""

    id: int
    name: str
    kind: str
    paired: str
    seen: str
    is_here: bool


class NameForm(FlaskForm):
    name = StringField(
        validators=[InputRequired(), Length(max=60), Regexp(NO_NUL)], filters=[lambda text: (text or "").strip()]
    )


class PairForm(NameForm):
    code = StringField(
        validators=[InputRequired(), Regexp(r"\d{6}\Z")], filters=[lambda text: "".join((text or "").split())]
    )


@blueprint.get("/admin/devices")
def page() -> str:
    return _shown(PairForm(formdata=None))


@blueprint.post("/admin/devices")
def pair() -> Response:
    form, who = PairForm(), officer()
    try:
        _check(form, who)
        devices.pair(desk(), who.office_id, code=str(form.code.data), name=str(form.name.data), by=who.officer_id)
    except (UnknownCode, TooManyTries, BadInput) as exc:
        return make_response(_shown(form, refusal=exc), STATUS[type(exc)])
    return make_response(redirect("/admin/devices"))


@blueprint.post("/admin/devices/<int(max=2147483647):device_id>/name")
def rename(device_id: int) -> Response:
    form, who = NameForm(), officer()
    if not form.validate():
        raise _faulty_name()
    devices.rename(desk(), who.office_id, device_id, name=str(form.name.data), by=who.officer_id)
    return make_response(redirect("/admin/devices"))


@blueprint.post("/admin/devices/<int(max=2147483647):device_id>/revoke")
def revoke(device_id: int) -> Response:
    who = officer()
    devices.revoke(desk(), who.office_id, device_id, by=who.officer_id)
    return make_response(redirect("/admin/devices"))


def _check(form: PairForm, who: SignedIn) -> None:
    # Counted before the code is looked at: guesses sent all at once must not pass together.
    if not throttle().hit(TRIES, "pair", str(who.officer_id)):
        raise TooManyTries(seconds=TRIES.get_expiry())
    if not form.validate():
        raise UnknownCode if "code" in form.errors else _faulty_name()


def _shown(form: PairForm, *, refusal: QueueError | None = None) -> str:
    screens = devices.screens(desk(), officer().office_id)
    return render_template(
        "devices.html",
        here="devices",
        form=form,
        name_form=NameForm(formdata=None),
        pairs_devices=desk().office(officer().office_id).pairs_devices,
        refusal=message(refusal) if refusal else None,
        lines=[_line(each) for each in screens.paired],
        waiting=[(_kind(each), str(each.code)[-2:], _when(each.created_at)) for each in screens.waiting],
    )


def _line(device: DeviceRow) -> Line:
    seen_at, now = device.seen_at or device.created_at, desk().clock()
    is_here = now - seen_at <= SEEN_JUST_NOW
    seen = translate(lang(), "just now") if is_here else _when(seen_at)
    return Line(device.id, device.name, _kind(device), _when(device.paired_at or now), seen, is_here)


def _kind(device: DeviceRow) -> str:
    return translate(lang(), DEVICES[device.kind])


def _when(at: datetime) -> str:
    """The hour alone where it was today."""
    zone = desk().office(officer().office_id).zone
    day, hour = business_date(at, zone), clock_time(at, zone)
    return hour if day == business_date(desk().clock(), zone) else f"{long_date(day, lang=lang())}, {hour}"


def _faulty_name() -> BadInput:
    return BadInput(field=translate(lang(), "Name"), expected=translate(lang(), "1 to 60 characters"))
