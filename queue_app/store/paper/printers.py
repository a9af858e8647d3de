"""Printers for tickets: the one at the server and those of paired computers, and what each last said of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, bindparam, insert, or_, select, true, update

from queue_app.domain.log.errors import NotFound
from queue_app.domain.paper.jobs import PrinterStatus, chosen, is_away, left_pct, runs_low
from queue_app.store.paper.tables import Printer
from queue_app.store.rows import columns
from queue_app.store.statements import Asked, Statement

AWAY_AFTER = timedelta(seconds=30)  # three of the looks that a printer's computer reports


@dataclass(frozen=True, slots=True)
class PrinterRow:
    id: int
    office_id: int
    device_id: int | None  # None: it hangs on the server
    name: str
    kind: str
    paper_width_mm: int
    condition: str | None  # as it was told last; `trouble` is what counts now
    paper: str
    seen_at: datetime | None
    version: str
    roll_mm: int
    used_mm: int

    def trouble(self, now: datetime) -> str | None:
        """Why it does not print now, a key of paper.CONDITIONS; None: it prints."""
        if self.device_id is not None and is_away(self.seen_at, now, after=AWAY_AFTER):
            return "station_away"
        return self.condition

    @property
    def job_key(self) -> int | None:
        """How print jobs name it: None where it hangs on the server."""
        return self.id if self.device_id else None

    @property
    def left_pct(self) -> int | None:
        """How much of the roll is left; what the printer itself sees counts more than the counter."""
        return 0 if self.paper == "end" else left_pct(self.roll_mm, self.used_mm)

    @property
    def runs_low(self) -> bool:
        return runs_low(self.paper, roll_mm=self.roll_mm, used_mm=self.used_mm)


_PRINTERS = select(*columns(PrinterRow, Printer))
_OF_OFFICE = Statement(
    _PRINTERS.where(Printer.office_id == bindparam("office"), Printer.is_active).order_by(Printer.id).limit(50)
)
_OF_DEVICE = _PRINTERS.where(Printer.device_id == bindparam("device"), Printer.is_active)


def of_office(connection: Connection, office_id: int) -> list[PrinterRow]:
    """The printers that are in use, in the order in which they came."""
    return ask_of_office(connection, office_id).answer


def ask_of_office(connection: Connection, office_id: int) -> Asked[list[PrinterRow]]:
    """The same, once they are needed."""
    return _OF_OFFICE.ask(connection, office=office_id).then(lambda rows: [PrinterRow(*row) for row in rows])


def for_ticket(connection: Connection, office_id: int, asked: int | None) -> PrinterRow | None:
    """The printer that a new ticket goes to. One statement."""
    return ask_for_ticket(connection, office_id, asked).answer


def ask_for_ticket(connection: Connection, office_id: int, asked: int | None) -> Asked[PrinterRow | None]:
    """The same, once it is needed."""
    return ask_of_office(connection, office_id).then(lambda rows: chosen(rows, asked))


def of_device(connection: Connection, device_id: int) -> PrinterRow | None:
    """The printer that a paired computer owns."""
    row = connection.execute(_OF_DEVICE, {"device": device_id}).one_or_none()
    return PrinterRow(*row) if row else None


def printer(connection: Connection, office_id: int, printer_id: int) -> PrinterRow:
    """Raises NotFound when the office has no such printer in use."""
    found = next((each for each in of_office(connection, office_id) if each.id == printer_id), None)
    if found is None:
        raise NotFound(what="printer")
    return found


def at_server(connection: Connection, office_id: int) -> PrinterRow | None:
    """The office's row of the printer that hangs on the server."""
    return next((each for each in of_office(connection, office_id) if each.device_id is None), None)


def add(connection: Connection, office_id: int, *, device_id: int, name: str) -> int:
    """The printer of a computer that was just paired; its program tells the rest."""
    row = {"office_id": office_id, "device_id": device_id, "name": name, "kind": "", "paper_width_mm": 80}
    return int(connection.execute(insert(Printer).returning(Printer.id), row).scalar_one())


def rename(connection: Connection, device_id: int, *, name: str) -> None:
    """What people call the printer of a paired computer."""
    connection.execute(update(Printer).where(Printer.device_id == device_id).values(name=name))


def retire(connection: Connection, device_id: int) -> None:
    """The printer of a computer that was unpaired prints nothing any more."""
    connection.execute(update(Printer).where(Printer.device_id == device_id).values(is_active=False))


def describe(connection: Connection, printer_id: int, *, kind: str, paper_width_mm: int, version: str) -> None:
    """What the program that owns the printer says of it."""
    told = {"kind": kind, "paper_width_mm": paper_width_mm, "version": version}
    connection.execute(update(Printer).where(Printer.id == printer_id).values(told))


def ensure_at_server(connection: Connection, office_id: int, *, kind: str, paper_width_mm: int, name: str) -> None:
    """The office has a row for the printer at the server, as the configuration describes it now."""
    told = {"kind": kind, "paper_width_mm": paper_width_mm, "name": name, "is_active": True}
    mine = (Printer.office_id == office_id, Printer.device_id.is_(None))
    if connection.execute(update(Printer).where(*mine).values(told)).rowcount == 0:
        connection.execute(insert(Printer), {"office_id": office_id, **told})


def without_server(connection: Connection, office_id: int, *, unseen_since: datetime) -> None:
    """No printer hangs on the server any more, unless another server of the same database told of it since then."""
    unseen = or_(Printer.seen_at.is_(None), Printer.seen_at < unseen_since)
    mine = (Printer.office_id == office_id, Printer.device_id.is_(None), unseen)
    connection.execute(update(Printer).where(*mine).values(is_active=False))


def note(connection: Connection, printer_id: int, status: PrinterStatus, *, at: datetime) -> None:
    """What the printer says of itself now."""
    told = {"condition": status.condition and status.condition[:300], "paper": status.paper, "seen_at": at}
    connection.execute(update(Printer).where(_is_same(printer_id)).values(told))


def use(connection: Connection, printer_id: int, *, length_mm: int) -> None:
    """So much paper has gone through."""
    used = Printer.used_mm + length_mm
    connection.execute(update(Printer).where(_is_same(printer_id), Printer.roll_mm > 0).values(used_mm=used))


def new_roll(connection: Connection, printer_id: int, *, roll_mm: int) -> None:
    """Somebody put a roll of this length in."""
    connection.execute(update(Printer).where(_is_same(printer_id)).values(roll_mm=roll_mm, used_mm=0))


def _is_same(printer_id: int) -> ColumnElement[bool]:
    """The row, and where it is of the server's printer, those of the other offices: there is one roll in it."""
    hangs_on_server = select(true()).where(Printer.id == printer_id, Printer.device_id.is_(None)).scalar_subquery()
    return or_(Printer.id == printer_id, Printer.device_id.is_(None) & hangs_on_server.is_not(None))
