"""What a request may carry, checked before anything is done with it, and JSON answers."""

from __future__ import annotations

import logging
from collections.abc import Hashable
from functools import cache
from typing import Annotated, Any, TypeVar, cast

import msgspec
from flask import Response, request

from queue_app.domain.log.errors import MalformedRequest
from queue_app.domain.queue.outcomes import LONGEST_NOTE
from queue_app.store.queue.tables import DeskStatus

logger = logging.getLogger(__name__)

T = TypeVar("T")
# What a row can be numbered in each database; a larger number would fail there instead of being refused here.
RowNumber = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
Code = Annotated[str, msgspec.Meta(max_length=30)]  # a key of one of the domain's tables, looked up there
NoteText = Annotated[str, msgspec.Meta(max_length=LONGEST_NOTE)]
DAY_AND_TIME = r"^(20[0-9]{2}-[01][0-9]-[0-3][0-9] )?([01][0-9]|2[0-3])\.[0-5][0-9]$"  # without a day: today
UNREADABLE = (msgspec.DecodeError, RecursionError)  # brackets in brackets without end, where a field is passed over
_ENCODE = msgspec.json.Encoder().encode


class TakeNumber(msgspec.Struct, forbid_unknown_fields=True):
    key: str  # names one press of the button
    service_id: RowNumber
    priority: str | None = None
    party: int = 1
    lang: str = "id"
    printer_id: RowNumber | None = None  # where to print; a paired kiosk's own is what counts


class CheckIn(msgspec.Struct, forbid_unknown_fields=True):
    code: Annotated[str, msgspec.Meta(max_length=300)]  # of a booking, as it is typed, or the link of its page
    lang: str = "id"
    printer_id: RowNumber | None = None  # as in TakeNumber


class OpenCounter(msgspec.Struct, forbid_unknown_fields=True):
    counter_id: RowNumber


class OneLeg(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber


class Pause(msgspec.Struct, forbid_unknown_fields=True):
    kind: DeskStatus
    reason: Code | None = None


class HandOver(msgspec.Struct, forbid_unknown_fields=True):
    officer_id: RowNumber


class CallTicket(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    reason: Code


class CallService(msgspec.Struct, forbid_unknown_fields=True):
    service_id: RowNumber
    reason: Code


class FinishLeg(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    outcome: Code = "selesai"
    documents: int = 1
    family: int | None = None
    missing: Annotated[list[Annotated[str, msgspec.Meta(max_length=200)]], msgspec.Meta(max_length=30)] = []
    next_service_id: RowNumber | None = None
    stay: bool = False


class Hold(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    reason: Code
    back_in_min: int | None = None


class Transfer(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    service_id: RowNumber
    counter_id: RowNumber | None = None
    officer_id: RowNumber | None = None
    come_back: bool = False
    note: NoteText = ""


class Cancel(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    reason: Code


class WriteNote(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    text: NoteText


class WithdrawDoubt(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    why: Code
    reason: Code | None = None  # asked of a supervisor who withdraws another's
    text: NoteText = ""


class DisputeDoubt(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    why: Code


class OneAlert(msgspec.Struct, forbid_unknown_fields=True):
    alert_id: RowNumber


class OneService(msgspec.Struct, forbid_unknown_fields=True):
    service_id: RowNumber


class CloseService(msgspec.Struct, forbid_unknown_fields=True):
    service_id: RowNumber
    reason: str  # a key of hours.CLOSINGS
    reopens_at: Annotated[str, msgspec.Meta(pattern=DAY_AND_TIME)] | None = None  # by the office's clock


class OneSlip(msgspec.Struct, forbid_unknown_fields=True):
    slip_id: RowNumber


class OneScreen(msgspec.Struct, forbid_unknown_fields=True):
    screen_id: RowNumber


class Nothing(msgspec.Struct):
    """For verbs that need no more than who asks."""


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def read(kind: type[T]) -> T:
    """The request's JSON as `kind`. Raises MalformedRequest; what exactly was wrong is in the server's log.

    JSON is asked for by its content type: a form on a foreign page cannot send it.
    """
    if not request.is_json:
        logger.info("%s: not JSON but %s", request.path, request.mimetype)
        raise MalformedRequest
    try:
        read_as: T = _decoder(cast("Hashable", kind)).decode(request.get_data(cache=False) or b"{}")
    except UNREADABLE as exc:
        logger.info("%s: %s", request.path, exc)
        raise MalformedRequest from exc
    return read_as


def answer(data: object, status: int = 200) -> Response:
    """`data` as JSON. Never kept by a cache: every answer is a state of now."""
    response = Response(_ENCODE(data), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
