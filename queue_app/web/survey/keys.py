"""Which visit a tablet asks: a key that the server makes at that moment, and that is worth nothing soon after."""

from __future__ import annotations

from typing import NamedTuple

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from queue_app.domain.log.tablet_errors import QuestionGone

LASTS_S = 2 * 3600  # of a key: nine questions take two minutes; a line that is cut may take the rest


class Asked(NamedTuple):
    """The visit that is asked, and where. counter_id: of the counter at which the tablet stands."""

    ticket_id: int
    counter_id: int | None


def key(office_id: int, asked: Asked) -> str:
    """What a device sends back with the answers."""
    return str(_keys().dumps([office_id, *asked]))


def read(office_id: int, shown: str) -> Asked:
    """Raises QuestionGone for what this server has not made, has made for another office, or too long ago."""
    try:
        of, *asked = _keys().loads(shown, max_age=LASTS_S)
    except BadSignature as exc:
        raise QuestionGone from exc
    if of != office_id:
        raise QuestionGone
    return Asked(*asked)


def _keys() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="antrean.survey")
