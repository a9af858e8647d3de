"""Complaints in and out of their rows. Whoever reads one opens its seal; the database answers no question in clear."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, RowMapping, insert, select, update

from queue_app.domain.citizen.complaints.codes import PURPOSE, read_code
from queue_app.domain.citizen.complaints.handling import Handling
from queue_app.domain.citizen.complaints.lodged import Identity, Lodged
from queue_app.domain.citizen.complaints.states import OVER, State
from queue_app.domain.log.complaint_errors import ComplaintStands
from queue_app.domain.log.errors import BadInput, NotFound
from queue_app.domain.log.seal_errors import SealBroken
from queue_app.store.citizen.complaints import sealed
from queue_app.store.citizen.complaints.tables import Complaint
from queue_app.store.office.tables import Counter, Officer, Service
from queue_app.store.sealing import Seal

_ROW = (
    Complaint.id, Complaint.state, Complaint.received_on, Complaint.closed_on, Complaint.version, Complaint.content,
    Complaint.handling, Complaint.identity.is_not(None).label("has_identity"),
)  # fmt: skip
_NAMED: dict[str, type[Service | Counter | Officer]] = {
    "service_id": Service,
    "counter_id": Counter,
    "officer_id": Officer,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One complaint but for its sender. has_identity: somebody said who it is from, and it is not forgotten yet."""

    id: int
    state: State
    received_on: date
    closed_on: date | None
    version: int
    lodged: Lodged  # its identity is None, always: that is opened apart
    handling: Handling
    has_identity: bool


def check_named(connection: Connection, office_id: int, lodged: Lodged) -> None:
    """Raises BadInput where the service, counter or officer that it names is not this office's."""
    for field, table in _NAMED.items():
        named = getattr(lodged, field)
        if (
            named is not None
            and connection.scalar(select(table.id).where(table.id == named, table.office_id == office_id)) is None
        ):
            raise BadInput(field=field, expected="one of this office")


def add(connection: Connection, seal: Seal, office_id: int, lodged: Lodged, *, code: str, today: date) -> int:
    """A new one; gives its number."""
    number = sealed.new_id()
    connection.execute(
        insert(Complaint).values(
            id=number, office_id=office_id, state=State.RECEIVED, received_on=today, version=0,
            code_mark=seal.mark(PURPOSE, code), content=sealed.close(seal, lodged),
            identity=sealed.close(seal, lodged.identity) if lodged.identity else None,
            handling=sealed.close(seal, Handling()),
        )
    )  # fmt: skip
    return number


def read(connection: Connection, seal: Seal, office_id: int, complaint_id: int) -> Kept:
    """Raises NotFound."""
    return _one(connection, seal, Complaint.office_id == office_id, Complaint.id == complaint_id)


def by_code(connection: Connection, seal: Seal, office_id: int, typed: str) -> Kept:
    """The one whose code somebody typed. Raises NotFound, also for what cannot be a code."""
    code = read_code(typed)
    if code is None:
        raise NotFound(what="complaint")
    return _one(connection, seal, Complaint.office_id == office_id, Complaint.code_mark == seal.mark(PURPOSE, code))


def is_known(connection: Connection, seal: Seal, office_id: int, code: str) -> bool:
    """Whether there is one of that code."""
    marked = Complaint.code_mark == seal.mark(PURPOSE, code)
    return connection.scalar(select(Complaint.id).where(Complaint.office_id == office_id, marked)) is not None


def of_office(
    connection: Connection,
    seal: Seal,
    office_id: int,
    *,
    states: Collection[State] = tuple(State),
    first: date = date.min,
    last: date = date.max,
) -> list[Kept]:
    """All in those states that were received on days between the two, both included; by their random numbers.

    What was closed under another seal file is left out: one of them must not close the rest to everybody.
    """
    of = (Complaint.state.in_(states), Complaint.received_on.between(first, last))
    return [each for each in _opened(connection, seal, office_id, *of) if each is not None]


def all_of(connection: Connection, seal: Seal, office_id: int) -> tuple[list[Kept], int]:
    """The same of all, and how many were closed under another seal file: nobody reads these here."""
    found = _opened(connection, seal, office_id)
    kept = [each for each in found if each is not None]
    return kept, len(found) - len(kept)


def identity(connection: Connection, seal: Seal, complaint_id: int) -> Identity | None:
    """Who it is from; None: anonymous, or forgotten. Who calls this notes that it was opened."""
    data = connection.scalar(select(Complaint.identity).where(Complaint.id == complaint_id))
    return None if data is None else sealed.opened(seal, data, Identity)


def save(connection: Connection, seal: Seal, kept: Kept, *, state: State, handling: Handling, today: date) -> None:
    """Moves it on from where it was read. Raises ComplaintStands where somebody else was quicker."""
    closed_on = (kept.closed_on or today) if state in OVER else None
    changed = connection.execute(
        update(Complaint)
        .where(Complaint.id == kept.id, Complaint.version == kept.version)
        .values(state=state, version=kept.version + 1, closed_on=closed_on, handling=sealed.close(seal, handling))
    )
    if changed.rowcount != 1:
        raise ComplaintStands


def remember(connection: Connection, seal: Seal, kept: Kept, handling: Handling) -> None:
    """The same where nothing was done with it. Where somebody was quicker it is left as that one left it."""
    connection.execute(
        update(Complaint)
        .where(Complaint.id == kept.id, Complaint.version == kept.version)
        .values(version=kept.version + 1, handling=sealed.close(seal, handling))
    )


def forget_identities(connection: Connection, office_id: int, *, closed_before: date) -> int:
    """Of all that were closed before that day; gives how many."""
    done = connection.execute(
        update(Complaint)
        .where(Complaint.office_id == office_id, Complaint.closed_on < closed_before, Complaint.identity.is_not(None))
        .values(identity=None)
    )
    return done.rowcount


def _one(connection: Connection, seal: Seal, *where: ColumnElement[bool]) -> Kept:
    row = connection.execute(select(*_ROW).where(*where)).mappings().first()
    if row is None:
        raise NotFound(what="complaint")
    return _kept(seal, row)


def _opened(connection: Connection, seal: Seal, office_id: int, *where: ColumnElement[bool]) -> list[Kept | None]:
    asked = select(*_ROW).where(Complaint.office_id == office_id, *where).order_by(Complaint.id)
    return [_kept_or_none(seal, row) for row in connection.execute(asked).mappings()]


def _kept_or_none(seal: Seal, row: RowMapping) -> Kept | None:
    try:
        return _kept(seal, row)
    except SealBroken:
        return None


def _kept(seal: Seal, row: RowMapping) -> Kept:
    return Kept(
        id=row["id"], state=row["state"], received_on=row["received_on"], closed_on=row["closed_on"],
        version=row["version"], lodged=sealed.opened(seal, row["content"], Lodged),
        handling=sealed.opened(seal, row["handling"], Handling), has_identity=bool(row["has_identity"]),
    )  # fmt: skip
