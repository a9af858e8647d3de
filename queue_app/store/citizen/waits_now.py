"""The newest promises of an office, in one row: whoever shows them reads that."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from sqlalchemy import Connection, bindparam, select, update

from queue_app.domain.citizen.estimate import How, Newcomer
from queue_app.domain.citizen.promise import OfficeWaits, Promise
from queue_app.store.by_version import KeptByVersion
from queue_app.store.citizen.tables import WaitNow
from queue_app.store.queue.upsert import UPSERT
from queue_app.store.statements import Statement

_AT = Statement(select(WaitNow.at).where(WaitNow.office_id == bindparam("office")))
_SET = update(WaitNow).where(WaitNow.office_id == bindparam("of_office"))
_DATA = Statement(select(WaitNow.data).where(WaitNow.office_id == bindparam("office")))


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
    ((data,),) = _DATA.rows(connection, office=office_id)
    told = _READ.decode(data)
    return OfficeWaits(told.seq, told.at, told.how, dict(told.waiting), dict(told.newcomers), dict(told.ahead))


_KEPT = KeptByVersion(_read)


def kept(connection: Connection, office_id: int) -> OfficeWaits | None:
    """What the office promised last, however long ago (see `at`); None: never anything."""
    found = _AT.first(connection, office=office_id)
    return _KEPT.of(connection, office_id, _version(found[0])) if found else None


def keep(connection: Connection, office_id: int, waits: OfficeWaits, *, before: OfficeWaits | None) -> bool:
    """Replaces `before` by `waits`; answers False, and changes nothing, where another worker was quicker."""
    document = _Document(
        waits.seq, waits.at, waits.how, list(waits.waiting.items()), list(waits.newcomers.items()),
        list(waits.ahead.items()),
    )  # fmt: skip
    row = {"seq": waits.seq, "at": _moment(waits.at), "data": _WRITE.encode(document).decode()}
    if before is not None:
        replaced = connection.execute(
            _SET.where(WaitNow.at == _moment(before.at)).values(row), {"of_office": office_id}
        )
        return replaced.rowcount == 1
    first = UPSERT[connection.dialect.name](WaitNow).values(office_id=office_id, **row)
    return connection.execute(first.on_conflict_do_nothing(index_elements=["office_id"])).rowcount == 1


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)


def _version(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)
