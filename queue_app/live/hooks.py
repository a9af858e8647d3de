"""Tells other programs what happened, in the background: the log is their outbox, and nobody here waits for them."""

from __future__ import annotations

import logging
import random
import secrets
import threading
import time
from collections.abc import Callable

from queue_app import metered
from queue_app.actions.office.hooks import telling
from queue_app.actions.office.hooks.telling import Next, Noted
from queue_app.domain.office.hooks import kinds, signing
from queue_app.live.hook_post import Poster
from queue_app.store.desk import Desk
from queue_app.store.office.hooks.claims import Due
from queue_app.store.office.now import office_now
from queue_app.texts import translate
from queue_app.unattended import Unattended

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0
MOST_AT_ONCE = 32  # receivers that one worker tells at the same time
Alarm = Callable[[str, str], object]  # subject and text of a letter to whoever looks after it


class Hooks:
    """A loop that looks who is to be told, and a courier for each: a slow receiver holds up nobody but itself.

    Several workers may look; a hook is told by the one that has its turn. alarm: is called when a hook was paused by
    itself. lang: of that letter.
    """

    def __init__(
        self, desk: Desk, poster: Poster, *, alarm: Alarm = lambda _subject, _text: None, lang: str = "id",
        every_s: float = LOOK_EVERY_S,
    ) -> None:  # fmt: skip
        self._desk = desk
        self._poster = poster
        self._alarm = alarm
        self._lang = lang
        self._name = secrets.token_hex(8)
        self._under_way: set[int] = set()
        self._all_told: dict[int, int] = {}  # hook -> the event up to which it has nothing to be told
        self._ending = threading.Event()
        self._loop = Unattended(
            self.look, name="hooks", every_s=every_s, is_at_once=False, grace_s=0,
            fault="the receivers of news could not be read",
        )  # fmt: skip

    def start(self) -> None:
        self._loop.start()

    def stop(self) -> None:
        """A message that is under way may end by itself; told again, it has the same id."""
        self._ending.set()
        self._loop.stop()

    def look(self) -> None:
        """Starts a courier for each hook that may have something to be told."""
        for each in telling.due(self._desk):
            is_known = not each.is_urgent and self._all_told.get(each.hook_id) == each.head
            if is_known or each.hook_id in self._under_way or len(self._under_way) >= MOST_AT_ONCE:
                continue
            self._under_way.add(each.hook_id)
            threading.Thread(target=self._run, args=(each,), name=f"hook {each.hook_id}", daemon=True).start()

    def _run(self, due: Due) -> None:
        try:
            self.carry(due)
        except Exception:  # the outer edge: it works unattended all day, and looks again in a moment
            logger.exception("hook %s could not be told", due.hook_id)
        finally:
            self._under_way.discard(due.hook_id)

    def carry(self, due: Due) -> None:
        """Tells one hook all that there is, while it is this worker's turn and the receiver takes it."""
        if not self._is_wanted(due) or not telling.take_turn(self._desk, due.hook_id, self._name):
            return
        try:
            while not self._ending.is_set() and self._step(due):
                pass
        finally:
            telling.end_turn(self._desk, due.hook_id, self._name)

    def _is_wanted(self, due: Due) -> bool:
        """Taking a turn is a write: not for what the hook does not want to know."""
        found = telling.next_of(self._desk, due)
        if found is not None and found.is_all_told:
            self._all_told[due.hook_id] = due.head
            metered.HOOK_BEHIND.set(0, str(due.hook_id))
        return found is not None and (found.letter is not None or found.is_worth_noting)

    def _step(self, due: Due) -> bool:
        """Whether there may be more."""
        found = telling.next_of(self._desk, due)
        if found is None:
            return False
        metered.HOOK_BEHIND.set(due.head - found.hook.told_seq, str(due.hook_id))
        if found.is_worth_noting:
            return telling.note_passed(self._desk, found, self._name)
        if found.letter is None:
            return False
        noted = self._tell(found)
        if noted.paused:
            self._tell_of_pause(found, noted.paused)
        return noted.goes_on

    def _tell(self, found: Next) -> Noted:
        letter = found.letter
        assert letter is not None  # noqa: S101 - as _step has looked
        if not letter.secrets:
            return telling.note_sealed(self._desk, found.hook)
        headers = signing.headers(letter.secrets, letter.id, int(time.time()), letter.body)
        answer = self._poster.send(letter.address, headers, letter.body)
        return telling.note_answer(self._desk, found, answer, self._name, chance=random.random())

    def _tell_of_pause(self, found: Next, why: str) -> None:
        with self._desk.reading() as connection:
            office = office_now(connection, found.hook.office_id).name
        name, said = found.hook.name, self._lang
        logger.warning("hook %s (%s) is paused: %s", found.hook.id, name, why)
        subject = translate(said, "{office}: the receiver {name} is told nothing any more", office=office, name=name)
        lines = (
            translate(said, kinds.PAUSES[why]),
            translate(said, "Look after it in Antrean: Devices, Receivers of news."),
            translate(said, "Nothing is lost: what happens meanwhile is told once it is resumed."),
        )
        try:
            self._alarm(subject, "\n\n".join(lines))
        except Exception:  # the outer edge: the page tells it, too
            logger.warning("nobody could be told that hook %s is paused", found.hook.id, exc_info=True)
