"""The form for whoever has something to say, and the receipt. No account, no session, no script is needed.

The code of a complaint stands in no address: the receipt answers the form itself, and the same form sent again after a
cut line is answered with the same receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from flask import Blueprint, Response, g, make_response, render_template, request
from markupsafe import Markup

from queue_app.actions.citizen.complaints import sending
from queue_app.domain.citizen.complaints.attachments import LARGEST_MB, MB, MOST
from queue_app.domain.citizen.complaints.codes import spaced
from queue_app.domain.citizen.complaints.deadlines import Deadline
from queue_app.domain.citizen.complaints.kinds import OF_TRACK, Track, Via
from queue_app.domain.citizen.complaints.lodged import Lodged
from queue_app.domain.citizen.complaints.words import CATEGORIES, KINDS
from queue_app.domain.log.errors import BadInput, QueueError, TooFast
from queue_app.domain.log.rights import Right
from queue_app.screens.complaints.sender import own
from queue_app.store.office.now import OfficeNow, office_now
from queue_app.texts import long_date, translate
from queue_app.web.frame.address import Address, words
from queue_app.web.frame.auth import session_token
from queue_app.web.frame.errors import STATUS, message
from queue_app.web.frame.hosts import link_base, refuse_foreign_page
from queue_app.web.frame.pages import config, desk, lang
from queue_app.web.frame.qr import qr_svg
from queue_app.web.voice import limits
from queue_app.web.voice.form import FORM, TRAP, WHO, Choices, choices, fault, key_of, lodged
from queue_app.web.voice.form import KINDS as OFFERED

blueprint = Blueprint("voice", __name__)

DOORS = (Via.PAGE, Via.KIOSK)
LARGEST = (MOST * LARGEST_MB + 1) * MB  # bytes of a form with its pictures
DEVICES = ("kiosk", "display", "survey")


@blueprint.get("/voice/<slug>")
@Address(Right.OPEN, "Complaints, questions, ideas and thanks: the form", query={"via": words(DOORS)})
def page(slug: str) -> Response:
    office = of(slug)
    return unkept(_form(office, {}, ""))


@blueprint.post("/voice/<slug>")
@Address(
    Right.OPEN, "Takes a complaint, a question, an idea or thanks, and answers with the receipt", body=FORM,
    refuses=(403, 413, 429, 507), query={"via": words(DOORS)}, limit=LARGEST, has_session=False,
)  # fmt: skip
def send(slug: str) -> Response:
    refuse_foreign_page()
    office, typed = of(slug), request.form
    with desk().reading() as connection:
        offered = choices(connection, office, lang())
    try:
        wanted = lodged(typed, offered, door())
        key = key_of(typed)
        code = sent(office, wanted, key)
    except BadInput as refusal:
        return unkept(_form(office, typed, translate(lang(), fault(refusal))), 400)
    except QueueError as refusal:  # a picture, or too many: what was written stays
        return unkept(_form(office, typed, message(refusal)), STATUS.get(type(refusal), 400))
    return unkept(receipt(office, code, wanted))


def of(slug: str) -> OfficeNow:
    """The office of an address. Raises NotFound."""
    key = desk().office_called(slug)
    g.time_zone = key.time_zone
    with desk().reading() as connection:
        return office_now(connection, key.id)


def unkept(page: str, status: int = 200) -> Response:
    """A page that no cache and no way back may show to whoever sits there next."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    return response


def door() -> Via:
    """By which door somebody came in, as the address says."""
    said = request.args.get("via", Via.PAGE)
    return Via(said) if said in DOORS else Via.PAGE


def pictures() -> list[bytes]:
    """What was sent along, as it came; fields without a file are left out."""
    sent = [each.stream.read(LARGEST) for each in request.files.getlist("pictures") if each.filename]
    return [each for each in sent if each]


def receipt(office: OfficeNow, code: str, wanted: Lodged, *, by_staff: bool = False) -> str:
    """What is given to whoever brought something: UU 25/2009, article 44."""
    found, base = own(desk(), office.id, code), link_base()
    address = f"{base}/voice/{office.slug}/status#{code}" if base else ""
    return render_template(
        "voice/receipt.html", office=office, office_name=office.name, code=code, spaced=spaced(code), found=found,
        qr=Markup(qr_svg.__wrapped__(address)) if address else "",  # noqa: S704 - ours, and kept in no cache
        received=long_date(found.line.received_on, lang=lang()), due=_due(found.line.due), what=KINDS[wanted.kind],
        about=CATEGORIES[wanted.category], wanted=wanted, is_integrity=wanted.track is Track.INTEGRITY,
        by_staff=by_staff,
    )  # fmt: skip


def kinds() -> list[tuple[str, str]]:
    """What can be brought, with its name."""
    return [(kind.value, KINDS[kind]) for kind in OFFERED]


def categories() -> list[tuple[Track, list[tuple[str, str]]]]:
    """What it can be about, by track."""
    return [(track, [(each.value, CATEGORIES[each]) for each in OF_TRACK[track]]) for track in Track]


def sent(office: OfficeNow, wanted: Lodged, key: str) -> str:
    """The code of what was brought, with the pictures sent along. Raises TooFast, and as sending.send does."""
    if request.form.get(TRAP):
        raise TooFast
    limits.require_room(limits.SENDS)
    limits.count(limits.SENDS)
    return sending.send(
        desk(), office.id, lodged=wanted, key=key, folder=Path(config().server.files_dir), pictures=pictures()
    )


def _form(office: OfficeNow, typed: Mapping[str, str], told: str) -> str:
    with desk().reading() as connection:
        offered: Choices = choices(connection, office, lang())
    return render_template(
        "voice/form.html", office=office, office_name=office.name, offered=offered, typed=typed, told=told, who=WHO,
        kinds=kinds(), categories=categories(), key=key_of(typed), most=MOST, largest=LARGEST_MB, trap=TRAP,
        via=door(), keeps_draft=_is_own_device(), lost=bool(told and _has_pictures()),
    )  # fmt: skip


def _has_pictures() -> bool:
    """A form sends its field for files along when nothing was chosen, too."""
    return any(each.filename for each in request.files.getlist("pictures"))


def _is_own_device() -> bool:
    """No screen of the office, and nobody of the house: only there a half-written form is kept."""
    shared = any(name.startswith(tuple(f"antrean_{kind}_" for kind in DEVICES)) for name in request.cookies)
    return not (shared or session_token())


def _due(runs: tuple[Deadline, ...]) -> str:
    return long_date(runs[0].due_on, lang=lang()) if runs else ""
