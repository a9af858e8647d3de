"""When rounds of promises are made: after what happens in an office, and while somebody's wait goes on.

A round comes as soon as the screens have been told of a change, at most every GAP_S; where nothing happens and somebody
waits, every STEADY_S, since time alone moves what is expected; otherwise never, and a night costs one short look a
second at all offices together. Every worker may make them: whoever made an office's last one comes first, and the
others take it up.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from queue_app.actions.citizen import promises
from queue_app.domain.citizen.promise import OfficeWaits
from queue_app.store.citizen import waits_now
from queue_app.store.citizen.waits_now import Standing, moment
from queue_app.store.desk import Desk
from queue_app.unattended import Unattended

logger = logging.getLogger(__name__)

GAP_S = 2.0
STEADY_S = 20.0
OTHERS_S = 1.0  # later than the worker that made the last one
PAUSE_S = 0.1  # for the screens to be told first, and between two looks
LATE_S = 60.0  # the longest pause after rounds that failed one after the other
REST = 10  # times what a round took, up to STEADY_S: a slow machine has other work, too


@dataclass(slots=True)
class _Known:
    """An office as this worker saw it last."""

    promised_at: datetime | None = None
    seq: int = -1  # that the last round knew of
    is_mine: bool = False
    made_at: float = float("-inf")  # by a clock that is never set
    rest_s: float = 0.0
    failed: int = 0  # rounds one after the other
    moves: bool = False

    def due_at(self, seq: int) -> float:
        """The moment of the next round, by the same clock, if the office's last event is `seq`."""
        if seq == self.seq:
            return self.made_at + STEADY_S if self.moves else float("inf")
        return self.made_at + max(GAP_S, self.rest_s) + (0.0 if self.is_mine else OTHERS_S)


class Rounds:
    """One thread (a greenlet in the server), which `start` begins. told: hears of every round that shows otherwise."""

    def __init__(
        self,
        desk: Desk,
        *,
        told: Callable[[int], object],
        watch_s: float,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._desk = desk
        self._seconds = seconds
        self._told = told
        self._watch_s = watch_s  # what another worker did is found so late at most
        self._known: dict[int, _Known] = {}
        self._loop = Unattended(
            self._look_after_pause, name="rounds", every_s=STEADY_S,
            fault="the offices' waits could not be looked at",
        )  # fmt: skip

    def start(self) -> None:
        """Looks at once: whoever waits already is promised something within a moment."""
        self._loop.start()

    def stop(self) -> None:
        """Lets a round that is under way end."""
        self._loop.stop()

    def note(self) -> None:
        """Something changed in some office. Cheap, never blocks."""
        self._loop.wake()

    def _look_after_pause(self) -> float:
        return STEADY_S if self._loop.rest(PAUSE_S) else self.look()

    def look(self) -> float:
        """Makes the rounds that are due. Answers for how many seconds none will be, at most `watch_s`."""
        with self._desk.glance() as connection:
            standing = waits_now.standing(connection)
        now = self._seconds()
        dues = [self._look_at(office, now) for office in standing]
        return max(0.0, min([self._watch_s, *(due - self._seconds() for due in dues)]))

    def _look_at(self, office: Standing, now: float) -> float:
        known = self._known.setdefault(office.office_id, _Known())
        try:
            if office.promised_at != known.promised_at:
                self._take_up(office, known, now)
            if now >= known.due_at(office.seq):
                self._make(office.office_id, known)
            elif not known.moves and office.seq == known.seq:
                promises.still_holds(self._desk, office.office_id)
        except Exception:  # the edge of one office's round: the others have theirs, and it is tried again
            logger.exception("the waits of office %s could not be estimated", office.office_id)
            known.made_at, known.seq, known.failed = self._seconds(), -1, known.failed + 1
            known.rest_s = min(GAP_S * 2**known.failed, LATE_S)
        return known.due_at(office.seq)

    def _take_up(self, office: Standing, known: _Known, now: float) -> None:
        """Another worker made a round, or this one before it was started anew."""
        before = promises.last(self._desk, office.office_id)
        found = promises.adopt(self._desk, office.office_id)
        known.promised_at = office.promised_at
        if found is None:
            return
        known.is_mine, known.seq, known.moves = False, found.seq, found.moves
        age_s = self._desk.clock().timestamp() - found.at
        known.made_at = now - max(0.0, age_s)
        self._tell(office.office_id, before, found)

    def _make(self, office_id: int, known: _Known) -> None:
        began = self._seconds()
        before = promises.last(self._desk, office_id)
        made = promises.renew(self._desk, office_id)
        known.made_at = self._seconds()
        known.failed = 0
        known.rest_s = min((known.made_at - began) * REST, STEADY_S)
        known.is_mine, known.seq, known.moves = promises.is_own(self._desk, office_id), made.seq, made.moves
        known.promised_at = moment(made.at)
        self._tell(office_id, before, made)

    def _tell(self, office_id: int, before: OfficeWaits | None, found: OfficeWaits) -> None:
        if before is None or not found.shows(before):
            self._told(office_id)
