"""The door of the live screens: a screen joins its room, with its right checked, and gets the whole state at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from flask import request
from flask_socketio import SocketIO, join_room, leave_room

from queue_app.actions.citizen import promises
from queue_app.actions.hall import announcements, presence
from queue_app.actions.hall.admission import Pass
from queue_app.config import Config
from queue_app.domain.log.errors import BadInput, NotAllowed
from queue_app.domain.log.events import ANNOUNCED, SetupChanged
from queue_app.domain.log.rights import Right
from queue_app.live.events import Answer, Name, PageToken, RowNumber, ScreenKey, Version, Word, answering
from queue_app.live.feed import ENDS_PASSES, Feed
from queue_app.live.relay import Change, Relay
from queue_app.live.shown import Shown
from queue_app.live.stations import Entry, Stations
from queue_app.live.waits import Rounds
from queue_app.screens import display, ticket
from queue_app.screens.audience import KINDS, Audience, state_of
from queue_app.screens.display import DisplayState
from queue_app.screens.state import plain
from queue_app.store.desk import Desk, OfficeKey, Published
from queue_app.store.office import catalogue
from queue_app.store.office.now import office_now
from queue_app.texts import language

logger = logging.getLogger(__name__)

WARMED = 20  # offices at most
LOOK_S = 1.0  # between two looks at sessions that end by the clock alone
Place = tuple[str, int]  # kind and office: a socket is in one room of these


class Join(msgspec.Struct, forbid_unknown_fields=True):
    """What a screen says when it joins."""

    room: str
    office: Name = ""
    token: Name = ""
    lang: str = "id"
    version: Version = ""  # of a printer's program
    kind: Word = ""  # of its printer
    paper_width_mm: int = 80
    zone: Word = ""  # that a display shows, where it is not paired
    page: PageToken = ""  # of a signed-in person's page


class Heard(msgspec.Struct, forbid_unknown_fields=True):
    """A display has spoken an announcement to its end."""

    office: Name
    seq: RowNumber
    key: ScreenKey
    lang: str = "id"


class Live:
    """All feeds of this worker, and the relay to the others."""

    def __init__(
        self,
        socketio: SocketIO,
        desk: Desk,
        config: Config,
        *,
        admit: Callable[[Right, str, str], Pass],
        build: str,
    ) -> None:
        self._socketio = socketio
        self._desk = desk
        self._config = config
        self._admit = admit  # right, office's slug and the page's token -> what lets the asking browser in, or an error
        self._build = build  # a screen that runs another one loads itself anew when it is idle
        self._guarded: dict[str, dict[Place, Entry]] = {}  # socket -> its rooms -> how it came in
        self._until: dict[str, datetime] = {}  # socket of a person -> when the session ends unless it is used
        self._shown = Shown()
        self._feeds: dict[int, Feed] = {}
        self.rounds = Rounds(desk, told=self._promised, watch_s=config.live.watch_s)  # started by who serves
        self._relay = Relay(socketio, config.live.redis_url, heard=self._heard) if config.live.redis_url else None
        self._stations = Stations(
            socketio, desk, files_dir=Path(config.server.files_dir), keep=config.printing.keep, joined=self.joined,
            require_screen=self.require_screen,
        )  # fmt: skip
        socketio.on_event("join", answering(Join, lambda join: {"state": self._enter(join)}))
        socketio.on_event("heard", answering(Heard, self._spoken))
        socketio.on_event("disconnect", self._left)
        self._is_watching = self._is_over = False

    def end(self) -> None:
        """Hangs up on every screen and stops, so that nothing is left of this program; its desk may be closed then."""
        self._is_over = True
        self.rounds.stop()
        for feed in self._feeds.values():
            feed.end()
        for sid in list(self._socketio.server.eio.sockets):
            self._socketio.server.eio.disconnect(sid)
        self._socketio.server.shutdown()

    def warm(self) -> None:
        """Reads what screens show once before anybody asks, so that the first call of a day need not pay for it.

        Statements are compiled and each office's picture is kept then: a tenth of a second, in which a room would wait.
        """
        try:
            with self._desk.reading() as connection:
                for each in catalogue.offices(connection)[:WARMED]:
                    for kind in ("display", "board", "kiosk"):
                        room = Audience(kind, self._desk.office(each.id))
                        state_of(connection, room, now=self._desk.clock(), config=self._config)
        except Exception:  # the outer edge: what cannot be shown is told to whoever asks for it
            logger.exception("the screens could not be read before the start")

    def published(self, published: Published) -> None:
        """Called after each commit at this worker."""
        kinds = {event.kind for event in published.events}
        change = Change(0)
        if kinds & set(ANNOUNCED):
            change |= Change.ANNOUNCED
        if kinds & ENDS_PASSES:
            change |= Change.ENDS_PASSES
        if SetupChanged.kind in kinds:
            change |= Change.NEW_SETUP
        self._heard(published.office_id, change)
        if self._relay:
            self._relay.tell(published.office_id, change)
        if Change.ANNOUNCED in change:
            self._socketio.sleep(0)  # the waiting room first, then the officer's own answer

    def audience(self) -> dict[str, int]:
        """Kind of screen -> how many lines of it are open here; "all": of whatever kind."""
        found = {"all": len(self._socketio.server.eio.sockets)}
        for entries in list(self._guarded.values()):
            for kind, _office in entries:
                found[kind] = found.get(kind, 0) + 1
        return found

    def _heard(self, office_id: int, change: Change) -> None:
        if Change.ENDS_PASSES in change:  # before a state is sent to whoever may see it no more
            self._passes_end(office_id)
        if Change.NEW_SETUP in change:
            promises.forget(self._desk, office_id)
        self.rounds.note()
        if office_id in self._feeds:
            self._feeds[office_id].note(is_announced=Change.ANNOUNCED in change)

    def _passes_end(self, office_id: int) -> None:
        self._desk.sessions.clear()  # which another worker may have ended
        self._send_away({sid for sid, entries in self._guarded.items() if _is_of(office_id, entries)})

    def _promised(self, office_id: int) -> None:
        if office_id in self._feeds:
            self._feeds[office_id].note_promises()

    def _enter(self, join: Join) -> dict[str, Any]:
        room, let_in_by = self._audience(join)
        feed = self._feeds.get(room.office.id)
        if feed is None:
            feed = Feed(self._socketio, self._desk, self._config, room.office, self._shown, passes_end=self._passes_end)
            self._feeds[room.office.id] = feed
        # First in, then read: a change between the two is sent again, never missed.
        feed.add(room)
        if KINDS[room.kind].right is not Right.OPEN:
            self._guard(room, let_in_by)
        join_room(room.name)
        join_room(feed.everyone)
        with self._desk.reading() as connection:
            state = state_of(connection, room, now=self._desk.clock(), config=self._config)
        if isinstance(state, DisplayState):
            self._shown.joined(_sid(), room.name, (each.seq for each in state.announcements))
        return {**plain(state), "build": self._build}

    def _guard(self, room: Audience, let_in_by: Pass) -> None:
        if let_in_by.officer:
            self._until[_sid()] = let_in_by.ends_at() or self._desk.clock()
        entries = self._guarded.setdefault(_sid(), {})
        place = room.kind, room.office.id
        before = entries.get(place)
        if before and before.room.name != room.name:  # a display that was moved to another zone
            leave_room(before.room.name)
        entries[place] = Entry(room, let_in_by)
        if not self._is_watching:
            self._is_watching = True
            self._socketio.start_background_task(self._watch_passes)

    def _left(self, *_why: object) -> None:
        self._forget(_sid())

    def _forget(self, sid: str) -> None:
        self._guarded.pop(sid, None)
        self._until.pop(sid, None)
        self._shown.left(sid)

    def _spoken(self, said: Heard) -> Answer:
        entry = self.joined("display", said.office)
        if entry.let_in_by.device is None:  # anybody may stand there: what it says must be possible, and seen by staff
            self.require_screen(said.key)
            is_listed = presence.is_known(self._desk, entry.room.office.id, said.key)
            if not (is_listed and self._shown.has(_sid(), said.seq)):
                raise NotAllowed
        announcements.heard(self._desk, entry.room.office.id, said.seq, key=said.key)
        return {}

    def require_screen(self, key: str) -> None:
        """A socket is one screen. Raises NotAllowed for a second name."""
        if not self._shown.is_one(_sid(), key):
            raise NotAllowed

    def joined(self, kind: str, office: str) -> Entry:
        """How the socket that asks came into the office's room of this kind. Raises NotAllowed when it is not in it."""
        for entry in self._guarded.get(_sid(), {}).values():
            if (entry.room.kind, entry.room.office.slug) == (kind, office):
                return entry
        raise NotAllowed

    def _watch_passes(self) -> None:
        """A screen whose session or pairing has ended (idle, or ended by what no event told of) hears nothing more."""
        due = time.monotonic()
        while not self._is_over:
            self._socketio.sleep(min(self._config.live.beat_s, LOOK_S))
            if time.monotonic() >= due:
                due = time.monotonic() + self._config.live.beat_s
                self._send_away(set(self._guarded))
            else:
                self.look_at_the_clock()

    def look_at_the_clock(self) -> None:
        """Sends away whose session has ended by the clock alone."""
        now = self._desk.clock()
        self._send_away({sid for sid, until in self._until.items() if until < now})

    def _send_away(self, asked: Collection[str]) -> None:
        """Those of these sockets that would not be let in any more."""
        for sid in asked:
            try:
                ends = [each.let_in_by.ends_at() for each in list(self._guarded.get(sid, {}).values())]
                if None in ends:
                    self._forget(sid)
                    self._socketio.server.disconnect(sid)
                elif sid in self._until:
                    self._until[sid] = min(each for each in ends if each)
            except Exception:  # the outer edge: the others are still looked at, and this one again
                logger.exception("a screen's right could not be looked at")

    def _audience(self, join: Join) -> tuple[Audience, Pass]:
        if join.room not in KINDS:
            raise BadInput(field="room", expected=", ".join(KINDS))
        let_in_by = self._admit(KINDS[join.room].right, join.office, join.page)
        lang, officer = language(join.lang), let_in_by.officer
        if join.room == "ticket":
            with self._desk.reading() as connection:
                ticket_id, office_id = ticket.find_ticket(connection, join.token)
            return Audience("ticket", self._desk.office(office_id), lang, ticket_id=ticket_id), let_in_by
        if join.room == "printer":
            return self._stations.arrived(join.office, let_in_by, join), let_in_by
        office = self._desk.office(officer.office_id) if officer else self._desk.office_called(join.office)
        zone = self._zone(join, office, let_in_by) if join.room == "display" else ""
        return Audience(join.room, office, lang, officer=officer, zone=zone), let_in_by

    def _zone(self, join: Join, office: OfficeKey, let_in_by: Pass) -> str:
        asked = let_in_by.device.zone if let_in_by.device else join.zone
        with self._desk.reading() as connection:
            return display.known_zone(office_now(connection, office.id), asked)


def _is_of(office_id: int, entries: Mapping[Place, Entry]) -> bool:
    return any(each.room.office.id == office_id for each in entries.values())


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    return sid
