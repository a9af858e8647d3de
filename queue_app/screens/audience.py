"""Which screens exist, what right each asks for, and how its state is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from queue_app.config import Config
from queue_app.domain.log.rights import Right
from queue_app.screens import board, desk, display, kiosk, printer, ticket
from queue_app.screens.state import ScreenState
from queue_app.store.desk import OfficeKey
from queue_app.store.office.accounts import SignedIn


@dataclass(frozen=True, slots=True)
class Audience:
    """One audience that sees the same state: a screen of an office, for whom and in which language it matters."""

    kind: str  # a key of KINDS
    office: OfficeKey
    lang: str = "id"
    officer: SignedIn | None = None  # whose desk it is, or who looks at a board
    ticket_id: int | None = None  # the page of one ticket
    printer_id: int | None = None  # the computer of one printer
    zone: str = ""  # of a display; "": all of them

    @property
    def sees_officers(self) -> bool:
        """Whether a board tells officers' times: to who evaluates them, and to nobody else."""
        return self.officer is not None and Right.EVALUATE in self.officer.rights

    @property
    def name(self) -> str:
        owner = (
            self.ticket_id
            or self.printer_id
            or (self.officer.officer_id if self.officer and self.kind == "desk" else None)
            or ("team" if self.kind == "board" and self.sees_officers else "all")
        )
        return f"office:{self.office.id}:{self.kind}:{owner}:{self.lang}:{self.zone}"


@dataclass(frozen=True, slots=True)
class Kind:
    right: Right
    state: Callable[[Connection, Audience, datetime, Config], ScreenState]


def _display(connection: Connection, audience: Audience, now: datetime, config: Config) -> ScreenState:
    return display.display_state(
        connection, audience.office, now=now, fresh_s=config.display.fresh_s, zone=audience.zone
    )


def _kiosk(connection: Connection, audience: Audience, now: datetime, _config: Config) -> ScreenState:
    return kiosk.kiosk_state(connection, audience.office, now=now)


def _ticket(connection: Connection, audience: Audience, now: datetime, _config: Config) -> ScreenState:
    assert audience.ticket_id is not None  # noqa: S101 - a ticket room is made from its ticket
    return ticket.ticket_state(connection, audience.office, audience.ticket_id, now=now, lang=audience.lang)


def _desk(connection: Connection, audience: Audience, now: datetime, config: Config) -> ScreenState:
    assert audience.officer is not None  # noqa: S101 - a desk room is made from its officer
    return desk.desk_state(connection, audience.office, audience.officer, now=now, unheard_s=config.display.unheard_s)


def _board(connection: Connection, audience: Audience, now: datetime, config: Config) -> ScreenState:
    return board.board_state(
        connection, audience.office, now=now, lang=audience.lang, unheard_s=config.display.unheard_s,
        sees_officers=audience.sees_officers,
    )  # fmt: skip


def _printer(connection: Connection, audience: Audience, now: datetime, config: Config) -> ScreenState:
    assert audience.printer_id is not None  # noqa: S101 - a printer's room is made from its device
    return printer.printer_state(connection, audience.office, audience.printer_id, now=now, keep=config.printing.keep)


# In the order in which they are told of a change: the waiting room first.
KINDS: dict[str, Kind] = {
    "display": Kind(Right.SHOW_CALLS, _display),
    "printer": Kind(Right.PRINT, _printer),
    "desk": Kind(Right.SERVE, _desk),
    "kiosk": Kind(Right.TAKE_NUMBERS, _kiosk),
    "board": Kind(Right.WATCH, _board),
    "ticket": Kind(Right.OPEN, _ticket),
}


def state_of(connection: Connection, audience: Audience, *, now: datetime, config: Config) -> ScreenState:
    """What the audience sees now."""
    return KINDS[audience.kind].state(connection, audience, now, config)
