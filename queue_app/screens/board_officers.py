"""Each officer's times today, as the log tells them: within one service, by name, never ranked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from queue_app.domain.evidence.duties import Duty
from queue_app.domain.log.errors import BrokenLog
from queue_app.domain.queue.marks import Source
from queue_app.domain.queue.outcomes import Outcome
from queue_app.screens.state import Shown
from queue_app.store.desk import OfficeKey
from queue_app.store.evidence import period
from queue_app.store.evidence import today as running
from queue_app.store.evidence.today import Duties
from queue_app.store.office import catalogue
from queue_app.store.office.catalogue import ServiceRow
from queue_app.texts import translate

NO_TIMES = "Entry {number} of the log is missing or was changed, so no times of officers are told."
WHY: Mapping[str, str] = {  # why a finished service has no time that counts -> msgid
    Source.OFFICER: "{count} officer",
    Source.SUPERVISOR: "{count} supervisor",
    Source.SYSTEM: "{count} system",
    "priority": "{count} priority",
    "other": "{count} other outcome",
}


class BoardOfficer(Shown, frozen=True, kw_only=True):
    """One officer at one service today. Times in seconds; None where none counts, or nothing was finished.

    count: services finished. walk_s: the median from call to start. holds, held_s: all of them. excluded: which of the
    finished have no time that counts, in words; "" for none.
    """

    name: str
    service: str
    count: int
    median_s: float | None
    p90_s: float | None
    within_pct: float | None
    standard_minutes: float | None
    walk_s: float | None
    holds: int
    held_s: float
    excluded: str


@dataclass(frozen=True, slots=True)
class OfficersToday:
    """fault: why there are no rows, in words; "" for a sound log."""

    rows: list[BoardOfficer]
    fault: str = ""


def today(
    connection: Connection, office: OfficeKey, services: Sequence[ServiceRow], day: date, *, lang: str
) -> OfficersToday:
    """By officer's name, then service. A broken log is told, and leaves the rest of the board as it is."""
    try:
        found = running.duties(connection, office, day)
    except BrokenLog as exc:
        return OfficersToday([], translate(lang, NO_TIMES, number=exc.data["seq"]))
    return OfficersToday(_rows(connection, office, services, found, lang))


def _rows(
    connection: Connection, office: OfficeKey, services: Sequence[ServiceRow], found: Duties, lang: str
) -> list[BoardOfficer]:
    officers = period.officers(connection, office.id) if found else {}
    names = catalogue.names(services, lang)
    order = sorted(found, key=lambda duty: (officers[duty[0]].name.casefold(), duty[0], names[duty[1]].casefold()))
    return [_row(officers[who].name, names[what], found[who, what], lang) for who, what in order]


def _row(officer: str, service: str, duty: Duty, lang: str) -> BoardOfficer:
    return BoardOfficer(
        name=officer,
        service=service,
        count=duty.finished,
        median_s=duty.service.median_s,
        p90_s=duty.service.p90_s,
        within_pct=duty.within_pct,
        standard_minutes=duty.standards_s[-1] / 60 if duty.standards_s else None,
        walk_s=duty.walk.median_s,
        holds=duty.holds,
        held_s=duty.held_s,
        excluded=_excluded(duty, lang),
    )


def _excluded(duty: Duty, lang: str) -> str:
    """One service may have several reasons."""
    counts: Mapping[str, int] = {
        **{str(source): count for source, count in duty.doubted_by.items()},
        "priority": duty.left_out["priority"],
        "other": duty.finished - duty.outcomes[Outcome.SELESAI],
    }
    return " · ".join(translate(lang, msgid, count=counts[why]) for why, msgid in WHY.items() if counts.get(why))
