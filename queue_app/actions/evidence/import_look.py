"""A file of visits held against an office: what the office lacks of it, has of it already, and cannot take of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from queue_app.actions.office.setup import Edit
from queue_app.domain.evidence import imported_setup, imported_visits
from queue_app.domain.evidence.import_faults import RowFault
from queue_app.domain.evidence.imported_names import (
    KnownPerson,
    KnownService,
    Matched,
    match,
    numbered_people,
    unknown_services,
)
from queue_app.domain.evidence.imported_row import Row
from queue_app.domain.evidence.imported_visits import Fresh, Meaning
from queue_app.domain.log.import_errors import FaultyVisits
from queue_app.domain.office.plan import OfficePlan
from queue_app.store.desk import OfficeKey
from queue_app.store.evidence import imports
from queue_app.store.log import reading


class File(NamedTuple):
    """source: the SHA-256 of its bytes. rows: in the order in which their visits began."""

    source: str
    rows: Sequence[Row]


class Known(NamedTuple):
    """Every service that an office ever had, and everybody who ever worked there."""

    services: Sequence[KnownService]
    people: Sequence[KnownPerson]

    def matched(self, rows: Sequence[Row]) -> Matched:
        """What the texts of the rows mean there."""
        return match(rows, self.services, self.people)

    def meaning(self, rows: Sequence[Row], time_zone: str) -> Meaning:
        """The same as events want it."""
        matched = self.matched(rows)
        return Meaning(matched.services, matched.people, time_zone)


NOTHING = Known((), ())


class Look(NamedTuple):
    """What stands in the log up to event `seen`: so many visits of other files, and what of this one."""

    seen: int
    visits: int
    fresh: Fresh


def looked_at(connection: Connection, office: OfficeKey, file: File, *, creates: bool) -> Look:
    """What is new of the file. creates: services that the office does not have are to be created.

    Raises FaultyVisits (every fault that the office has with the file), BrokenLog.
    """
    seen, files = reading.head(connection, office.id).seq, imports.files(connection, office.id)
    known = everything_known(connection, office.id)
    matched, meaning = known.matched(file.rows), known.meaning(file.rows, office.time_zone)
    span = meaning.day(file.rows[0]), meaning.day(file.rows[-1])
    fresh = imported_visits.fresh(file.rows, imports.visits(connection, office.id, *span), meaning)
    live = imported_visits.on_live_days(fresh.rows, meaning, imports.live_days(connection, office.id, *span))
    unknown = [] if creates else unknown_services(file.rows, matched, known.services)
    refuse([*matched.faults, *numbered_people(file.rows, matched), *fresh.faults, *live, *unknown])
    return Look(seen, sum(each.visits for each in files), fresh)


def refuse(faults: Iterable[RowFault]) -> None:
    """Raises FaultyVisits where there is a fault."""
    if found := sorted(faults, key=lambda each: each.line):
        raise FaultyVisits(count=len(found), faults=found)


def everything_known(connection: Connection, office_id: int) -> Known:
    """What the office has, in use or not."""
    return Known(imports.services(connection, office_id), imports.people(connection, office_id))


def what_it_adds(connection: Connection, file: File, known: Known) -> Edit:
    """What the file adds to the set-up of an office that has so much."""
    matched = known.matched(file.rows)
    taken, minutes = imports.usernames(connection), imported_setup.standards(file.rows, matched.new_services)

    def edit(plan: OfficePlan) -> OfficePlan:
        plan = imported_setup.with_people(plan, matched.new_people, is_taken=taken.__contains__)
        return imported_setup.with_services(plan, minutes)

    return edit
