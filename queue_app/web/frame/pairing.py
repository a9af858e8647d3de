"""What a screen shows that is not paired with its office: a code, and what to do with it."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, make_response, render_template, request
from limits import RateLimitItemPerSecond

from queue_app.actions.hall import devices
from queue_app.domain.log.errors import NotFound, TooManyTries
from queue_app.domain.log.rights import DeviceKind, Right
from queue_app.screens.equipment import NAMES
from queue_app.store.desk import OfficeKey
from queue_app.texts import LANGUAGES, long_time, translate
from queue_app.texts import catalogue as texts_of
from queue_app.web.frame import answers, client
from queue_app.web.frame.address import Address, words
from queue_app.web.frame.pages import desk, lang, picture
from queue_app.web.frame.payloads import Nothing, answer, read
from queue_app.web.frame.throttle import throttle

KEPT_S = 400 * 24 * 3600  # browsers keep no cookie longer; each visit begins anew
blueprint = Blueprint("pairing", __name__)

# A screen asks once in 15 minutes, and a whole office may stand behind one address. What is limited is how many of the
# office's codes one address can use up, so that it shuts nobody else out. Guessing is limited where codes are typed in.
CODES_PER_ADDRESS = RateLimitItemPerSecond(devices.MOST_WAITING * 3 // 5, int(devices.CODE_LASTS.total_seconds()))


def cookie_name(kind: DeviceKind, slug: str) -> str:
    """One for each screen of an office: a computer may drive a display and a kiosk."""
    return f"antrean_{kind}_{slug}"


def device_token(kind: DeviceKind, slug: str) -> str:
    """The pairing that the browser sent, or nothing."""
    return request.cookies.get(cookie_name(kind, slug), "")


def keep(response: Response, kind: DeviceKind, slug: str, *, token: str) -> None:
    """The browser keeps the pairing for as long as browsers do."""
    response.set_cookie(
        cookie_name(kind, slug), token, max_age=KEPT_S, httponly=True, samesite="Lax", secure=request.is_secure
    )


def page(kind: DeviceKind, office: OfficeKey) -> Response:
    """In place of the screen's own page, which loads by itself once the code was typed in. Writes nothing."""
    token = device_token(kind, office.slug)
    ended_at = devices.unpaired_at(desk(), token) if token else None
    # The reader's language first, then the other: nobody can press a button on a television.
    languages = sorted(LANGUAGES, key=lambda each: each != lang())
    shown = render_template(
        "pairing.html",
        boot={"ask": f"/pairing/{office.slug}/{kind}", "texts": {each: texts_of(each) for each in languages}},
        office=picture(office.id).name,
        kind=NAMES[kind],
        readers=[
            {
                "lang": each,
                "say": partial(translate, each),
                "ended_at": ended_at and long_time(ended_at, office.time_zone, lang=each),
            }
            for each in languages
        ],
        was_paired=bool(token),
    )
    return make_response(shown, 401)


@blueprint.post("/pairing/<slug>/<kind>")
@Address(
    Right.OPEN,
    "A screen asks for a code, or whether it is paired",
    body=Nothing,
    gives=answers.Pairing,
    refuses=(429,),
    blanks={"kind": words(DeviceKind)},
    has_session=False,
)
def ask(slug: str, kind: str) -> Response:
    read(Nothing)
    if kind not in set(DeviceKind):
        raise NotFound(what="page")
    device_kind, office = DeviceKind(kind), desk().office_called(slug)
    asked = devices.standing(desk(), office, device_kind, token=device_token(device_kind, slug))
    if asked is None:
        if not throttle().hit(CODES_PER_ADDRESS, "code", slug, client.block()):
            raise TooManyTries(seconds=CODES_PER_ADDRESS.get_expiry())
        asked = devices.begin(desk(), office, device_kind)
    response = answer({"is_paired": asked.is_paired, "code": asked.code, "left_s": asked.left_s})
    if asked.token:
        keep(response, device_kind, slug, token=asked.token)
    return response
