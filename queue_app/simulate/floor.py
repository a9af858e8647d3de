"""What the people of one office share while a morning is played. Safe to use from several threads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from threading import Lock
from typing import TypeVar

from queue_app.simulate.played import Played

SLIP_FIRST, SLIP_EVERY = 3, 25  # of each verb the third is a slip of the hand, and every 25th from there

T = TypeVar("T")


class Floor:
    """The counters and who is at them, whom a call missed, what was done, and whether the day is over."""

    def __init__(self) -> None:
        self.played = Played()
        self.acts = 0  # grows with everything that happens
        self.to_come = 0  # citizens
        self.is_over = False
        self._lock = Lock()
        self._at: dict[int, int] = {}  # counter id -> officer id
        self._free: list[int] = []  # officers at no counter, who may be handed one
        self._missed: list[str] = []  # numbers
        self._doubted: list[str] = []  # numbers whose officer has marked their time
        self._held: set[int] = set()  # legs that the play has put on hold
        self._given: set[str] = set()  # numbers that citizens of the play have taken
        self._idle_since: dict[int, int] = {}  # officer id -> acts when there was nobody to call
        self._turns: Counter[str] = Counter()
        self._verbs: Counter[str] = Counter()

    def came(self) -> None:
        with self._lock:
            self.to_come -= 1

    def did(self, label: str) -> None:
        with self._lock:
            self.played.done[label] += 1
            self.acts += 1

    def was_refused(self, label: str) -> None:
        with self._lock:
            self.played.refused[label] += 1

    def sits_down(self, officer_id: int, counter_id: int) -> None:
        with self._lock:
            self._at = {place: who for place, who in self._at.items() if who != officer_id} | {counter_id: officer_id}
            self._free = [each for each in self._free if each != officer_id]

    def stands_up(self, officer_id: int) -> None:
        with self._lock:
            self._at = {place: who for place, who in self._at.items() if who != officer_id}
            self._free = [*(each for each in self._free if each != officer_id), officer_id]

    def counter_of(self, officer_id: int) -> int | None:
        with self._lock:
            return next((place for place, who in self._at.items() if who == officer_id), None)

    def others(self, officer_id: int) -> list[tuple[int, int]]:
        """Counters that colleagues are at, with the colleague."""
        with self._lock:
            return [(place, who) for place, who in self._at.items() if who != officer_id]

    def take_free(self) -> int | None:
        """A colleague who can be handed a counter, and whom nobody else hands one meanwhile."""
        with self._lock:
            return self._free.pop(0) if self._free else None

    def took(self, number: str) -> None:
        """A citizen of the play has the number; whoever tries the demo may have others."""
        with self._lock:
            self._given.add(number)

    def is_of_the_play(self, number: str) -> bool:
        with self._lock:
            return number in self._given

    def put_on_hold(self, leg_id: int) -> None:
        with self._lock:
            self._held.add(leg_id)

    def has_held(self, leg_id: int) -> bool:
        """Whether an officer of the play has put it on hold: what others hold is theirs."""
        with self._lock:
            return leg_id in self._held

    def missed_call(self, number: str) -> None:
        with self._lock:
            self._missed.append(number)

    def take_missed(self) -> str | None:
        """The number of somebody who missed a call and comes back now."""
        with self._lock:
            return self._missed.pop(0) if self._missed else None

    def doubted(self, number: str) -> None:
        with self._lock:
            self._doubted.append(number)

    def take_doubted(self) -> str | None:
        """A number whose time its officer has marked, for a supervisor to look at."""
        with self._lock:
            return self._doubted.pop(0) if self._doubted else None

    def in_turn(self, choices: Sequence[T], *, of: str) -> T:
        """Each of the choices as often as the others, so that even a short morning shows them."""
        with self._lock:
            self._turns[of] += 1
            return choices[(self._turns[of] - 1) % len(choices)]

    def slips(self, action: str) -> bool:
        """Whether this time the verb was a slip of the hand."""
        with self._lock:
            self._verbs[action] += 1
            return self._verbs[action] % SLIP_EVERY == SLIP_FIRST

    def slipped_in_vain(self, action: str) -> None:
        """It could not be taken back; then the next one will be such a slip."""
        with self._lock:
            self._verbs[action] -= 1

    def found_nobody(self, officer_id: int, *, acts: int) -> None:
        """The day is over when, since the last thing that happened, everyone at a counter has looked in vain.

        acts: as they were before the officer looked. Whoever has a ticket has acted since the own last look.
        """
        with self._lock:
            self._idle_since[officer_id] = acts
            is_quiet = all(self._idle_since.get(each) == self.acts for each in self._at.values())
            self.is_over = self.is_over or (self.to_come == 0 and is_quiet)
