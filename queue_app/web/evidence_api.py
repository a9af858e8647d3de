"""Reports about officers for other programs: read with a token that a supervisor made."""

from __future__ import annotations

from flask import Blueprint, Response, request
from limits import RateLimitItemPerSecond

from queue_app.actions.evidence import tokens
from queue_app.domain.evidence.letter import canonical, sha256
from queue_app.domain.log.errors import SignInRequired, TooManyTries
from queue_app.domain.log.rights import Right
from queue_app.reports.evaluation.tables import in_order
from queue_app.store.evidence.tokens import TokenRow
from queue_app.web.evidence_files import published
from queue_app.web.frame import answers, client
from queue_app.web.frame.address import Address
from queue_app.web.frame.pages import config, desk
from queue_app.web.frame.payloads import answer
from queue_app.web.frame.throttle import throttle

blueprint = Blueprint("evidence_api", __name__)

WRONG, RIGHT = "api_token.wrong", "api_token.right"
CALLS = RateLimitItemPerSecond(60, 60)  # of one token: a program that asks oftener has a fault


@blueprint.get("/api/offices/<slug>/evidence/<period>")
@Address(
    Right.OPEN, "The published reports of a period, for a program with a token", gives=answers.Letters,
    refuses=(401, 404, 429), has_session=False, scheme="token",
)  # fmt: skip
def letters(slug: str, period: str) -> Response:
    token = _admitted(slug)
    found = in_order(published(token.office_id, period, officer_id=token.officer_id))
    told = [answers.OneLetter(sha256(canonical(each)), each.state, each) for each in found]
    response = answer(answers.Letters(slug, period, told))
    response.headers["Cache-Control"] = "no-store"
    return response


def _admitted(slug: str) -> TokenRow:
    """Raises SignInRequired, TooManyTries, and NotFound for no such office once the token is right elsewhere."""
    wrong = RateLimitItemPerSecond(config().sign_in.tries, config().sign_in.per_s)
    address = client.block()
    if not throttle().has_room(wrong, WRONG, address):
        raise TooManyTries(seconds=config().sign_in.per_s)
    try:
        token = tokens.admit(desk(), desk().office_called(slug).id, _shown())
    except SignInRequired:
        throttle().hit(wrong, WRONG, address)
        raise
    if not throttle().hit(CALLS, RIGHT, str(token.id)):
        raise TooManyTries(seconds=CALLS.get_expiry())
    return token


def _shown() -> str:
    """The token of the header; never one of the address, which would stand in logs."""
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""
