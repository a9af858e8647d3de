"""What computers with a printer say on the live line, and what every screen says of itself.

A computer with a printer joins as "printer", claims one job after the other, and tells what became of each. Whoever
speaks must have joined before, and holds the same pass still.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Protocol

import msgspec
from flask_socketio import SocketIO

from queue_app.actions.hall import presence
from queue_app.actions.hall.admission import Pass
from queue_app.actions.paper import jobs
from queue_app.actions.paper import stations as arriving
from queue_app.domain.log.errors import BadInput, NotPaired, PrinterFailed
from queue_app.domain.log.rights import DeviceKind
from queue_app.domain.paper.jobs import PAPER_LEFT, Attempt, Outcome, PrinterStatus
from queue_app.live.events import STORABLE, Answer, Name, RowNumber, ScreenKey, Version, Word, answering
from queue_app.printing.drivers import making
from queue_app.printing.jobs import job_lines
from queue_app.printing.lines import PAPERS, Line, lines_to_json
from queue_app.screens import printer
from queue_app.screens.audience import Audience
from queue_app.screens.state import plain
from queue_app.store.desk import Desk
from queue_app.store.paper import printers
from queue_app.store.paper.jobs import DueJob

LONGEST_TICKET_MM = 2000  # of one ticket; the paper counter believes no more, the report is taken all the same
Condition = Annotated[str, msgspec.Meta(pattern=STORABLE, max_length=300)] | None
Millimetres = Annotated[int, msgspec.Meta(ge=0, le=2**31 - 1)]


class OfOffice(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    office: Name
    lang: str = "id"


class Claim(OfOffice, forbid_unknown_fields=True, kw_only=True):
    job: RowNumber
    attempt: RowNumber  # as the list of what is due told it


class Looked(OfOffice, forbid_unknown_fields=True, kw_only=True):
    """How the printer is while it prints nothing."""

    condition: Condition = None
    paper: Word = "unknown"

    def status(self) -> PrinterStatus:
        """Raises BadInput."""
        if self.paper not in PAPER_LEFT:
            raise BadInput(field="paper", expected=", ".join(PAPER_LEFT))
        return PrinterStatus(self.condition, self.paper)


class Printed(Looked, forbid_unknown_fields=True, kw_only=True):
    """What became of a job that was claimed."""

    job: RowNumber
    attempt: RowNumber  # that it was claimed for
    outcome: Outcome
    reason: Condition = None
    length_mm: Millimetres = 0


class Here(OfOffice, forbid_unknown_fields=True, kw_only=True):
    """A screen is there; it says so once a minute, and when its sound changes."""

    key: ScreenKey
    kind: DeviceKind
    version: Version = ""
    sound: Word = "none"
    zone: Word = ""


class Left(OfOffice, forbid_unknown_fields=True, kw_only=True):
    """A screen's page is closed, by hand or to load it anew."""

    key: ScreenKey
    kind: DeviceKind


class Ping(msgspec.Struct):
    """A screen asks whether the line is whole."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a socket came into a room."""

    room: Audience
    let_in_by: Pass


class Arrival(Protocol):
    """What a printer's computer says of itself when it joins."""

    @property
    def version(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def paper_width_mm(self) -> int: ...


class Stations:
    """What printers and screens say.

    files_dir: where logos lie. keep: how long a ticket's paper is wanted. joined: how the asking socket came into a
    room; raises NotAllowed. require_screen: that the socket is the screen of this key; raises NotAllowed.
    """

    def __init__(
        self,
        socketio: SocketIO,
        desk: Desk,
        *,
        files_dir: Path,
        keep: timedelta,
        joined: Callable[[str, str], Entry],
        require_screen: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._keep = keep
        self._files_dir = files_dir
        self._joined = joined
        self._require_screen = require_screen
        socketio.on_event("claim", answering(Claim, self._claim))
        socketio.on_event("printed", answering(Printed, self._printed))
        socketio.on_event("printer", answering(Looked, self._looked))
        socketio.on_event("here", answering(Here, self._here))
        socketio.on_event("left", answering(Left, self._left))
        socketio.on_event("ping", answering(Ping, lambda _ping: {}))

    def arrived(self, slug: str, let_in_by: Pass, said: Arrival) -> Audience:
        """The room of the printer whose computer joins. Raises NotPaired, BadInput for an unknown paper."""
        if said.paper_width_mm not in PAPERS:
            raise BadInput(field="paper_width_mm", expected=", ".join(map(str, PAPERS)))
        if let_in_by.device is None:
            raise NotPaired
        printer_id = arriving.arrived(
            self._desk, let_in_by.device, kind=said.kind, paper_width_mm=said.paper_width_mm, version=said.version
        )
        return Audience("printer", self._desk.office_called(slug), printer_id=printer_id)

    def _claim(self, wish: Claim) -> Answer:
        """The lines of the job for this printer's paper; None where it is not to be had any more."""
        office_id, printer_id = self._printer(wish.office)
        job = jobs.claim(self._desk, office_id, wish.job, printer_id=printer_id, attempt_no=wish.attempt)
        if job is None:
            return {"lines": None}
        try:
            lines = self._lines(job, printer_id)
        except PrinterFailed as exc:  # nothing of it went out: it must not be left in doubt
            refused = Attempt(Outcome.REFUSED, str(exc.data["reason"]), PrinterStatus())
            jobs.report(
                self._desk, office_id, job.id, printer_id=printer_id, attempt_no=job.attempt_no, attempt=refused
            )
            return {"lines": None}
        return {"lines": lines_to_json(lines), "number": job.number, "copy_no": job.copy_no}

    def _lines(self, job: DueJob, printer_id: int) -> list[Line]:
        with making(f"printer {printer_id}"), self._desk.reading() as connection:
            own = printers.printer(connection, job.office_id, printer_id)
            return job_lines(connection, job, own.paper_width_mm, files_dir=self._files_dir)

    def _printed(self, said: Printed) -> Answer:
        office_id, printer_id = self._printer(said.office)
        jobs.report(
            self._desk, office_id, said.job, printer_id=printer_id, attempt_no=said.attempt,
            attempt=Attempt(said.outcome, said.reason, said.status()), length_mm=min(said.length_mm, LONGEST_TICKET_MM),
        )  # fmt: skip
        return {}

    def _looked(self, said: Looked) -> Answer:
        """The answer names the jobs that are due now: some become so by the clock alone."""
        office_id, printer_id = self._printer(said.office)
        jobs.status(self._desk, office_id, printer_id, said.status())
        return {"jobs": plain(printer.due(self._desk, office_id, printer_id, keep=self._keep))}

    def _printer(self, slug: str) -> tuple[int, int]:
        """Office and printer of the socket that speaks. Raises NotAllowed, NotPaired."""
        entry = self._joined("printer", slug)
        if not entry.let_in_by.holds():
            raise NotPaired
        assert entry.room.printer_id is not None  # noqa: S101 - a printer's room is made from its device
        return entry.room.office.id, entry.room.printer_id

    def _here(self, said: Here) -> Answer:
        entry = self._joined(said.kind, said.office)
        self._require_screen(said.key)
        device = entry.let_in_by.device
        presence.seen(
            self._desk, entry.room.office.id, key=said.key, kind=said.kind, version=said.version, sound=said.sound,
            zone=said.zone, device_id=device.id if device else None,
        )  # fmt: skip
        return {}

    def _left(self, said: Left) -> Answer:
        entry = self._joined(said.kind, said.office)
        self._require_screen(said.key)
        presence.left(self._desk, entry.room.office.id, key=said.key)
        return {}
