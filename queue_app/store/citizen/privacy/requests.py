"""What people asked about their own data, in and out of its rows. Who asked is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from queue_app.domain.citizen.privacy.requests import Asked, Outcome, RequestKind, due_at
from queue_app.domain.log.errors import NotFound
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.store.citizen.privacy.tables import PrivacyRequest
from queue_app.store.sealing import Seal


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """One request. asked None: who it was is forgotten. Times are aware."""

    id: int
    kind: RequestKind
    received_at: datetime
    due_at: datetime
    done_at: datetime | None
    outcome: Outcome | None
    asked: Asked | None


def all_of(connection: Connection, office_id: int, seal: Seal) -> list[KeptRequest]:
    """Of an office: what is not done first, then the newest."""
    asked = select(PrivacyRequest.__table__).where(PrivacyRequest.office_id == office_id)
    by = (PrivacyRequest.done_at.is_not(None), PrivacyRequest.received_at.desc(), PrivacyRequest.id.desc())
    return [_kept(row, seal) for row in connection.execute(asked.order_by(*by))]


def add(connection: Connection, office_id: int, seal: Seal, *, asked: Asked, by: int) -> int:
    """A new one; gives its number."""
    row = {
        "office_id": office_id, "request_kind": asked.kind, "received_at": asked.received_at,
        "due_at": due_at(asked.kind, asked.received_at), "entered_by_id": by,
        "sealed": seal.close(msgspec.json.encode({"who": asked.who, "words": asked.words}).decode()),
    }  # fmt: skip
    return int(connection.execute(insert(PrivacyRequest).values(**row).returning(PrivacyRequest.id)).scalar_one())


def end(connection: Connection, office_id: int, request_id: int, *, outcome: Outcome, at: datetime, by: int) -> None:
    """It was answered. Raises NotFound where the office has no such request, or it was answered before."""
    one = (
        PrivacyRequest.id == request_id,
        PrivacyRequest.office_id == office_id,
        PrivacyRequest.done_at.is_(None),
    )
    done = update(PrivacyRequest).where(*one).values(done_at=at, done_by_id=by, outcome=outcome)
    if connection.execute(done).rowcount != 1:
        raise NotFound(what="request")


def forget(connection: Connection, office_id: int, *, before: datetime) -> int:
    """Takes off who asked, of what was answered before; gives of how many."""
    old = (
        PrivacyRequest.office_id == office_id,
        PrivacyRequest.done_at < before,
        PrivacyRequest.sealed.is_not(None),
    )
    return connection.execute(update(PrivacyRequest).where(*old).values(sealed=None)).rowcount


def _kept(row: Row[tuple[object, ...]], seal: Seal) -> KeptRequest:
    return KeptRequest(
        row.id, row.request_kind, row.received_at, row.due_at, row.done_at, row.outcome, _opened(row, seal)
    )


def _opened(row: Row[tuple[object, ...]], seal: Seal) -> Asked | None:
    if row.sealed is None:
        return None
    try:
        said = msgspec.json.decode(seal.open(row.sealed), type=dict[str, str])
    except SealBroken:  # the key's file was lost: the rest of the register is read as before
        return None
    return Asked(row.request_kind, row.received_at, said["who"], said["words"])
