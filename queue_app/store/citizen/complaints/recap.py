"""A year of an office's complaints, counted from their rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection

from queue_app.domain.citizen.complaints import recap as figures
from queue_app.domain.citizen.complaints.deadlines import Rule
from queue_app.domain.citizen.complaints.due import finish_deadline
from queue_app.domain.citizen.complaints.kinds import group_of
from queue_app.domain.citizen.complaints.recap import Case, Recap
from queue_app.domain.citizen.complaints.sight import readers
from queue_app.domain.citizen.complaints.states import OPEN
from queue_app.domain.log.rights import Role
from queue_app.domain.office.hours import Calendar
from queue_app.store.citizen.complaints import rows
from queue_app.store.citizen.complaints.reported import reported
from queue_app.store.citizen.complaints.rows import Kept
from queue_app.store.citizen.complaints.rules import rules
from queue_app.store.office import calendar
from queue_app.store.sealing import Seal


def recap(
    connection: Connection, seal: Seal, office_id: int, year: int, *, time_zone: str, today: date
) -> Recap:  # fmt: skip
    """All that was received in that year, as it stands now. time_zone, today: of the office, its business date."""
    own, days = calendar.opening(connection, office_id).calendar, rules(connection, office_id)
    found = rows.of_office(connection, seal, office_id, first=date(year, 1, 1), last=date(year, 12, 31))
    return figures.recap(year, [_case(connection, kept, own, days, time_zone) for kept in found], today)


def _case(connection: Connection, kept: Kept, own: Calendar, days: Mapping[Rule, int], time_zone: str) -> Case:
    by = readers(kept.lodged.track, reported(connection, kept.lodged, kept.received_on, time_zone=time_zone))
    is_done = kept.state not in OPEN
    ended = kept.handling.answered_on or kept.closed_on
    due = finish_deadline(
        own, days, group_of(kept.lodged.kind, kept.lodged.category), received_on=kept.received_on,
        complete_on=kept.handling.complete_on,
    )  # fmt: skip
    return Case(
        kind=kept.lodged.kind, category=kept.lodged.category, is_apart=Role.SUPERVISOR not in by,
        is_lapor=bool(kept.handling.no_lapor), is_done=is_done,
        is_within=is_done and ended is not None and (due is None or ended <= due.due_on),
    )  # fmt: skip
