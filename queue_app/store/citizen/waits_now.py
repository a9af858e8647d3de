"""The newest promises of an office, in one row: whoever shows them reads that."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.store.by_version import KeptByVersion
from queue_app.store.citizen.tables import WaitNow
from queue_app.store.log.tables import ChainHead
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.statements import Statement

logger = logging.getLogger(__name__)

UNKNOWN_SEQ = -1  # before every event: a round is due
_AT = Statement(select(WaitNow.at).where(WaitNow.office_id == bindparam("office")))
_STANDING = Statement(
    select(ChainHead.office_id, ChainHead.seq, WaitNow.at)
    .outerjoin(WaitNow, WaitNow.office_id == ChainHead.office_id)
    .order_by(ChainHead.office_id)
)
_REPLACE = Statement(
    update(WaitNow)
    .where(WaitNow.office_id == bindparam("of_office"), WaitNow.at == bindparam("at_before", type_=WaitNow.at.type))
    .values({name: bindparam(f"new_{name}", type_=WaitNow.__table__.c[name].type) for name in ("seq", "at", "data")})
)
_FIRST = Statement({
    name: insert_into(WaitNow).on_conflict_do_nothing(index_elements=["office_id"])
    for name, insert_into in UPSERT.items()
})  # fmt: skip
_DATA = Statement(select(WaitNow.at, WaitNow.data).where(WaitNow.office_id == bindparam("office")))


class Standing(NamedTuple):
    """An office: its last event, and when it promised last; None: never."""

    office_id: int
    seq: int
    promised_at: datetime | None


class _Document(msgspec.Struct, frozen=True, array_like=True):
    """JSON has no keys but texts, so what is told by leg or newcomer stands in lists."""

    seq: int
    at: float
    how: How
    waiting: list[tuple[int, Promise]]
    newcomers: list[tuple[Newcomer, Promise]]
    ahead: list[tuple[int, int]]


_READ = msgspec.json.Decoder(_Document)
_WRITE = msgspec.json.Encoder()


def _read(connection: Connection, office_id: int) -> OfficeWaits:
    ((at, data),) = _DATA.rows(connection, office=office_id)
    try:
        told = _READ.decode(data)
    except msgspec.DecodeError:
        logger.warning("the last promises of office %s are of another release or damaged; none is told", office_id)
        return OfficeWaits(UNKNOWN_SEQ, at.timestamp(), How.NONE, {}, {}, {})
    return OfficeWaits(told.seq, told.at, told.how, dict(told.waiting), dict(told.newcomers), dict(told.ahead))


_KEPT = KeptByVersion(_read)


def standing(connection: Connection) -> list[Standing]:
    """Every office, by one statement."""
    return [Standing(*row) for row in _STANDING.rows(connection)]


def kept(connection: Connection, office_id: int) -> OfficeWaits | None:
    """What the office promised last, however long ago (see `at`); None: never anything.

    Where that cannot be read it is nothing to anybody, at that time, so that the next round replaces it.
    """
    found = _AT.first(connection, office=office_id)
    return _KEPT.of(connection, office_id, _version(found[0])) if found else None


def keep(connection: Connection, office_id: int, waits: OfficeWaits, *, before: OfficeWaits | None) -> bool:
    """Replaces `before` by `waits`; answers False, and changes nothing, where another worker was quicker."""
    document = _Document(
        waits.seq, waits.at, waits.how, list(waits.waiting.items()), list(waits.newcomers.items()),
        list(waits.ahead.items()),
    )  # fmt: skip
    data = _WRITE.encode(document).decode()
    if before is None:
        return _FIRST.count(connection, office_id=office_id, seq=waits.seq, at=moment(waits.at), data=data) == 1
    replaced = _REPLACE.count(
        connection, of_office=office_id, at_before=moment(before.at), new_seq=waits.seq, new_at=moment(waits.at),
        new_data=data,
    )  # fmt: skip
    return replaced == 1


def moment(at: float) -> datetime:
    """`OfficeWaits.at` as `Standing.promised_at` has it."""
    return datetime.fromtimestamp(at, UTC)


def _version(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)
