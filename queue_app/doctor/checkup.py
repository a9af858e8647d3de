"""All checks in a table, and one look through them: none of them changes anything, and none can stop the others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from queue_app import __version__
from queue_app.config import Config
from queue_app.doctor import address, clock, database, disk, kept, log, programs, room
from queue_app.doctor.finding import WORST_FIRST, Finding, Level, _, fault, worst
from queue_app.doctor.patient import Patient
from queue_app.store import onlooker
from queue_app.store.backup import bare
from queue_app.store.office import catalogue

logger = logging.getLogger(__name__)


class Check(NamedTuple):
    """name: of the part of the house, as people read it; needs_database: left out where that does not open."""

    name: str
    look: Callable[[Patient], Iterator[Finding]]
    needs_database: bool = False


CHECKS: tuple[Check, ...] = (
    Check("Database", database.is_written),
    Check("Database", database.version, needs_database=True),
    Check("Database", database.is_whole, needs_database=True),
    Check("Database", database.is_sound, needs_database=True),
    Check("Database", database.way_of_writing, needs_database=True),
    Check("Log of the office", log.holds, needs_database=True),
    Check("Log of the office", log.day_ends, needs_database=True),
    Check("Backups", kept.age),
    Check("Backups", kept.opens),
    Check("Backups", kept.was_tried),
    Check("Backups", kept.seal_key),
    Check("Disk", disk.room),
    Check("Disk", disk.how_long, needs_database=True),
    Check("Disk", disk.rights),
    Check("Clock", clock.is_set),
    Check("Clock", clock.is_plausible, needs_database=True),
    Check("Clock", clock.zones, needs_database=True),
    Check("Address on tickets", address.reaches),
    Check("Printers", room.printers, needs_database=True),
    Check("Screens", room.screens, needs_database=True),
    Check("Screens", room.unheard, needs_database=True),
    Check("Mail", programs.mail),
    Check("Redis", programs.redis),
    Check("Programs", programs.strangers),
)
OPENS = Check("Database", database.opens)


class Told(NamedTuple):
    """A finding, and of which part of the house."""

    name: str
    found: Finding


class Checkup(NamedTuple):
    """All that was found, the worst first. zone: of the times in it."""

    at: datetime
    version: str
    zone: str
    told: list[Told]

    @property
    def level(self) -> Level:
        return worst(each.found for each in self.told)

    def count(self, level: Level) -> int:
        """How many findings are of that level."""
        return sum(each.found.level is level for each in self.told)


def examine(
    config: Config, *, now: datetime, lang: str, is_full: bool = False, only: int | None = None
) -> Checkup:  # fmt: skip
    """Looks at everything. Whatever a check stumbles over is a finding itself.

    only: the office whose log and devices are looked at; else all of them.
    """
    patient = Patient(config, now, __version__, lang, is_full, only)
    patient.lacks_log = bool(patient.file and patient.file.exists() and bare.lacks_log(patient.file))
    told = list(_looked(OPENS, patient))
    if any(each.found.level is Level.FAULT for each in told):
        told += [each for check in CHECKS if not check.needs_database for each in _looked(check, patient)
                 if check.look is not database.is_written]  # fmt: skip
    else:
        told += _with_database(patient)
    told.sort(key=lambda each: WORST_FIRST.index(each.found.level))
    return Checkup(now, __version__, patient.zone, told)


def _with_database(patient: Patient) -> list[Told]:
    try:
        with onlooker.looking(patient.url) as connection:
            patient.connection = connection
            patient.offices = [each for each in catalogue.offices(connection) if patient.only in {None, each.id}]
            return [each for check in CHECKS for each in _looked(check, patient)]
    except Exception as exc:  # noqa: BLE001 - a database of another program, or a damaged one: each says it its own way
        found = fault(
            _("The database opens, but nothing of Antrean can be read in it: {reason}"),
            _("Run antrean migrate; if that does not help, restore the newest backup."),
            reason=str(getattr(exc, "orig", None) or exc).partition("\n")[0],
        )  # fmt: skip
        patient.connection = None
        rest = [each for check in CHECKS if not check.needs_database for each in _looked(check, patient)]
        return [Told("Database", found), *rest]


def _looked(check: Check, patient: Patient) -> Iterator[Told]:
    try:
        for found in check.look(patient):
            yield Told(check.name, found)
    except Exception as exc:  # the outer edge: one thing that cannot be looked at hides no other
        logger.debug("a check failed", exc_info=True)
        found = fault(
            _("This could not be looked at: {reason}"), _("Tell whoever looks after the server."),
            reason=f"{type(exc).__name__}: {str(exc).partition(chr(10))[0]}",
        )  # fmt: skip
        yield Told(check.name, found)
