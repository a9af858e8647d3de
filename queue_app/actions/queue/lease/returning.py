"""Numbers that were lent come back: when their day is over, and when their computer is not paired any more."""

from __future__ import annotations

from collections.abc import Sequence

from queue_app.domain.log.events import LeaseReturned
from queue_app.domain.queue.numbering import business_date
from queue_app.store.desk import Desk, Work
from queue_app.store.queue.lease import leases
from queue_app.store.queue.lease.leases import LeaseRow


def give_back(work: Work, rows: Sequence[LeaseRow], *, why: str) -> None:
    """Nothing of these blocks is given any more, as far as the server knows. why: a key of blocks.RETURNS."""
    for row in rows:
        leases.give_back(work.connection, row, at=work.now)
        work.record(
            LeaseReturned(
                device_id=row.device_id, series_id=row.series_id, business_date=row.business_date.isoformat(),
                first=row.first, last=row.last, why=why,
            )
        )  # fmt: skip


def of_device(work: Work, device_id: int) -> None:
    """The device is unpaired: its numbers come back, and the places that it holds are free."""
    give_back(
        work, [each for each in leases.open_ones(work.connection, work.office.id) if each.device_id == device_id],
        why="unpaired",
    )  # fmt: skip
    leases.free_places(work.connection, device_id)


def of_days_over(desk: Desk, office_id: int) -> int:
    """Numbers of earlier business dates come back, whoever holds them; answers how many blocks."""
    office = desk.office(office_id)
    with desk.reading() as connection:
        today = business_date(desk.clock(), office.time_zone)
        if not leases.open_ones(connection, office_id, before=today):
            return 0  # the usual case, and no reason to lock the office
    with desk.transaction(office_id) as work:
        over = leases.open_ones(work.connection, office_id, before=work.today)
        give_back(work, over, why="day_ended")
        for device_id in {each.device_id for each in over}:
            leases.free_places(work.connection, device_id, before=work.today)
    return len(over)
