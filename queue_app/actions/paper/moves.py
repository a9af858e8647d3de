"""What waits for a printer in trouble, or for one that is gone, goes to another one: nothing of it is on paper yet.

Papers of which nobody knows whether they came out are never moved.
"""

from __future__ import annotations

from queue_app.domain.log.errors import NotFound, PaperSettled
from queue_app.domain.log.events import PaperDecided
from queue_app.domain.paper.jobs import heir
from queue_app.store.desk import Desk, Work
from queue_app.store.paper import jobs
from queue_app.store.paper.printers import PrinterRow
from queue_app.store.paper.standing import Standing, standing


def move(desk: Desk, office_id: int, job_id: int, *, by: int) -> None:
    """A paper that waits for a printer in trouble goes to one that prints. by: an officer.

    Raises NotFound; PaperSettled when it does not wait for such a one any more, or no other prints.
    """
    with desk.transaction(office_id) as work:
        job = jobs.job(work.connection, office_id, job_id)
        found = standing(work.connection, office_id, now=work.now)
        other = next((found.other_for(each) for each in found.stuck if each.job.id == job.id), None)
        moved = other and jobs.hand_over(
            work.connection, office_id, was=job.printer_id, to=other.job_key, at=work.now, job_id=job.id
        )
        if not moved:
            raise PaperSettled(number=job.number)
        work.record(PaperDecided(ticket_id=job.ticket_id, copy_no=job.copy_no, decision="moved", officer_id=by))


def move_all(desk: Desk, office_id: int, *, was: int | None, to: int, by: int) -> int:
    """Everything that waits for a printer in trouble goes to one that prints; answers how many papers. by: an officer.

    was: the printer's key in jobs, None: the one at the server. to: a printer's id. What has left the queue meanwhile
    stays where it is. Raises NotFound when the other one does not print.
    """
    with desk.transaction(office_id) as work:
        found = standing(work.connection, office_id, now=work.now)
        other = next((row for row in found.fit if row.id == to), None)
        if other is None:
            raise NotFound(what="printer")
        stranded = found.stranded.get(was, [])
        for each in stranded:
            job = each.job
            jobs.hand_over(work.connection, office_id, was=was, to=other.job_key, at=work.now, job_id=job.id)
            work.record(PaperDecided(ticket_id=job.ticket_id, copy_no=job.copy_no, decision="moved", officer_id=by))
    return len(stranded)


def hand_over(work: Work, retired: PrinterRow) -> None:
    """What waits for a printer that is not in use any more goes to its heir, where it has one now."""
    _inherit(work, standing(work.connection, work.office.id, now=work.now), retired.job_key)


def rescue(desk: Desk, office_id: int) -> int:
    """Finds an heir for what still waits for printers that are gone; answers how many printers had one."""
    with desk.reading() as connection:
        if not _orphaned(standing(connection, office_id, now=desk.clock())):
            return 0  # the usual case, and no reason to lock the office
    with desk.transaction(office_id) as work:
        found = standing(work.connection, office_id, now=work.now)
        return sum(_inherit(work, found, key) for key in _orphaned(found))


def _orphaned(found: Standing) -> set[int | None]:
    """Keys of printers that are not in use any more, and for which papers wait."""
    in_use = {row.job_key for row, _trouble in found.printers}
    return {each.job.printer_id for each in found.stuck if not each.is_doubtful} - in_use


def _inherit(work: Work, found: Standing, gone: int | None) -> bool:
    other = heir([row for row, _trouble in found.printers], {row.id for row in found.fit})
    if other is None:
        return False
    return jobs.hand_over(work.connection, work.office.id, was=gone, to=other.job_key, at=work.now) > 0
