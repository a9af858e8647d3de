"""One feed for each office at each worker: it sends every room of the office its new state after each change.

A change at this worker wakes the feed at once; a change at another one does so through `relay`; and whatever no
message told of is found by looking at the office's last event number every `watch_s`. So a screen may be late, never
wrong for long. States carry that number: a screen ignores an older one that it did not ask for, and asks again when a
beat names a newer one, or one that is older than it can be while the database was not put back (browser/line.js).
Displays are many, and are sent what has changed since the last that their room was sent.

Whoever may look no more is sent away before the state that tells so, or anything later: where the message of that is
slower than this feed, the log says it.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from datetime import date

from flask_socketio import SocketIO
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from queue_app import metered
from queue_app.config import Config
from queue_app.domain.log.events import DeviceRevoked
from queue_app.domain.queue.numbering import business_date
from queue_app.live import alerts, changes
from queue_app.live.shown import Shown
from queue_app.screens import printer, unheard
from queue_app.screens.audience import KINDS, Audience, state_of
from queue_app.screens.display import MOST_SAID, DisplayState
from queue_app.screens.state import moment, plain
from queue_app.store.desk import ENDS_SESSIONS, Desk, OfficeKey
from queue_app.store.log import chain

logger = logging.getLogger(__name__)

ENDS_PASSES = ENDS_SESSIONS | {DeviceRevoked.kind}
CALL_GAP_S = 0.01  # least time between two rounds when something was announced
QUIET_GAP_S = 0.1  # the same when only counts changed
TICKETS_GAP_S = 1.0  # phones are many and patient
VOICE_GAP_S = 1.0  # an announcement's turn comes and goes by the clock alone
ALERTS_GAP_S = 2.0  # much of what wants a person comes by the clock alone, too
PAPER_GAP_S = 1.0  # a printer's failure is no event of the log, so it is looked for


class Feed:
    """The rooms of one office that have an audience at this worker, kept true."""

    def __init__(
        self, socketio: SocketIO, desk: Desk, config: Config, office: OfficeKey, shown: Shown, *,
        passes_end: Callable[[int], object],
    ) -> None:  # fmt: skip
        """passes_end: told of the office when somebody who was let in may be so no more."""
        self._passes_end = passes_end
        self._passes_seq: int | None = None  # so far the log was looked through for that
        self._socketio = socketio
        self._desk = desk
        self._config = config
        self._shown = shown
        self.office = office
        self._rooms: dict[str, Audience] = {}
        self._changed = socketio.server.eio.create_event()
        self._announced = socketio.server.eio.create_event()
        self._shown_seq = -1
        self._shown_day: date | None = None
        self._tickets_due = 0.0
        self._tickets_are_behind = False
        self._promises_are_behind = False
        self._shown_paper: object = None
        self._paper_due = 0.0
        self._shown_alerts: object = None
        self._alerts_due = 0.0
        self._voices: dict[int, unheard.Voice] = {}  # leg -> how its call stands, as the counters were told
        self._crowded: set[str] = set()  # displays with more to say than one state holds
        self._told: dict[str, changes.Plain] = {}  # room of displays -> the whole of what it was last sent
        self._voice_due = 0.0
        self._beat_due = time.monotonic()
        self._over = socketio.server.eio.create_event()
        socketio.start_background_task(self._run)

    @property
    def everyone(self) -> str:
        """The room that every screen of the office is in, for beats."""
        return f"office:{self.office.id}"

    def add(self, room: Audience) -> None:
        self._rooms[room.name] = room
        if room.kind == "display":
            # Until a look says otherwise. That look also tells the others what who joined found new by the clock alone:
            # else each that asks once a minute would find the next change none of its own, and ask again.
            self._crowded.add(room.name)

    def note(self, *, is_announced: bool) -> None:
        """Something changed. Cheap, never blocks: may be called from any request."""
        if is_announced:
            self._announced.set()
        self._changed.set()

    def note_promises(self) -> None:
        """People are promised something else, though nothing need have happened."""
        self._promises_are_behind = True
        self._changed.set()

    def end(self) -> None:
        """Nothing more is told to anybody."""
        self._over.set()
        self._changed.set()
        self._announced.set()

    def _run(self) -> None:
        while not self._over.is_set():
            self._changed.wait(timeout=self._config.live.watch_s)
            self._changed.clear()
            self._announced.clear()
            if self._over.is_set():
                return
            try:
                self._round()
            except OperationalError as exc:  # the database is away: a line a look, not a traceback for each office
                logger.warning("%s: %s", self.office.slug, str(exc.orig).strip())
            except Exception:  # the outer edge: the screens are tried again at the next look
                logger.exception("the screens of office %s could not be brought up to date", self.office.slug)
            self._socketio.sleep(CALL_GAP_S)
            self._announced.wait(timeout=QUIET_GAP_S - CALL_GAP_S)

    def _round(self) -> None:
        with self._desk.glance() as connection:
            seq = chain.head_seq(connection, self.office.id)
        day = business_date(self._desk.clock(), self.office.time_zone)
        has_promises, self._promises_are_behind = self._promises_are_behind, False
        if (seq, day) != (self._shown_seq, self._shown_day):  # no event tells of midnight
            self._shown_day = day
            # The oldest state that was sent: what happened while the others were read is sent in the next round.
            self._shown_seq = min(self._send(room for room in self._audience() if room.kind != "ticket"), default=seq)
            self._tickets_are_behind = True
        elif has_promises:
            self._send(room for room in self._audience() if room.kind == "kiosk")
        self._tickets_are_behind |= has_promises
        if self._tickets_are_behind and time.monotonic() >= self._tickets_due:
            self._tickets_are_behind = False
            self._tickets_due = time.monotonic() + TICKETS_GAP_S
            self._send(room for room in self._audience() if room.kind == "ticket")
        self._look_at_paper()
        self._look_at_voice()
        self._beat()
        self._look_at_alerts()

    def _look_at_voice(self) -> None:
        """Announcements that have come into view, and calls that nobody spoke, or has spoken at last."""
        if time.monotonic() < self._voice_due:
            return
        self._voice_due = time.monotonic() + VOICE_GAP_S
        audience = self._audience()
        self._send([room for room in audience if room.name in self._crowded])
        staff = [room for room in audience if room.kind in ("desk", "board")]
        if not staff:
            return
        unheard_s, now = self._config.display.unheard_s, self._desk.clock()
        with self._desk.reading() as connection:
            found = unheard.voices(connection, self.office.id, now=now, unheard_s=unheard_s)
        told, self._voices = self._voices, found
        concerned = {voice.officer_id for leg, voice in (*told.items(), *found.items())
                     if told.get(leg) != found.get(leg)}  # fmt: skip
        if concerned:
            self._send(room for room in staff if room.kind == "board" or _officer_id(room) in concerned)

    def _look_at_alerts(self) -> None:
        """Begins and ends what boards ring for, while one is looked at; the day watch does so all day."""
        boards = [room for room in self._audience() if room.kind == "board"]
        if not boards or time.monotonic() < self._alerts_due:
            return
        self._alerts_due = time.monotonic() + ALERTS_GAP_S
        standing = alerts.look(self._desk, self.office, unheard_s=self._config.display.unheard_s)
        if standing != self._shown_alerts:
            self._shown_alerts = standing
            self._send(boards)

    def _look_at_paper(self) -> None:
        """Supervisor and kiosks learn of a printer that fails, or works again, also while nobody comes."""
        concerned = [room for room in self._audience() if room.kind in ("board", "kiosk")]
        if not concerned or time.monotonic() < self._paper_due:
            return
        self._paper_due = time.monotonic() + PAPER_GAP_S
        with self._desk.reading() as connection:
            papers = printer.paper_signs(connection, self.office.id, now=self._desk.clock())
        if papers != self._shown_paper:
            self._shown_paper = papers
            self._send(concerned)

    def _send(self, rooms: Iterable[Audience]) -> list[int]:
        """Sends each room its state; answers the number of the last event in each."""
        sent = []
        for room in rooms:
            try:
                with self._desk.reading() as connection:
                    state = state_of(connection, room, now=self._desk.clock(), config=self._config)
                    ends_passes = self._ends_passes(connection, state.seq)
            except OperationalError:
                raise  # in none of the others either
            except Exception:  # the outer edge of each room: a fault in one must not silence the others
                logger.exception("the screen %s could not be brought up to date", room.name)
                continue
            if ends_passes:
                self._passes_end(self.office.id)
            if isinstance(state, DisplayState):
                self._show(room.name, state)
            else:
                self._socketio.emit("state", plain(state), to=room.name)
            sent.append(state.seq)
            metered.PUSHES.add(room.kind)
            self._socketio.sleep(0)  # let requests in between two rooms
        return sent

    def _ends_passes(self, connection: Connection, seq: int) -> bool:
        """Whether somebody may be shut out by what happened since the last state that was sent, up to this number."""
        seen, happened = self._passes_seq, set[str]()
        if seen is not None and seen < seq:
            happened = chain.kinds_behind(connection, self.office.id, seen)
        self._passes_seq = seq  # only now: what could not be read is looked at with the next state
        return not ENDS_PASSES.isdisjoint(happened)

    def _show(self, room: str, state: DisplayState) -> None:
        is_crowded = len(state.announcements) == MOST_SAID
        (self._crowded.add if is_crowded else self._crowded.discard)(room)
        self._shown.sent(room, (each.seq for each in state.announcements))
        self._push(room, plain(state))

    def _push(self, room: str, whole: changes.Plain) -> None:
        """To the displays of a room: all of it the first time, then what is new in it, if anything is."""
        told, self._told[room] = self._told.get(room), whole
        if told is None:
            self._socketio.emit("state", whole, to=room)
        elif not changes.is_same(whole, told):
            self._socketio.emit("change", changes.change(told, whole), to=room)

    def _beat(self) -> None:
        if time.monotonic() >= self._beat_due:
            self._beat_due = time.monotonic() + self._config.live.beat_s
            self._socketio.emit("beat", {"seq": self._shown_seq, "now": moment(self._desk.clock())}, to=self.everyone)

    def _audience(self) -> list[Audience]:
        """Rooms that still have members, in the order of KINDS; the others are forgotten."""
        members = self._socketio.server.manager.rooms.get("/", {})
        for name in [name for name in self._rooms if name not in members]:
            del self._rooms[name]
            self._told.pop(name, None)
        order = list(KINDS)
        return sorted(self._rooms.values(), key=lambda room: order.index(room.kind))


def _officer_id(room: Audience) -> int | None:
    return room.officer.officer_id if room.officer else None
