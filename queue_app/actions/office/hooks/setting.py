"""Which programs are told what happens: added, paused, resumed, told again, and removed by an administrator."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass

from queue_app.domain.log.errors import BadInput
from queue_app.domain.log.events import HookAdded, HookPaused, HookRemoved, HookResumed, HookSecretSet
from queue_app.domain.office.hooks import kinds, pacing, reached, signing
from queue_app.domain.office.typed import named
from queue_app.store.desk import Desk, Work
from queue_app.store.office.hooks import rows
from queue_app.store.office.hooks.rows import HookRow

LONGEST_NAME = 60
_FRESH = {"failures": 0, "failing_since": None, "next_at": None, "claimed_by": None, "claimed_until": None}


@dataclass(frozen=True, slots=True)
class Wish:
    """name: what people call the program. told: keys of kinds.KINDS."""

    name: str
    address: str
    told: Collection[str]


def add(desk: Desk, office_id: int, wish: Wish, *, by: int, allow_private: bool) -> str:
    """Tells that program what happens from now on. Answers its secret, which nobody can read again.

    Raises BadInput: the name, the address, no kinds, or too many programs.
    """
    name, told = named(wish.name, LONGEST_NAME), kinds.checked(wish.told)
    reached.target(wish.address, allow_private=allow_private)
    secret = _fresh_secret()
    with desk.transaction(office_id) as work:
        if len(rows.of_office(work.connection, office_id)) >= pacing.MOST_HOOKS:
            raise BadInput(field="name", expected=f"0-{pacing.MOST_HOOKS}")
        values = {
            "office_id": office_id, "name": name, "address": wish.address, "kinds": told,
            "secret": desk.seal.close(secret), "made_at": work.now, "told_seq": work.head.answer.seq,
        }  # fmt: skip
        hook_id = rows.add(work.connection, values)
        work.record(HookAdded(hook_id=hook_id, told=told, by_id=by))
    return secret


def remove(desk: Desk, office_id: int, hook_id: int, *, by: int) -> None:
    """It is told nothing more, and nothing of it is kept. Raises NotFound."""
    with desk.transaction(office_id) as work:
        rows.one(work.connection, office_id, hook_id)
        rows.remove(work.connection, hook_id)
        work.record(HookRemoved(hook_id=hook_id, by_id=by))


def pause(desk: Desk, office_id: int, hook_id: int, *, why: str = "asked", by: int | None) -> None:
    """It is told nothing for now; what happens meanwhile waits in the log. Pausing twice is once. Raises NotFound.

    why: a key of kinds.PAUSES. by: who asked; None: by itself.
    """
    with desk.transaction(office_id) as work:
        if rows.one(work.connection, office_id, hook_id).paused_at is None:
            rows.change(work.connection, hook_id, paused_at=work.now, paused_why=why)
            work.record(HookPaused(hook_id=hook_id, why=why, by_id=by))


def resume(desk: Desk, office_id: int, hook_id: int, *, by: int) -> None:
    """It is told on from where it was told, what it would not take among it. Raises NotFound."""
    with desk.transaction(office_id) as work:
        found = rows.one(work.connection, office_id, hook_id)
        rows.hasten_held(work.connection, hook_id, at=work.now)
        _go_on(work, found, found.told_seq, by)


def resume_without_held(desk: Desk, office_id: int, hook_id: int, *, by: int) -> None:
    """The same, without what it would not take and what waited behind that. Raises NotFound."""
    with desk.transaction(office_id) as work:
        found = rows.one(work.connection, office_id, hook_id)
        rows.drop_held(work.connection, hook_id)
        _go_on(work, found, found.told_seq, by)


def tell_from(desk: Desk, office_id: int, hook_id: int, seq: int, *, by: int) -> None:
    """It is told everything from event `seq` on, again or for the first time; one behind the end: only what is to come.

    Raises NotFound, and BadInput for a number beyond.
    """
    with desk.transaction(office_id) as work:
        found, head = rows.one(work.connection, office_id, hook_id), work.head.answer.seq
        if not 1 <= seq <= head + 1:
            raise BadInput(field="seq", expected=f"1-{head + 1}")
        rows.drop_held(work.connection, hook_id)
        _go_on(work, found, seq - 1, by)


def rotate(desk: Desk, office_id: int, hook_id: int, *, by: int) -> str:
    """A new secret, shown this once; for a day each message is signed with the one before it, too. Raises NotFound."""
    secret = _fresh_secret()
    with desk.transaction(office_id) as work:
        before = rows.one(work.connection, office_id, hook_id).secret
        rows.change(
            work.connection, hook_id, secret=desk.seal.close(secret), old_secret=before,
            old_until=work.now + pacing.ROTATED_FOR,
        )  # fmt: skip
        work.record(HookSecretSet(hook_id=hook_id, by_id=by))
    return secret


def ask_test(desk: Desk, office_id: int, hook_id: int) -> None:
    """A message that tells nothing is sent soon, also to one that is paused. Raises NotFound."""
    with desk.reading() as connection:
        rows.one(connection, office_id, hook_id)
    with desk.beside() as connection:
        rows.change(connection, hook_id, test_asked=secrets.token_hex(8))


def _go_on(work: Work, found: HookRow, told_seq: int, by: int) -> None:
    """Whoever tells it just now sees by the row that it is another worker's turn, or another place."""
    rows.change(work.connection, found.id, told_seq=told_seq, paused_at=None, paused_why=None, **_FRESH)
    work.record(HookResumed(hook_id=found.id, from_seq=told_seq, by_id=by))


def _fresh_secret() -> str:
    return signing.written(secrets.token_bytes(signing.SECRET_BYTES))
