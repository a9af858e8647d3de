"""What citizens choose on the page of their own number: plain forms, that any phone sends.

The address is the secret: whoever has it holds the number, and no session or token beside it is asked for, which an old
phone may not keep. A page of another site cannot send here, and who is signed in as staff has other verbs.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from queue_app.actions.queue import set_aside
from queue_app.domain.log.errors import BadInput, IllegalTransition, OtherDay, QueueError
from queue_app.domain.log.rights import Right
from queue_app.domain.log.wish_errors import NobodyBehind, WishNotOffered
from queue_app.domain.queue.lifecycle import AT_COUNTER
from queue_app.store.queue import tickets
from queue_app.web.frame import guesses
from queue_app.web.frame.address import REDIRECT, Address, Schema
from queue_app.web.frame.auth import signed_in
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import at, desk

blueprint = Blueprint("wishes", __name__)

_COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": 99}
_NTH: Schema = {"type": "object", "properties": {"nth": _COUNT}}
_HOW_MANY: Schema = {"type": "object", "properties": {"nth": _COUNT, "count": _COUNT}}
_REFUSED: dict[type[QueueError], str] = {  # class -> a key of screens.wishes.TOLD
    WishNotOffered: "not_offered",
    NobodyBehind: "nobody",
    OtherDay: "other_day",
}


@blueprint.post("/t/<token>/late")
@Address(Right.OPEN, "Asks not to be called for a while", body=_NTH, gives=REDIRECT, refuses=(403, 404, 429),
         has_session=False)  # fmt: skip
def late(token: str) -> Response:
    return _press(
        token, "late", lambda office, own: set_aside.be_late(desk(), office, ticket_id=own, nth=_whole("nth"))
    )


@blueprint.post("/t/<token>/let-pass")
@Address(Right.OPEN, "Lets others pass", body=_HOW_MANY, gives=REDIRECT, refuses=(403, 404, 429), has_session=False)
def let_pass(token: str) -> Response:
    nth, count = _whole("nth"), _whole("count")
    return _press(
        token, "let_pass", lambda office, own: set_aside.let_pass(desk(), office, ticket_id=own, nth=nth, count=count)
    )


@blueprint.post("/t/<token>/here")
@Address(Right.OPEN, "Says that who was late is there", gives=REDIRECT, refuses=(403, 404, 429), has_session=False)
def here(token: str) -> Response:
    return _press(token, "here", lambda office, own: set_aside.come_back(desk(), office, ticket_id=own))


@blueprint.post("/t/<token>/cancel")
@Address(Right.OPEN, "Cancels the own number", gives=REDIRECT, refuses=(403, 404, 429), has_session=False)
def cancel(token: str) -> Response:
    return _press(token, "cancelled", lambda office, own: set_aside.give_up(desk(), office, ticket_id=own))


def _press(token: str, done: str, act: Callable[[int, int], object]) -> Response:
    """Does it for the holder of the number, and leads back to its page, which says what became of it."""
    refuse_foreign_page()
    ticket_id, office_id = guesses.ticket_of("wish", token)
    return redirect(at(f"/t/{token}?wish={_told(ticket_id, office_id, done, act)}#wishes"))


def _told(ticket_id: int, office_id: int, done: str, act: Callable[[int, int], object]) -> str:
    if signed_in() is not None:
        return "staff"
    try:
        act(office_id, ticket_id)
    except IllegalTransition:  # the call, or the end, was quicker
        with desk().reading() as connection:
            return "called" if tickets.latest_leg(connection, ticket_id).leg.state in AT_COUNTER else "ended"
    except tuple(_REFUSED) as refusal:
        return _REFUSED[type(refusal)]
    return done


def _whole(name: str) -> int:
    typed = request.form.get(name, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 2):
        raise BadInput(field=name, expected="0-99")
    return int(typed)
