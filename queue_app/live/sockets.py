"""The door of the live screens: a screen joins its room, with its right checked, and gets the whole state at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
from flask import request
from flask_socketio import SocketIO, join_room

from queue_app.actions.hall import announcements
from queue_app.actions.hall.admission import Pass
from queue_app.config import Config
from queue_app.domain.log.errors import BadInput, NotAllowed
from queue_app.domain.log.events import ANNOUNCED
from queue_app.domain.log.rights import Right
from queue_app.live.events import Answer, Name, PageToken, RowNumber, ScreenKey, Version, Word, answering
from queue_app.live.feed import Feed
from queue_app.live.relay import Relay
from queue_app.live.stations import Entry, Stations
from queue_app.screens import display, ticket
from queue_app.screens.audience import KINDS, Audience, state_of
from queue_app.screens.state import plain
from queue_app.store.desk import Desk, OfficeKey, Published
from queue_app.store.office.now import office_now
from queue_app.texts import language

logger = logging.getLogger(__name__)


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
        self._guarded: dict[str, dict[str, Entry]] = {}  # socket -> name of its room -> how it came in
        self._feeds: dict[int, Feed] = {}
        self._relay = Relay(socketio, config.live.redis_url, heard=self._heard) if config.live.redis_url else None
        self._stations = Stations(
            socketio, desk, files_dir=Path(config.server.files_dir), keep=config.printing.keep, joined=self.joined
        )  # fmt: skip
        socketio.on_event("join", answering(Join, lambda join: {"state": self._enter(join)}))
        socketio.on_event("heard", answering(Heard, self._spoken))
        socketio.on_event("disconnect", self._left)
        self._is_watching = False

    def published(self, published: Published) -> None:
        """Called after each commit at this worker."""
        is_announced = any(event.kind in ANNOUNCED for event in published.events)
        self._heard(published.office_id, is_announced)
        if self._relay:
            self._relay.tell(published.office_id, is_announced=is_announced)
        if is_announced:
            self._socketio.sleep(0)  # the waiting room first, then the officer's own answer

    def _heard(self, office_id: int, is_announced: bool) -> None:  # noqa: FBT001 - a message's two fields
        if office_id in self._feeds:
            self._feeds[office_id].note(is_announced=is_announced)

    def _enter(self, join: Join) -> dict[str, Any]:
        room, let_in_by = self._audience(join)
        feed = self._feeds.get(room.office.id)
        if feed is None:
            feed = self._feeds[room.office.id] = Feed(self._socketio, self._desk, self._config, room.office)
        # First in, then read: a change between the two is sent again, never missed.
        feed.add(room)
        if KINDS[room.kind].right is not Right.OPEN:
            self._guard(room, let_in_by)
        join_room(room.name)
        join_room(feed.everyone)
        with self._desk.reading() as connection:
            state = state_of(connection, room, now=self._desk.clock(), config=self._config)
        return {**plain(state), "build": self._build}

    def _guard(self, room: Audience, let_in_by: Pass) -> None:
        self._guarded.setdefault(_sid(), {})[room.name] = Entry(room, let_in_by)
        if not self._is_watching:
            self._is_watching = True
            self._socketio.start_background_task(self._watch_passes)

    def _left(self, *_why: object) -> None:
        self._guarded.pop(_sid(), None)

    def _spoken(self, said: Heard) -> Answer:
        office = self.joined("display", said.office).room.office
        announcements.heard(self._desk, office.id, said.seq, key=said.key)
        return {}

    def joined(self, kind: str, office: str) -> Entry:
        """How the socket that asks came into the office's room of this kind. Raises NotAllowed when it is not in it."""
        for entry in self._guarded.get(_sid(), {}).values():
            if (entry.room.kind, entry.room.office.slug) == (kind, office):
                return entry
        raise NotAllowed

    def _watch_passes(self) -> None:
        """A screen whose session or pairing has ended (signed out, idle, revoked) hears nothing more."""
        while True:
            self._socketio.sleep(self._config.live.beat_s)
            for sid, entries in list(self._guarded.items()):
                try:
                    if not all(each.let_in_by.holds() for each in list(entries.values())):
                        self._guarded.pop(sid, None)
                        self._socketio.server.disconnect(sid)
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


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
    return sid
