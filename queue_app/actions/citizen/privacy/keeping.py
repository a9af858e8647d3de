"""Forgetting what has been kept long enough: every kind of data of one list, with a proof in the log of what was."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

from queue_app.actions.citizen.complaints import attachments
from queue_app.actions.hall import media
from queue_app.domain.citizen.privacy import keeping
from queue_app.domain.citizen.privacy.keeping import TIMED, Pending
from queue_app.domain.log.events import DataForgotten
from queue_app.domain.queue.numbering import day_start
from queue_app.store.citizen import promises, pushes
from queue_app.store.citizen.booking import bookings
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.privacy import proofs, requests
from queue_app.store.citizen.privacy.proofs import Proof
from queue_app.store.citizen.survey import comments, marks, quick
from queue_app.store.desk import Desk, Work
from queue_app.store.hall import announcements, presence
from queue_app.store.office import old_sessions
from queue_app.store.queue import notes, old_presses
from queue_app.store.queue.old_presses import MOST

Forget = Callable[[Work, date], int]  # forgets what is of days before this one; answers how many


def _since(work: Work, before: date) -> dict[str, object]:
    return {"before": day_start(before, work.office.time_zone)}


def _until(work: Work, before: date) -> dict[str, object]:
    return {"until": day_start(before, work.office.time_zone)}


def _day(_work: Work, before: date) -> dict[str, object]:
    return {"before": before}


def _by(forget: Callable[..., int], named: Callable[[Work, date], dict[str, object]]) -> Forget:
    return lambda work, before: forget(work.connection, work.office.id, **named(work, before))


FORGETS: dict[str, Forget] = {
    "pushes": _by(pushes.forget, _day),
    "booking_mails": _by(bookings.forget_mails, _day),
    "booking_marks": _by(bookings.forget_marks, _day),
    "notes": _by(notes.forget, _since),
    "press_keys": _by(old_presses.forget_keys, _day),
    "promises": _by(promises.forget, _day),
    "survey_marks": _by(marks.forget, lambda work, _before: {"today": work.today}),  # each has its own day
    "comments": _by(comments.forget, _day),
    "ratings": _by(quick.forget, _day),
    "complaint_identities": _by(rows.forget_identities, lambda _work, before: {"closed_before": before}),
    "requests": _by(requests.forget, _since),
    "screens": _by(presence.forget, _until),
    "announcements": _by(announcements.forget, _until),
    "flood_places": _by(old_presses.forget_places, _day),
    "sessions": _by(old_sessions.forget, _since),
}


def pieces(
    desk: Desk, office_id: int, *, terms: Mapping[str, int], uploads: Path | None = None
) -> dict[str, Callable[[], int]]:
    """Kind of data -> what forgets of it, answering how many. terms: days of the kinds that settings name.

    Each is a transaction of its own, so that one that fails keeps none of the others from its day.
    """
    made: dict[str, Callable[[], int]] = {
        code: partial(forget, desk, office_id, code, days=terms.get(code)) for code in FORGETS
    }
    if uploads is not None:
        made["uploads"] = partial(forget_files, desk, office_id, uploads)
    return made


def forget(desk: Desk, office_id: int, code: str, *, days: int | None = None) -> int:
    """Forgets what of that kind is older than `days` (None: as keeping.KINDS has it); answers how many.

    What is gone and its proof are one transaction. Of very much at once there are several, so that nobody waits long
    for the office, and the log is told with the last.
    """
    kept_days = TIMED[code].days if days is None else days
    total, count = 0, MOST
    while count >= MOST:
        with desk.transaction(office_id) as work:
            before = keeping.before(kept_days or 0, work.today)
            count = FORGETS[code](work, before)
            _prove(work, code, count, before, is_last=count < MOST)
        total += count
    return total


def forget_files(desk: Desk, office_id: int, folder: Path) -> int:
    """The same of files of any office that no row names, a day after they came."""
    count = media.forget_unused(desk, folder) + attachments.forget_unused(desk, folder)
    with desk.transaction(office_id) as work:
        before = keeping.before(TIMED["uploads"].days or 0, work.today)
        _prove(work, "uploads", count, before, is_last=True)
    return count


def _prove(work: Work, code: str, count: int, before: date, *, is_last: bool) -> None:
    """The row says that the kind was looked through; the log is told once something was forgotten, as `Of` says."""
    kind = TIMED[code]
    known = proofs.of_office(work.connection, work.office.id).get(code)
    pending = (known.pending if known else Pending()).and_also(count, work.today)
    is_told = is_last and keeping.is_told(kind, pending, work.today)
    after = Pending() if is_told else pending
    proofs.looked(work.connection, work.office.id, code, today=work.today, pending=after)
    if is_told:
        told = keeping.told_count(kind, pending.count)
        proofs.told(work.connection, work.office.id, code, today=work.today, before=before, count=told)
        work.record(DataForgotten(what=code, before=before.isoformat(), count=told))


def proved(desk: Desk, office_id: int) -> dict[str, Proof]:
    """Kind of data -> when it was last looked through, and what was forgotten."""
    with desk.reading() as connection:
        return proofs.of_office(connection, office_id)
