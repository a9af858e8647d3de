"""A phone asks to be woken when its number is near. Only where the settings allow it, and a browser can."""

from __future__ import annotations

from typing import Annotated

import msgspec
from flask import Blueprint, Response, current_app, request

from queue_app.actions.citizen import pushes
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.rights import Right
from queue_app.screens import ticket
from queue_app.store.citizen.pushes import Phone
from queue_app.texts import language
from queue_app.web.frame import answers
from queue_app.web.frame.address import Address
from queue_app.web.frame.hosts import refuse_foreign_page
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.payloads import answer, read

blueprint = Blueprint("push", __name__)

HOSTS_OF_ONESELF = ("localhost", "127.0.0.1")  # where browsers allow it without HTTPS
Key = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{87}\Z")]  # a point of P-256, base64url
Secret = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{22}\Z")]  # 16 bytes
Endpoint = Annotated[str, msgspec.Meta(pattern=r"^https?://[\x21-\x7e]+\Z", max_length=1000)]


class Follow(msgspec.Struct, forbid_unknown_fields=True):
    """The browser's subscription. is_wanted False: it is to be forgotten."""

    endpoint: Endpoint
    p256dh: Key
    auth: Secret
    is_wanted: bool = True
    lang: str = "id"


@blueprint.post("/t/<token>/push")
@Address(
    Right.OPEN,
    "Wakes this phone when the ticket's turn comes, or no more",
    body=Follow,
    gives=answers.Followed,
    refuses=(403, 404),
    has_session=False,
)
def follow(token: str) -> Response:
    refuse_foreign_page()
    asked = read(Follow)
    if not public_key():
        raise NotFound(what="page")
    with desk().reading() as connection:
        ticket_id, office_id = ticket.find_ticket(connection, token)
    if asked.is_wanted:
        pushes.follow(
            desk(), office_id, ticket_id, Phone(asked.endpoint, asked.p256dh, asked.auth),
            lang=language(asked.lang), services=config().push.services,
        )  # fmt: skip
    else:
        pushes.leave(desk(), ticket_id, asked.endpoint)
    return answer({"is_followed": asked.is_wanted})


def public_key() -> str:
    """By which browsers know this server; "" where no phone can be woken: switched off, a training, or no HTTPS."""
    is_safe = request.is_secure or request.host.partition(":")[0] in HOSTS_OF_ONESELF
    key: str = current_app.extensions.get("antrean.push_key", "")
    return key if is_safe else ""


@blueprint.app_context_processor
def _in_templates() -> dict[str, object]:
    return {"push_key": public_key}
