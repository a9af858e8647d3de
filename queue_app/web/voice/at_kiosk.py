"""At a kiosk: the way to the form on the own phone and on paper, and three large keys for who writes nothing.

It has no keyboard, and others stand behind whoever uses it: nothing is written here, nobody gives a name, and what is
about bribes or abuse is not to be had by keys. What was pressed stands in no address; the receipt clears itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup

from queue_app.domain.citizen.complaints.codes import spaced
from queue_app.domain.citizen.complaints.kinds import OF_TRACK, Kind, Track, Via
from queue_app.domain.citizen.complaints.words import CATEGORIES, KINDS
from queue_app.domain.log.errors import BadInput, QueueError
from queue_app.domain.log.rights import Right
from queue_app.store.office.now import OfficeNow
from queue_app.texts import translate
from queue_app.web.frame.address import TEXT, Address, Schema, words
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base, refuse_foreign_page
from queue_app.web.frame.pages import desk, lang
from queue_app.web.frame.qr import qr_svg
from queue_app.web.voice.form import choices, fault, key_of, lodged
from queue_app.web.voice.page import of, sent, unkept

blueprint = Blueprint("voice_kiosk", __name__)

BACK_S, RECEIPT_S = 60, 120
PRESSED = (Kind.COMPLAINT, Kind.IDEA, Kind.THANKS)
ABOUT = OF_TRACK[Track.SERVICE]
KEYS: Schema = {
    "type": "object",
    "properties": {"kind": words(PRESSED), "category": words(ABOUT), "service": TEXT, "key": TEXT},
    "required": ["kind"],
}
ASKS = {"kind": "What do you bring?", "category": "What is it about?", "service": "Which service?"}  # in this order
WITHOUT_WORDS = "Pressed at the kiosk, without words."
NO_SERVICE = "No particular service"
QUERY = {"printer": TEXT, "seat": TEXT}


@blueprint.get("/kiosk/<slug>/voice")
@Address(Right.TAKE_NUMBERS, "How to complain or to give an idea, at the kiosk", query=QUERY)
def page(slug: str) -> Response:
    return _asked(of(slug), {})


@blueprint.post("/kiosk/<slug>/voice")
@Address(
    Right.TAKE_NUMBERS, "Asks the next thing by large keys, and after the last one answers with the receipt",
    body=KEYS, refuses=(403, 429), query=QUERY, has_session=False,
)  # fmt: skip
def press(slug: str) -> Response:
    refuse_foreign_page()
    office, pressed = of(slug), _pressed()
    if not pressed.keys() >= ASKS.keys():
        return _asked(office, pressed)
    try:
        return _receipt(office, _lodged(office, pressed))
    except BadInput as refusal:
        return _asked(office, {}, translate(lang(), fault(refusal)), 400)
    except QueueError as refusal:  # no screen of the hall is left with an error on it
        return _asked(office, {}, message(refusal), STATUS.get(type(refusal), 400))


def _pressed() -> dict[str, str]:
    said = {name: request.form.get(name) for name in (*ASKS, "key")}
    return {name: each for name, each in said.items() if each is not None}


def _lodged(office: OfficeNow, pressed: Mapping[str, str]) -> str:
    if pressed["category"] not in ABOUT:
        raise BadInput(field="category", expected=", ".join(ABOUT))
    with desk().reading() as connection:
        offered = choices(connection, office, lang())
    said = {**pressed, "text": translate(lang(), WITHOUT_WORDS)}
    return sent(office, lodged(said, offered, Via.KIOSK), key_of(pressed))


def _asked(office: OfficeNow, pressed: Mapping[str, str], told: str = "", status: int = 200) -> Response:
    name = next(each for each in ASKS if each not in pressed)
    return unkept(
        render_template(
            "voice/kiosk.html", office=office, home=_home(office), again=_again(office), back_s=BACK_S, told=told,
            has_link=bool(link_base()), name=name, asks=ASKS[name], keys=_keys(office, name), pressed=pressed,
            key=key_of(pressed),
        ),
        status,
    )  # fmt: skip


def _keys(office: OfficeNow, name: str) -> list[tuple[str, str]]:
    """What can be pressed: what it sends, and what stands on it."""
    if name == "kind":
        return [(each.value, translate(lang(), KINDS[each])) for each in PRESSED]
    if name == "category":
        return [(each.value, translate(lang(), CATEGORIES[each])) for each in ABOUT]
    with desk().reading() as connection:
        services = choices(connection, office, lang()).services
    named = [(code, each[1]) for code, each in services.items()]
    return [*named, ("", translate(lang(), NO_SERVICE))]


def _receipt(office: OfficeNow, code: str) -> Response:
    base = link_base()
    address = f"{base}/voice/{office.slug}/status#{code}" if base else ""
    return unkept(
        render_template(
            "voice/kiosk_receipt.html", office=office, home=_home(office), back_s=RECEIPT_S, code=spaced(code),
            qr=Markup(qr_svg.__wrapped__(address)) if address else "",  # noqa: S704 - ours, and kept in no cache
        )
    )  # fmt: skip


def _home(office: OfficeNow) -> str:
    return f"/kiosk/{office.slug}{_query()}"


def _again(office: OfficeNow) -> str:
    return f"/kiosk/{office.slug}/voice{_query()}"


def _query() -> str:
    asked = request.query_string.decode()
    return f"?{asked}" if asked else ""
