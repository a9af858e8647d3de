"""What a request may carry, checked before anything is done with it, and JSON answers."""

from __future__ import annotations

import logging
from typing import Annotated, Any, TypeVar

import msgspec
from flask import Response, request

from queue_app.domain.errors import MalformedRequest

logger = logging.getLogger(__name__)

T = TypeVar("T")
# What a row can be numbered in each database; a larger number would fail there instead of being refused here.
RowNumber = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
_ENCODE = msgspec.json.Encoder().encode


class TakeNumber(msgspec.Struct, forbid_unknown_fields=True):
    key: str  # names one press of the button
    service_id: RowNumber
    priority: str | None = None
    lang: str = "id"


class OpenCounter(msgspec.Struct, forbid_unknown_fields=True):
    counter_id: RowNumber


class OneLeg(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber


class Transfer(msgspec.Struct, forbid_unknown_fields=True):
    leg_id: RowNumber
    service_id: RowNumber


class Nothing(msgspec.Struct):
    """For verbs that need no more than who asks."""


_DECODERS: dict[type, msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind) for kind in (TakeNumber, OpenCounter, OneLeg, Transfer, Nothing)
}


def read(kind: type[T]) -> T:
    """The request's JSON as `kind`. Raises MalformedRequest; what exactly was wrong is in the server's log.

    JSON is asked for by its content type: a form on a foreign page cannot send it.
    """
    if not request.is_json:
        logger.info("%s: not JSON but %s", request.path, request.mimetype)
        raise MalformedRequest
    try:
        read_as: T = _DECODERS[kind].decode(request.get_data(cache=False) or b"{}")
    except msgspec.DecodeError as exc:
        logger.info("%s: %s", request.path, exc)
        raise MalformedRequest from exc
    return read_as


def answer(data: object, status: int = 200) -> Response:
    """`data` as JSON. Never kept by a cache: every answer is a state of now."""
    response = Response(_ENCODE(data), status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
