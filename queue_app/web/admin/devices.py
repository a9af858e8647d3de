"""The administrator's page of devices: pair one by its code, name it, say what it shows and prints, unpair it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import Blueprint, Response, make_response, redirect, render_template
from flask_wtf import FlaskForm
from limits import RateLimitItemPerSecond
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Regexp

from queue_app.actions.hall import devices
from queue_app.actions.hall.devices import Placed
from queue_app.domain.log.errors import BadInput, QueueError, TooManyTries, UnknownCode
from queue_app.domain.log.rights import DeviceKind, Right
from queue_app.domain.office.plan import ZonePlan
from queue_app.domain.office.typed import plain
from queue_app.domain.queue.numbering import business_date
from queue_app.screens.equipment import NAMES
from queue_app.store.hall.devices import DeviceRow
from queue_app.store.office.accounts import SignedIn
from queue_app.store.office.now import office_now
from queue_app.store.paper import printers
from queue_app.texts import clock_time, long_date, translate
from queue_app.web.admin import menu
from queue_app.web.frame.address import REDIRECT, Address
from queue_app.web.frame.auth import officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.pages import desk, lang
from queue_app.web.frame.throttle import throttle

blueprint = Blueprint("devices", __name__)
blueprint.context_processor(menu.frame)

TRIES = RateLimitItemPerSecond(10, 300)  # of an administrator: wrong codes since the last right one
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
    place: PlaceForm | None  # what may be said of where it stands; None: nothing
    offers: tuple[str, ...]  # fields of it
    placed: str  # the same in words


@dataclass(frozen=True, slots=True)
class Choices:
    """Where a device of the office may stand: value -> what people call it."""

    zones: dict[str, str]
    printers: dict[str, str]
    counters: dict[str, str]


class PlaceForm(FlaskForm):
    zone = SelectField(choices=[""])
    printer_id = SelectField(choices=[""])
    is_low = BooleanField()
    is_silent = BooleanField()
    counter_id = SelectField(choices=[""], default="")

    def offer(self, choices: Choices) -> PlaceForm:
        """Only what the office has can be chosen."""
        self.zone.choices = list(choices.zones.items())
        self.printer_id.choices = list(choices.printers.items())
        self.counter_id.choices = list(choices.counters.items())
        return self

    def wish(self) -> Placed:
        return Placed(
            zone=str(self.zone.data or ""), printer_id=int(self.printer_id.data or 0) or None,
            is_low=bool(self.is_low.data), is_silent=bool(self.is_silent.data),
            counter_id=int(self.counter_id.data or 0) or None,
        )  # fmt: skip


class NameForm(FlaskForm):
    name = StringField(
        validators=[InputRequired(), Length(max=60), Regexp(NO_NUL)], filters=[lambda text: (text or "").strip()]
    )


def _digits(text: str | None) -> str:
    """The code without what parts its digits."""
    return re.sub(r"[\s.-]", "", plain(text or ""))


class PairForm(NameForm):
    code = StringField(
        validators=[InputRequired(), Regexp(r"\d{6}\Z")],
        filters=[_digits],
    )


@blueprint.get("/admin/devices")
@Address(Right.SET_UP, "The devices of the office")
def page() -> str:
    return _shown(PairForm(formdata=None))


@blueprint.post("/admin/devices")
@Address(Right.SET_UP, "Pairs the screen that shows this code", body=PairForm, gives=REDIRECT, refuses=(404, 429))
def pair() -> Response:
    form, who = PairForm(), officer()
    try:
        paired(form, who)
    except (UnknownCode, TooManyTries, BadInput) as exc:
        return make_response(_shown(form, refusal=exc), STATUS[type(exc)])
    return make_response(redirect("/admin/devices"))


@blueprint.post("/admin/devices/<int(max=2147483647):device_id>/name")
@Address(Right.SET_UP, "Names a device", body=NameForm, gives=REDIRECT)
def rename(device_id: int) -> Response:
    form, who = NameForm(), officer()
    if not form.validate():
        raise _faulty_name()
    devices.rename(desk(), who.office_id, device_id, name=str(form.name.data), by=who.officer_id)
    return make_response(redirect("/admin/devices"))


@blueprint.post("/admin/devices/<int(max=2147483647):device_id>/place")
@Address(Right.SET_UP, "Says what a device shows, speaks, prints and asks", body=PlaceForm, gives=REDIRECT)
def place(device_id: int) -> Response:
    who = officer()
    form = PlaceForm().offer(_choices(who.office_id))
    if not form.validate():
        field = next(iter(form.errors))
        raise BadInput(field=field or "form", expected=translate(lang(), "one of the list"))
    devices.place(desk(), who.office_id, device_id, form.wish(), by=who.officer_id)
    return make_response(redirect("/admin/devices"))


@blueprint.post("/admin/devices/<int(max=2147483647):device_id>/revoke")
@Address(Right.SET_UP, "Unpairs a device", gives=REDIRECT)
def revoke(device_id: int) -> Response:
    who = officer()
    devices.revoke(desk(), who.office_id, device_id, by=who.officer_id)
    return make_response(redirect("/admin/devices"))


def paired(form: PairForm, who: SignedIn) -> DeviceRow:
    """Pairs the screen that shows the code. Raises TooManyTries, UnknownCode, BadInput."""
    _check(form, who)
    found = devices.pair(desk(), who.office_id, code=str(form.code.data), name=str(form.name.data), by=who.officer_id)
    throttle().clear(TRIES, "pair", str(who.officer_id))  # who knew a code has not guessed it: a hall has many screens
    return found


def _check(form: PairForm, who: SignedIn) -> None:
    # Counted before the code is looked at: guesses sent all at once must not pass together.
    if not throttle().hit(TRIES, "pair", str(who.officer_id)):
        raise TooManyTries(seconds=TRIES.get_expiry())
    if not form.validate():
        raise UnknownCode if "code" in form.errors else _faulty_name()


def _shown(form: PairForm, *, refusal: QueueError | None = None) -> str:
    office = desk().office(officer().office_id)
    screens, choices = devices.screens(desk(), office.id), _choices(office.id)
    return render_template(
        "devices.html",
        here="devices",
        form=form,
        name_form=NameForm(formdata=None),
        pairs_devices=office.pairs_devices,
        addresses=[] if office.pairs_devices else _addresses(office.slug, choices),
        refusal=message(refusal) if refusal else None,
        lines=[_line(each, choices) for each in screens.paired],
        waiting=[(_kind(each), str(each.code)[-2:], _when(each.created_at)) for each in screens.waiting],
    )


def _choices(office_id: int) -> Choices:
    with desk().reading() as connection:
        office = office_now(connection, office_id)
        found = printers.of_office(connection, office_id)
    return Choices(
        {"": translate(lang(), "Every call"), **{code: _zone_name(zone) for code, zone in office.zones.items()}},
        {"": translate(lang(), "The usual one"), **{str(each.id): each.name for each in found}},
        {
            "": translate(lang(), "At the exit"),
            **{str(key): _counter(each) for key, each in office.numbers.items()},
        },
    )


def _counter(number: int) -> str:
    return translate(lang(), "Counter {number}", number=number)


def _zone_name(zone: ZonePlan) -> str:
    return (zone.name_en if lang() == "en" else zone.name_id) or zone.code


def _addresses(slug: str, choices: Choices) -> Iterable[tuple[str, str]]:
    """What to open where no screen is paired: each kiosk by its printer, each display by its zone."""
    kiosk, display = (translate(lang(), NAMES[kind]) for kind in (DeviceKind.KIOSK, DeviceKind.DISPLAY))
    own = {value: name for value, name in choices.printers.items() if value}
    yield kiosk, f"/kiosk/{slug}"
    if len(own) > 1:
        yield from ((f"{kiosk} · {name}", f"/kiosk/{slug}?printer={value}") for value, name in own.items())
    yield f"{kiosk} · {translate(lang(), 'Buttons within reach of a seat')}", f"/kiosk/{slug}?seat=low"
    yield display, f"/display/{slug}"
    yield from ((f"{display} · {name}", f"/display/{slug}?zone={code}") for code, name in choices.zones.items() if code)
    yield f"{display} · {translate(lang(), 'Shows and does not speak')}", f"/display/{slug}?sound=off"
    tablet = translate(lang(), NAMES[DeviceKind.SURVEY])
    yield f"{tablet} · {choices.counters['']}", f"/survey/{slug}"
    yield from (
        (f"{tablet} · {name}", f"/survey/{slug}?counter={value}") for value, name in choices.counters.items() if value
    )


def _place(device: DeviceRow, choices: Choices) -> PlaceForm | None:
    if device.kind not in devices.PLACES:
        return None
    return PlaceForm(
        formdata=None, zone=device.zone, printer_id=str(device.printer_id or ""), is_low=device.is_low,
        is_silent=device.is_silent, counter_id=str(device.counter_id or ""),
    ).offer(choices)  # fmt: skip


def _placed(device: DeviceRow, choices: Choices) -> str:
    """What differs from the usual, in words."""
    told = {
        "zone": choices.zones.get(device.zone, device.zone) if device.zone else "",
        "printer_id": choices.printers.get(str(device.printer_id), "–") if device.printer_id else "",
        "is_low": translate(lang(), "Buttons within reach of a seat") if device.is_low else "",
        "is_silent": translate(lang(), "Shows and does not speak") if device.is_silent else "",
        "counter_id": choices.counters.get(str(device.counter_id or ""), "–"),
    }
    return " · ".join(told[name] for name in devices.PLACES.get(device.kind, ()) if told[name])


def _line(device: DeviceRow, choices: Choices) -> Line:
    seen_at, now = device.seen_at or device.created_at, desk().clock()
    is_here = now - seen_at <= SEEN_JUST_NOW
    seen = translate(lang(), "just now") if is_here else _when(seen_at)
    paired = _when(device.paired_at or now)
    form, offers = _place(device, choices), devices.PLACES.get(device.kind, ())
    return Line(device.id, device.name, _kind(device), paired, seen, is_here, form, offers, _placed(device, choices))


def _kind(device: DeviceRow) -> str:
    return translate(lang(), NAMES[device.kind])


def _when(at: datetime) -> str:
    """The hour alone where it was today."""
    zone = desk().office(officer().office_id).time_zone
    day, hour = business_date(at, zone), clock_time(at, zone)
    return hour if day == business_date(desk().clock(), zone) else f"{long_date(day, lang=lang())}, {hour}"


def _faulty_name() -> BadInput:
    return BadInput(field=translate(lang(), "Name"), expected=translate(lang(), "1 to 60 characters"))
