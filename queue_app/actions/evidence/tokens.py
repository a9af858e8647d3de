"""Tokens by which another program reads reports: made and taken back by a supervisor, and looked at when shown."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta

from queue_app.actions.office.accounts import token_hash
from queue_app.domain.evidence import api_tokens
from queue_app.domain.log.errors import BadInput, NotFound, SignInRequired
from queue_app.domain.log.events import ApiTokenMade, ApiTokenRevoked
from queue_app.domain.log.rights import Right, may
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk
from queue_app.store.evidence import period, tokens
from queue_app.store.evidence.tokens import Held, TokenRow

NOTE_EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Wish:
    """name: what people call it. officer_id: whose reports it reads; None: all of the office."""

    name: str
    days: int
    officer_id: int | None = None


def make(desk: Desk, office_id: int, wish: Wish, *, by: int) -> str:
    """Answers the token, which nobody can read again. Raises BadInput, NotFound (no such officer here)."""
    name, token = api_tokens.checked_name(wish.name), api_tokens.PREFIX + secrets.token_urlsafe(32)
    with desk.transaction(office_id) as work:
        connection, today = work.connection, work.today
        last_day = api_tokens.last_day(today, wish.days)
        if wish.officer_id is not None and wish.officer_id not in period.officers(connection, office_id):
            raise NotFound(what="officer")
        if tokens.in_use(connection, office_id, today) >= api_tokens.MOST:
            raise BadInput(field="name", expected=f"0-{api_tokens.MOST}")
        values = {
            "office_id": office_id, "name": name, "token_hash": token_hash(token), "scope": api_tokens.EVIDENCE,
            "officer_id": wish.officer_id, "made_by": by, "made_at": work.now, "last_day": last_day,
        }  # fmt: skip
        made = tokens.add(connection, values)
        last = last_day.isoformat()
        work.record(ApiTokenMade(token_id=made, officer_id=wish.officer_id, last_day=last, by_id=by))
    return token


def revoke(desk: Desk, office_id: int, token_id: int, *, by: int) -> None:
    """It opens nothing any more. Pressing twice is once. Raises NotFound."""
    with desk.transaction(office_id) as work:
        if all(each.id != token_id for each in tokens.of_office(work.connection, office_id)):
            raise NotFound(what="token")
        if tokens.revoke(work.connection, office_id, token_id, at=work.now):
            work.record(ApiTokenRevoked(token_id=token_id, by_id=by))


def admit(desk: Desk, office_id: int, token: str) -> TokenRow:
    """The token, if it opens this office's reports now. Raises SignInRequired, whatever is wrong with it.

    It opens nothing once whoever made it has left or evaluates no more.
    """
    with desk.reading() as connection:
        held = tokens.held(connection, token_hash(token))
    if held is None or not _works(desk, held, office_id):
        raise SignInRequired
    found, now = held.token, desk.clock()
    if found.used_at is None or not found.used_at <= now < found.used_at + NOTE_EVERY:
        name = "a token's use", found.id
        desk.aside(name, office_id, lambda work: tokens.note_use(work.connection, found.id, at=work.now))
    return found


def _works(desk: Desk, held: Held, office_id: int) -> bool:
    token = held.token
    today = business_date(desk.clock(), desk.office(office_id).time_zone)
    is_current = token.revoked_at is None and token.made_at <= desk.clock() and today <= token.last_day
    is_trusted = held.maker_is_active and may(held.maker_role, Right.EVALUATE)
    return token.office_id == office_id and is_current and is_trusted
