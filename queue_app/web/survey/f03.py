"""The public's form of PEKPPP (F-03), for whoever was served: apart from the survey, once for each ticket.

Where the office asks for it, the page of the number leads here. Its answers count in no IKM.
"""

from __future__ import annotations

from contextlib import suppress

from flask import Blueprint, Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from queue_app.actions.citizen.survey import answer as verbs
from queue_app.domain.citizen.survey.answers import Channel
from queue_app.domain.citizen.survey.f03_2022 import F03_2022
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.rights import Right
from queue_app.screens.survey import f03
from queue_app.store.office.now import office_now
from queue_app.web.frame import guesses, staff_devices
from queue_app.web.frame.address import REDIRECT, Address, Schema
from queue_app.web.frame.auth import signed_in
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import at, desk
from queue_app.web.survey.answering import STANDS, not_too_many

blueprint = Blueprint("f03", __name__)
_VALUE: Schema = {"type": "integer", "minimum": F03_2022.lowest, "maximum": F03_2022.highest}
_FORM: Schema = {"type": "object", "properties": dict.fromkeys(F03_2022.codes, _VALUE)}


@blueprint.get("/t/<token>/f03")
@Address(Right.OPEN, "The public's form of PEKPPP, of a visit that is finished", refuses=(404, 429))
def page(token: str) -> Response:
    return _page(token)


@blueprint.post("/t/<token>/f03")
@Address(Right.OPEN, "Answers the public's form of PEKPPP, once", body=_FORM, gives=REDIRECT,
         refuses=(403, 404, 409, 429), has_session=False)  # fmt: skip
def take(token: str) -> AnyResponse:
    refuse_foreign_page()
    values = {code: value for code in F03_2022.codes if (value := _value(code)) is not None}
    ticket_id, office_id = _asked_ticket(token)
    if signed_in() is not None:
        return redirect(at(f"/t/{token}/f03"))  # which says why nothing was taken
    if not values:
        return _page(token, is_wrong=True)
    not_too_many()
    with suppress(*STANDS):
        verbs.answer(
            desk(), office_id, ticket_id=ticket_id, token=token, channel=Channel.PAGE, values=values,
            is_own_device=staff_devices.is_one(), instrument=F03_2022,
        )  # fmt: skip
    return redirect(at(f"/t/{token}/f03"))


def _page(token: str, *, is_wrong: bool = False) -> Response:
    ticket_id, office_id = _asked_ticket(token)
    with desk().reading() as connection:
        office = office_now(connection, office_id)
        stand = f03.stand(connection, office, ticket_id, token=token, seal=desk().seal, now=desk().clock())
    text = render_template(
        "survey/f03.html", office=office, token=token, stand=stand.value, instrument=F03_2022,
        is_staff=signed_in() is not None, is_wrong=is_wrong,
    )  # fmt: skip
    return make_response(text, 400 if is_wrong else 200)


def _asked_ticket(token: str) -> tuple[int, int]:
    """Ticket and office. Raises NotFound, also where the office does not ask; TooFast."""
    ticket_id, office_id = guesses.ticket_of("survey", token)
    with desk().reading() as connection:
        if not office_now(connection, office_id).rules.asks_f03:
            raise NotFound(what="page")
    return ticket_id, office_id


def _value(code: str) -> int | None:
    typed = request.form.get(code, "")
    if typed and typed not in {str(each) for each in F03_2022.scale}:
        raise BadInput(field=code, expected="0-5")
    return int(typed) if typed else None
