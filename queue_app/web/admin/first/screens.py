"""Opening the first kiosk and the first display: where they find the office, and the code that makes them its own."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.hall import devices
from queue_app.domain.log.errors import BadInput, QueueError, TooManyTries, UnknownCode
from queue_app.domain.log.rights import DeviceKind, Right
from queue_app.store.office import catalogue
from queue_app.texts import translate
from queue_app.web.admin.devices import PairForm, paired
from queue_app.web.admin.form.fields import _
from queue_app.web.frame.address import REDIRECT, Address, any_of
from queue_app.web.frame.auth import officer
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base
from queue_app.web.frame.pages import desk, lang
from queue_app.web.frame.qr import qr_svg

blueprint = Blueprint("admin", __name__)  # index joins it with the others of this name


@dataclass(frozen=True, slots=True)
class Words:
    """msgids."""

    title: str
    device: str  # what stands before the people
    name: str  # of the first one


KINDS: dict[DeviceKind, Words] = {
    DeviceKind.KIOSK: Words(
        _("Open the kiosk"), _("A tablet or a computer with a touch screen, at the entrance."), _("Kiosk {number}")
    ),
    DeviceKind.DISPLAY: Words(
        _("Open the display"), _("A TV or a monitor with a browser, seen by everyone who waits."), _("Display {number}")
    ),
}
STEP = any_of(KINDS)


@blueprint.route(f"/admin/first-steps/<{STEP}:kind>", endpoint="first_screen", methods=["GET", "POST"])
@Address(Right.SET_UP, "Where a screen finds the office; pairs it", body=PairForm, gives=REDIRECT, refuses=(404, 429))
def page(kind: str) -> AnyResponse:
    form = PairForm(formdata=None) if request.method != "POST" else PairForm()
    if request.method != "POST":
        return make_response(_shown(DeviceKind(kind), form))
    try:
        found = paired(form, officer())
    except (UnknownCode, TooManyTries, BadInput) as exc:
        return make_response(_shown(DeviceKind(kind), form, refusal=exc), STATUS[type(exc)])
    flash(translate(lang(), "{name}: paired.", name=str(form.name.data)))
    return redirect(url_for("admin.page") if found.kind == kind else url_for("devices.page"))


def _is_alone() -> bool:
    """Whether this program has one office: then its screens have short addresses."""
    with desk().reading() as connection:
        return len(catalogue.offices(connection)) == 1


def _shown(kind: DeviceKind, form: PairForm, *, refusal: QueueError | None = None) -> str:
    office, words = desk().office(officer().office_id), KINDS[kind]
    screens = devices.screens(desk(), office.id)
    if not form.name.data:
        count = sum(each.kind is kind for each in screens.paired)
        form.name.data = translate(lang(), words.name, number=count + 1)
    base = link_base()
    address = f"{base or request.host_url.rstrip('/')}/{kind}{'' if _is_alone() else '/' + office.slug}"
    return render_template(
        "admin/first/screen.html", here="first", kind=kind, words=words, form=form, address=address,
        is_reached=bool(base), qr=Markup(qr_svg(address)),  # noqa: S704 - our own drawing
        way=f"/{kind}/{office.slug}", pairs_devices=office.pairs_devices,
        waiting=[str(each.code)[-2:] for each in screens.waiting if each.kind is kind],
        refusal=message(refusal) if refusal else None,
    )  # fmt: skip
