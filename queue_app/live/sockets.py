"""The door of the live screens: a screen joins its room, with its right checked, and gets the whole state at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, Any

import msgspec
from flask import request
from flask_socketio import SocketIO, join_room

from queue_app.actions import screens
from queue_app.actions.rooms import KINDS, Room, state_of
from queue_app.config import Config
from queue_app.domain.errors import BadInput, MalformedRequest, NotAllowed, QueueError, SignInRequired
from queue_app.domain.events import ANNOUNCED
from queue_app.domain.rights import Right, may
from queue_app.live.feed import Feed
from queue_app.live.relay import Relay
from queue_app.store.accounts import SignedIn
from queue_app.store.desk import Desk, OfficeKey, Published
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
        who: Callable[[], SignedIn | None],
        still_in: Callable[[str], bool],
        token: Callable[[], str],
        build: str,
    ) -> None:
        self._socketio = socketio
        self._desk = desk
        self._config = config
        self._who = who
        self._build = build  # a screen that runs another one loads itself anew when it is idle
        self._still_in = still_in
        self._token = token
        self._guarded: dict[str, str] = {}  # sockets that were let in by a session -> its token
        self._feeds: dict[int, Feed] = {}
        self._relay = Relay(socketio, config.live.redis_url, heard=self._heard) if config.live.redis_url else None
        socketio.on_event("join", self._join)
        socketio.on_event("disconnect", self._left)
        socketio.start_background_task(self._watch_sessions)

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
        room = self._room(join)
        feed = self._feeds.get(room.office.id)
        if feed is None:
            feed = self._feeds[room.office.id] = Feed(self._socketio, self._desk, self._config, room.office)
        # First in, then read: a change between the two is sent again, never missed.
        feed.add(room)
        if KINDS[room.kind].right is not Right.OPEN:
            self._guarded[self._sid()] = self._token()
        join_room(room.name)
        join_room(feed.everyone)
        with self._desk.reading() as connection:
            state = state_of(connection, room, now=self._desk.clock(), config=self._config)
        return {**state, "build": self._build}

    def _left(self, *_why: object) -> None:
        self._guarded.pop(self._sid(), None)

    def _sid(self) -> str:
        sid: str = request.sid  # type: ignore[attr-defined]  # Flask-SocketIO adds it
        return sid

    def _watch_sessions(self) -> None:
        """A screen whose session has ended (signed out, idle, revoked) hears nothing more."""
        while True:
            self._socketio.sleep(self._config.live.beat_s)
            for sid, token in list(self._guarded.items()):
                try:
                    if not self._still_in(token):
                        self._guarded.pop(sid, None)
                        self._socketio.server.disconnect(sid)
                except Exception:  # the outer edge: the others are still looked at, and this one again
                    logger.exception("a screen's session could not be looked at")

    def _room(self, join: Join) -> Room:
        if join.room not in KINDS:
            raise BadInput(field="room", expected=", ".join(KINDS))
        officer = self._who()
        if not may(officer.role if officer else None, KINDS[join.room].right):
            raise NotAllowed if officer else SignInRequired
        lang = language(join.lang)
        if join.room == "ticket":
            with self._desk.reading() as connection:
                ticket_id, office_id = screens.find_ticket(connection, join.token)
            return Room("ticket", self._desk.office(office_id), lang, ticket_id=ticket_id)
        return Room(join.room, self._office(join, officer), lang, officer=officer)

    def _office(self, join: Join, officer: SignedIn | None) -> OfficeKey:
        if join.room in {"desk", "board"} and officer is not None:
            return self._desk.office(officer.office_id)
        return self._desk.office_called(join.office)


def _refusal(error: QueueError, lang: str) -> dict[str, Any]:
    values = {name: translate(lang, str(value)) for name, value in error.data.items()}
    return {"error": error.code, "message": translate(lang, error.message_id, **values)}
