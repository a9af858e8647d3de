"""The door of the live screens: a screen joins its room, with its right checked, and gets the whole state at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from flask import request
from flask_socketio import SocketIO, join_room

from queue_app.actions import screens
from queue_app.actions.passes import Pass
from queue_app.actions.rooms import KINDS, Room, state_of
from queue_app.config import Config
from queue_app.domain.errors import BadInput, MalformedRequest, QueueError
from queue_app.domain.events import ANNOUNCED
from queue_app.domain.rights import Right
from queue_app.live.feed import Feed
from queue_app.live.relay import Relay
from queue_app.store.desk import Desk, Published
from queue_app.texts import language, translate

logger = logging.getLogger(__name__)

# PostgreSQL has no text with NUL, and would fail on it instead of finding nothing.
Name = Annotated[str, msgspec.Meta(pattern=r"^[^\x00]*$", max_length=80)]


class Join(msgspec.Struct, forbid_unknown_fields=True):
    """What a screen says when it joins."""

    room: str
    office: Name = ""
    token: Name = ""
    lang: str = "id"


class Live:
    """All feeds of this worker, and the relay to the others."""

    def __init__(
        self,
        socketio: SocketIO,
        desk: Desk,
        config: Config,
        *,
        admit: Callable[[Right, str], Pass],
        build: str,
    ) -> None:
        self._socketio = socketio
        self._desk = desk
        self._config = config
        self._admit = admit  # right and office's slug -> what lets the asking browser in, or an error
        self._build = build  # a screen that runs another one loads itself anew when it is idle
        self._guarded: dict[str, dict[str, Pass]] = {}  # socket -> room -> what let it in
        self._feeds: dict[int, Feed] = {}
        self._relay = Relay(socketio, config.live.redis_url, heard=self._heard) if config.live.redis_url else None
        socketio.on_event("join", self._join)
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

    def _join(self, data: object = None, *_more: object) -> dict[str, Any]:
        try:
            return {"state": self._enter(msgspec.convert(data, Join))}
        except msgspec.ValidationError as exc:
            logger.info("a join was not understood: %s", exc)
            return _refusal(MalformedRequest(), "id")
        except QueueError as exc:
            return _refusal(exc, language(data.get("lang") if isinstance(data, dict) else None))

    def _enter(self, join: Join) -> dict[str, Any]:
        room, let_in_by = self._room(join)
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
        return {**state, "build": self._build}

    def _guard(self, room: Room, let_in_by: Pass) -> None:
        self._guarded.setdefault(self._sid(), {})[room.name] = let_in_by
        if not self._is_watching:
            self._is_watching = True
            self._socketio.start_background_task(self._watch_passes)

    def _left(self, *_why: object) -> None:
        self._guarded.pop(self._sid(), None)

    def _sid(self) -> str:
        sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
        return sid

    def _watch_passes(self) -> None:
        """A screen whose session or pairing has ended (signed out, idle, revoked) hears nothing more."""
        while True:
            self._socketio.sleep(self._config.live.beat_s)
            for sid, passes in list(self._guarded.items()):
                try:
                    if not all(each.holds() for each in list(passes.values())):
                        self._guarded.pop(sid, None)
                        self._socketio.server.disconnect(sid)
                except Exception:  # the outer edge: the others are still looked at, and this one again
                    logger.exception("a screen's right could not be looked at")

    def _room(self, join: Join) -> tuple[Room, Pass]:
        if join.room not in KINDS:
            raise BadInput(field="room", expected=", ".join(KINDS))
        let_in_by = self._admit(KINDS[join.room].right, join.office)
        lang, officer = language(join.lang), let_in_by.officer
        if join.room == "ticket":
            with self._desk.reading() as connection:
                ticket_id, office_id = screens.find_ticket(connection, join.token)
            return Room("ticket", self._desk.office(office_id), lang, ticket_id=ticket_id), let_in_by
        office = self._desk.office(officer.office_id) if officer else self._desk.office_called(join.office)
        return Room(join.room, office, lang, officer=officer), let_in_by


def _refusal(error: QueueError, lang: str) -> dict[str, Any]:
    values = {name: translate(lang, str(value)) for name, value in error.data.items()}
    return {"error": error.code, "message": translate(lang, error.message_id, **values)}
