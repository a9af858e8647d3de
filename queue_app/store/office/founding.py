"""Writing a whole new office from its plan, in one transaction."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, text

from queue_app.domain.hall.room import RoomRules
from queue_app.domain.log import chain
from queue_app.domain.log.errors import FaultyPlan
from queue_app.domain.office.plan import OfficePlan, OfficerPlan
from queue_app.domain.office.targets import Targets
from queue_app.domain.queue.numbering import business_date
from queue_app.domain.queue.routing import Policy
from queue_app.store.engines import Database
from queue_app.store.log import chain as log
from queue_app.store.log.clocks import Kept
from queue_app.store.log.tables import ChainHead
from queue_app.store.office import catalogue, setup, setup_rows, standard_times
from queue_app.store.office.mirrors import MIRRORS
from queue_app.store.office.tables import Office

# Without an order of the queue, limits and a look of the room: even the default ones are written, so that a new
# default changes no office.
_NOTHING = OfficePlan("", "", "", "", groups=(), services=(), counters=(), officers=(), policy=Policy(kind=""),
                      targets=Targets(waiting=0), room=RoomRules(theme=""))  # fmt: skip
# Two may find no office at the same moment. On SQLite a transaction that writes is alone from its beginning.
_ALONE = {"postgresql": [text("LOCK TABLE office IN SHARE ROW EXCLUSIVE MODE")]}


def found_office(database: Database, plan: OfficePlan, *, at: datetime, hash_password: Callable[[str], str]) -> int:
    """Writes the office with all it consists of and the beginning of its log; answers its id. at: now, aware UTC.

    Raises FaultyPlan when its short name, or the user name of one of its people, is another's.
    """
    hashes = password_hashes(plan.officers, hash_password=hash_password)
    with database.writer.transaction() as connection:
        return write(connection, plan, hashes, at)


def found_first_office(
    database: Database, plan: OfficePlan, *, at: datetime, hash_password: Callable[[str], str]
) -> int | None:
    """The same for a database without an office; None where there is one, also one that was founded meanwhile.

    Raises FaultyPlan.
    """
    hashes = password_hashes(plan.officers, hash_password=hash_password)
    with database.writer.transaction() as connection:
        for lock in _ALONE.get(connection.dialect.name, ()):
            connection.execute(lock)
        if catalogue.offices(connection):
            return None
        return write(connection, plan, hashes, at)


def write(connection: Connection, plan: OfficePlan, hashes: Mapping[str, str], at: datetime) -> int:
    """As found_office, within a transaction that does more. hashes: as password_hashes makes them."""
    if faults := list(setup.taken_names(connection, plan)):
        raise FaultyPlan(count=len(faults), faults=faults)
    row = MIRRORS["office"].row(plan)
    office_id: int = connection.execute(insert(Office).returning(Office.id), row).scalar_one()
    connection.execute(insert(ChainHead), {"office_id": office_id, "seq": 0, "hash": chain.ROOT})
    setup_rows.write(connection, office_id, before=_NOTHING, after=plan, hashes=hashes)
    today = business_date(at, plan.time_zone)
    happened = standard_times.set_by(connection, office_id, before=_NOTHING, after=plan, today=today, by=None)
    head, kept = log.lock_head(connection, office_id).answer, Kept(at, clocks=None, jumped_until=None)
    log.append(connection, office_id, head=head, kept=kept, happened=happened)
    return office_id


def password_hashes(officers: Sequence[OfficerPlan], *, hash_password: Callable[[str], str]) -> dict[str, str]:
    """User name -> hash. Who has no password gets one that nobody knows, so that nobody signs in with it."""
    unknown = secrets.token_urlsafe(32)
    made = {password: hash_password(password) for password in {each.password or unknown for each in officers}}
    return {each.username: made[each.password or unknown] for each in officers}
