"""The log of each office, and what is written when a day is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from queue_app.doctor.finding import Finding, _, fault, fine, warning
from queue_app.doctor.patient import Patient
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.numbering import business_date
from queue_app.store import whole_check
from queue_app.store.evidence import kept_days
from queue_app.store.log import reading
from queue_app.store.office.catalogue import OfficeRow

LAST = 2000  # entries that are read in a tenth of a second
MOST_TOLD = 20
WEEKS = timedelta(days=14)


def holds(patient: Patient) -> Iterator[Finding]:
    """Its end against the chain; in full, all of it and the rows that it tells."""
    for office in patient.offices:
        try:
            yield _whole(patient, office) if patient.is_full else _end(patient, office)
        except BrokenLog as exc:
            yield fault(
                _("The log of {office} is broken at entry {seq}: somebody changed the database, or the disk did."),
                _("Keep this database as it is, and compare it with the backups: antrean verify-log."),
                office=office.slug, seq=exc.data["seq"],
            )  # fmt: skip


def _end(patient: Patient, office: OfficeRow) -> Finding:
    end = reading.whole(patient.database, office.id)
    first = max(0, end.seq - LAST)
    before = reading.place(patient.database, office.id, first)
    for _event in reading.behind(patient.database, office.id, before, last=end.seq):
        pass
    return fine(
        _("{office}: the last {count} entries of the log hold; it ends at entry {seq}, {hash}."),
        office=office.slug, count=end.seq - first, seq=end.seq, hash=end.hash,
    )  # fmt: skip


def _whole(patient: Patient, office: OfficeRow) -> Finding:
    found = list(islice(whole_check.differences(patient.database, office.id), MOST_TOLD))
    if found:
        return fault(
            _("{office}: rows of the database are not what its log tells ({count} or more)."),
            _("Run antrean verify-log, which names them."), office=office.slug, count=len(found),
        )  # fmt: skip
    end = reading.head(patient.database, office.id)
    return fine(
        _("{office}: the whole log and its rows hold; it ends at entry {seq}, {hash}."),
        office=office.slug, seq=end.seq, hash=end.hash,
    )  # fmt: skip


def day_ends(patient: Patient) -> Iterator[Finding]:
    """Whether what the server does by itself at the end of a day was done for the days that are over."""
    for office in patient.offices:
        yesterday = business_date(patient.now, office.time_zone) - timedelta(days=1)
        left = kept_days.changed(patient.database, office.id, yesterday - WEEKS, yesterday)
        if left:
            yield warning(
                _("{office}: days whose end was not written yet: {count}, from {day} on."),
                _("The server does it by itself within ten minutes; if it runs, look into its log for the reason."),
                office=office.slug, count=len(left), day=left[0],
            )  # fmt: skip
        else:
            yield fine(_("{office}: the days that are over were ended."), office=office.slug)
